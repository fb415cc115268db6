import type { Doc } from '#shared/wire/collections.ts';
import type { CinemaId } from '#shared/wire/scalars.ts';
import type { CatalogueCollection, Engine, Registry } from '../engine.ts';

/** As much of the engine as programmes need. */
export type ProgrammeEngine = Pick<Engine, 'list' | 'put' | 'block'> & {
  readonly registry: Pick<Registry, 'staffOf' | 'addStaff' | 'createCodes'>;
};

/**
 * Writes those documents a cinema does not have yet and leaves the others as people have made them since.
 * Answers how many were written.
 */
export async function putMissing<Name extends CatalogueCollection>(
  engine: Pick<ProgrammeEngine, 'list' | 'put'>,
  cinemaId: CinemaId,
  collection: Name,
  documents: readonly Doc<Name>[],
): Promise<number> {
  const known = new Set<string>((await engine.list(cinemaId, collection)).map(({ id }) => id));
  const missing = documents.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return 0;
  const { written } = await engine.put(cinemaId, collection, missing);
  return written;
}

/** Runs `work` over all items, `atOnce` of them at a time: enough to share commits, few enough not to flood the engine. */
export async function forEachBounded<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += atOnce) {
    await Promise.all(items.slice(from, from + atOnce).map(work));
  }
}
