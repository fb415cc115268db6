import type { RxCollection, WithDeleted } from 'rxdb';
import { z } from 'zod';
import { stripBookkeeping } from '#shared/domain/booking/parse.ts';
import { PULL_DOCUMENTS_MAX } from '#shared/domain/limits.ts';
import { COLLECTIONS, type CollectionName, type Doc } from '#shared/wire/collections.ts';
import { type Checkpoint, PullAnswer } from '#shared/wire/messages.ts';
import type { Ask } from './ask.ts';
import type { Faults } from './faults.ts';
import { SCHEMAS } from './schema.ts';

/** Where the rest is too much at once: large documents, and bookings, because what a till writes waits for a batch. */
const BATCHES: { readonly [Name in CollectionName]?: number } = { seatmaps: 100, screens: 100, bookings: 50 };

/** Documents asked for at once. A page shorter than asked means "that was all" (TRAPS T11). */
export const pullBatch = (name: CollectionName): number => Math.min(BATCHES[name] ?? 200, PULL_DOCUMENTS_MAX);

/** A document of the server that breaks the schema both sides were built from. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  readonly id: string;

  constructor(id: string, message: string) {
    super(message);
    this.id = id;
  }
}

/** Parses one document of the wire, or of RxDB, that is not deleted; throws {@link Malformed}. */
export function takeDocument<Name extends CollectionName>(
  name: Name,
  raw: { readonly id: string },
): Doc<Name> {
  const schema: z.ZodType<Doc<Name>> = SCHEMAS[name];
  const parsed = schema.safeParse(stripBookkeeping(raw));
  if (!parsed.success) throw new Malformed(raw.id, z.prettifyError(parsed.error));
  return parsed.data;
}

export type PullContext<Name extends CollectionName> = {
  readonly name: Name;
  readonly collection: RxCollection<Doc<Name>>;
  readonly ask: Ask;
  readonly faults: Faults;
  readonly signal: AbortSignal;
  /**
   * Whether this kiosk has heard newer of a document than the page says. RxDB would take the page for the latest word
   * and undo a step of a sale that a push was answered meanwhile; what the document has become is further on in the feed.
   */
  readonly isOlder: (document: Doc<Name>) => boolean;
  /** Told of every page: where the pull stands, and its documents, deleted ones left out. */
  readonly pulled: (checkpoint: Checkpoint, documents: readonly Doc<Name>[]) => void;
};

/**
 * One page for RxDB. A document that breaks the schema is never passed on nor skipped: it is reported, selling is
 * blocked, and the collection waits before it, because RxDB would forget it for good (TRAPS T7).
 */
export async function pullPage<Name extends CollectionName>(
  context: PullContext<Name>,
  from: Checkpoint | undefined,
  size: number,
): Promise<{ documents: WithDeleted<Doc<Name>>[]; checkpoint: Checkpoint }> {
  const { name, faults } = context;
  const documents: WithDeleted<Doc<Name>>[] = [];
  const living: Doc<Name>[] = [];
  let checkpoint: Checkpoint = from ?? { lwt: 0, id: '' };
  for (;;) {
    const limit = size - documents.length;
    const page = await askPage(context, checkpoint, limit);
    try {
      for (const wire of page.documents) {
        if (wire._deleted) documents.push(...(await tombstone(context.collection, wire.id)));
        else {
          const document = takeDocument(name, wire);
          if (context.isOlder(document)) continue;
          living.push(document);
          documents.push({ ...document, _deleted: false });
        }
      }
    } catch (error) {
      if (error instanceof Malformed)
        faults.raise(`malformed:${name}`, {
          kind: 'malformed',
          collection: name,
          id: error.id,
          message: error.message,
        });
      throw error;
    }
    faults.clear(`malformed:${name}`);
    checkpoint = page.checkpoint;
    // Tombstones of what was never here fall away; RxDB would take the gap they leave for the end of the feed.
    if (page.documents.length < limit || documents.length >= size) break;
  }
  context.pulled(checkpoint, living);
  return { documents, checkpoint };
}

async function askPage<Name extends CollectionName>(
  { name, ask, signal, faults }: PullContext<Name>,
  { lwt, id }: Checkpoint,
  limit: number,
): Promise<PullAnswer> {
  // A browser asks the server for permission once for each address, so the checkpoint travels in the body.
  const answer = PullAnswer.safeParse(
    await ask('POST', `/${name}/${COLLECTIONS[name].version}/pull`, signal, { lwt, id, limit }),
  );
  if (answer.success) return answer.data;
  const message = z.prettifyError(answer.error);
  faults.raise(`malformed:${name}`, { kind: 'malformed', collection: name, id: '', message });
  throw new Malformed('', message);
}

/** The last known state of a document, marked as deleted; nothing when it was never here. */
async function tombstone<Name extends CollectionName>(
  collection: RxCollection<Doc<Name>>,
  id: string,
): Promise<WithDeleted<Doc<Name>>[]> {
  const last = await collection.findOne(id).exec();
  return last === null ? [] : [{ ...last.toMutableJSON(), _deleted: true }];
}
