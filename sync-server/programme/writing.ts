import type { Doc } from '#shared/wire/collections.ts';
import type { CinemaId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { CatalogueCollection, Engine, Registry } from '../engine.ts';

/** As much of the engine as programmes need. */
export type ProgrammeEngine = Pick<Engine, 'list' | 'put' | 'block'> & {
  readonly registry: Pick<Registry, 'staffOf' | 'addStaff' | 'createCodes'>;
};

/** What sales made before Foyer opened need beyond that. */
export type HistoryEngine = ProgrammeEngine &
  Pick<Engine, 'adopt'> & { readonly registry: Pick<Registry, 'addFormerDevice'> };

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
const ROWS_AT_ONCE = 1_500;
/** A booking, its seats and its money. */
export const ROWS_PER_BOOKING = 4;

/** Takes seats of many shows out of sale, several shows at once. A show's seats are written together or not at all. */
export async function blockAll(
  engine: Pick<ProgrammeEngine, 'block'>,
  cinemaId: CinemaId,
  shows: Iterable<ShowSeats>,
): Promise<void> {
  await inWaves(shows, ({ showId, seats }) => ({
    rows: seats.length,
    done: engine.block(cinemaId, showId, seats),
  }));
}

/** A piece of work that has begun, and how much of the queue it takes. */
export type Wave = { readonly rows: number; readonly done: Promise<unknown> };

/** Does pieces of work side by side, the next ones when those before have ended: enough to share commits. */
export async function inWaves<T>(work: Iterable<T>, begin: (piece: T) => Wave): Promise<void> {
  let waiting: Promise<unknown>[] = [];
  let rowsWaiting = 0;
  for (const piece of work) {
    const { rows, done } = begin(piece);
    waiting.push(done);
    rowsWaiting += rows;
    if (rowsWaiting < ROWS_AT_ONCE) continue;
    await Promise.all(waiting);
    waiting = [];
    rowsWaiting = 0;
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
