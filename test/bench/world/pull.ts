import type { z } from 'zod';
import { stripBookkeeping } from '#shared/domain/booking/parse.ts';
import { COLLECTIONS, type CollectionName } from '#shared/wire/collections.ts';
import { type Checkpoint, PullAnswer, type WireDocument } from '#shared/wire/messages.ts';
import { insist } from '../bench.ts';

const PAGE = 500;

export type Pulled = { readonly documents: WireDocument[]; readonly checkpoint: Checkpoint };

/** What changed in a collection after a checkpoint, page by page to the end. */
export async function pullRaw(
  url: string,
  token: string,
  collection: CollectionName,
  from: Checkpoint = { lwt: 0, id: '' },
): Promise<Pulled> {
  const documents: WireDocument[] = [];
  let checkpoint = from;
  for (;;) {
    const query = `lwt=${checkpoint.lwt}&id=${checkpoint.id}&limit=${PAGE}`;
    const response = await fetch(`${url}/${collection}/${COLLECTIONS[collection].version}/pull?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    insist(response.ok, `pulling ${collection} answered ${response.status}`);
    const page = PullAnswer.parse(await response.json());
    documents.push(...page.documents);
    checkpoint = page.checkpoint;
    if (page.documents.length < PAGE) return { documents, checkpoint };
  }
}

/** Everything a device may see of a collection. */
export async function pullAll<T>(
  url: string,
  token: string,
  collection: CollectionName,
  schema: z.ZodType<T>,
): Promise<T[]> {
  const { documents } = await pullRaw(url, token, collection);
  return documents.map((document) => schema.parse(stripBookkeeping(document)));
}
