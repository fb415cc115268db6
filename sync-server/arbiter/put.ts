import { sameJson } from '#shared/domain/equal.ts';
import { invariant } from '#shared/domain/invariant.ts';
import { Cinema, Show } from '#shared/wire/catalog.ts';
import { COLLECTIONS, type Doc } from '#shared/wire/collections.ts';
import type { CinemaId } from '#shared/wire/scalars.ts';
import type { CatalogueCollection, PutResult } from '../engine.ts';
import type { DocumentKeys, Tx } from '../store/store.ts';
import type { Catalogue } from './catalogue.ts';
import type { GroupCommit } from './group-commit.ts';

/** Documents written by one commit; a longer list is written in several. */
const DOCUMENTS_PER_COMMIT_MAX = 200;

const ownerOf = (document: object): string | null =>
  'cinemaId' in document && typeof document.cinemaId === 'string' ? document.cinemaId : null;

async function putOne<Name extends CatalogueCollection>(
  tx: Tx,
  cinemaId: CinemaId,
  collection: Name,
  document: Doc<Name>,
): Promise<boolean> {
  // What does not fit its schema would be skipped by every replica, for good.
  COLLECTIONS[collection].schema.parse(document);
  const owner = collection === 'cinemas' ? document.id : (ownerOf(document) ?? cinemaId);
  invariant(owner === cinemaId, `${collection} ${document.id} belongs to ${owner}, not to ${cinemaId}`);
  const known = await tx.document(cinemaId, collection, document.id);
  if (known !== null && sameJson(known, document)) return false;
  const keys: DocumentKeys = collection === 'shows' ? { relevantMs: startOf(document) } : {};
  await tx.writeDocument(cinemaId, collection, document, keys);
  if (collection === 'shows') {
    const show = Show.parse(document);
    await tx.writeSeatmapHead(cinemaId, show.id, Date.parse(show.startsAt));
  }
  return true;
}

const startOf = (document: object): number => Date.parse(Show.parse(document).startsAt);

/** Devices enrol by themselves: whoever writes a cinema writes everything else about it. */
async function putCinema(tx: Tx, cinemaId: CinemaId, document: Cinema): Promise<boolean> {
  const known = await tx.document(cinemaId, 'cinemas', cinemaId);
  return putOne(tx, cinemaId, 'cinemas', { ...document, devices: known?.devices ?? [] });
}

/** Writes catalogue documents that differ from what is stored. Throws, and writes none of that commit, when one is wrong. */
export async function putDocuments<Name extends CatalogueCollection>(
  commits: GroupCommit,
  catalogue: Catalogue,
  cinemaId: CinemaId,
  collection: Name,
  documents: readonly Doc<Name>[],
): Promise<PutResult> {
  let written = 0;
  for (let from = 0; from < documents.length; from += DOCUMENTS_PER_COMMIT_MAX) {
    const some = documents.slice(from, from + DOCUMENTS_PER_COMMIT_MAX);
    written += await commits.run(some.length, async (tx) => {
      let count = 0;
      for (const document of some) {
        const changed =
          collection === 'cinemas'
            ? await putCinema(tx, cinemaId, Cinema.parse(document))
            : await putOne(tx, cinemaId, collection, document);
        if (changed) count += 1;
      }
      // Rows later in the same commit must see what is written here.
      if (count > 0) catalogue.forget(cinemaId);
      return count;
    });
  }
  return { written, unchanged: documents.length - written };
}
