import type { Doc } from '#shared/wire/collections.ts';
import type { CinemaId, SeatId, ShowId } from '#shared/wire/scalars.ts';
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

/** Seats of one show to take out of sale, each with its reason. */
export type ShowSeats = {
  readonly showId: ShowId;
  readonly seats: readonly { readonly seatId: SeatId; readonly reason: string }[];
};

/** Enough to share commits, few enough not to crowd out a queue that others may be using. */
const SEATS_AT_ONCE = 1_500;

/** Takes seats of many shows out of sale, several shows at once. A show's seats are written together or not at all. */
export async function blockAll(
  engine: Pick<ProgrammeEngine, 'block'>,
  cinemaId: CinemaId,
  shows: Iterable<ShowSeats>,
): Promise<void> {
  let waiting: Promise<void>[] = [];
  let seatsWaiting = 0;
  for (const { showId, seats } of shows) {
    if (seatsWaiting + seats.length > SEATS_AT_ONCE) {
      await Promise.all(waiting);
      waiting = [];
      seatsWaiting = 0;
    }
    waiting.push(engine.block(cinemaId, showId, seats));
    seatsWaiting += seats.length;
  }
  await Promise.all(waiting);
}

/** Shows of a cinema that have at least one seat held, sold or blocked. */
export async function touchedShows(
  engine: Pick<ProgrammeEngine, 'list'>,
  cinemaId: CinemaId,
): Promise<Set<ShowId>> {
  const maps = await engine.list(cinemaId, 'seatmaps');
  return new Set(maps.filter(({ seats }) => Object.keys(seats).length > 0).map(({ showId }) => showId));
}
