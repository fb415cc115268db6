import type { BookingSeat } from '#shared/wire/booking.ts';
import type { Screen, Seat, SeatType } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { seatsById } from '../catalog.ts';
import { bestAvailable } from './best.ts';

/** From plain to grand: a replacement is never plainer than what was lost. */
const RANKS: readonly SeatType[] = ['regular', 'premium', 'vip', 'recliner'];
const rankOf = (type: SeatType): number => RANKS.indexOf(type);

export type ReplacementQuery = {
  readonly screen: Screen;
  /** Seats the party was sold. */
  readonly seats: readonly BookingSeat[];
  /** Those it does not have. */
  readonly lost: ReadonlySet<SeatId>;
  /** Free for this party; its own seats may be or not. */
  readonly isFree: (seatId: SeatId) => boolean;
};

export type Replacement = {
  /** The whole party's seats: those it keeps, and new ones in place of the others. */
  readonly seats: readonly BookingSeat[];
  /** Whether everybody moves because only so the party stays together. */
  readonly everybodyMoves: boolean;
};

/**
 * The best equal-or-better seats for a party that lost some of its own, keeping it together: new seats beside those it
 * keeps, in one row; else a place for everybody elsewhere; else the nearest there is. Null when there is none.
 */
export function bestReplacement(q: ReplacementQuery): Replacement | null {
  const known = seatsById(q.screen);
  const kept = q.seats.filter(({ seatId }) => !q.lost.has(seatId));
  const gone = q.seats.filter(({ seatId }) => q.lost.has(seatId));
  if (gone.length === 0) return null;
  const run = runAround(q, kept, known);
  // Looked for by itself: what is best in the house near a party need not be what is beside it.
  const inRow = run.size === 0 ? null : search({ ...q, isFree: (id) => run.has(id) }, gone, kept, known);
  if (inRow !== null && isOneBlock([...kept, ...inRow], known))
    return { seats: inOrder(q.seats, gone, inRow), everybodyMoves: false };
  const beside = search(q, gone, kept, known);
  if (beside !== null && isOneBlock([...kept, ...beside], known))
    return { seats: inOrder(q.seats, gone, beside), everybodyMoves: false };
  const everybody = kept.length === 0 ? null : search(q, q.seats, [], known);
  if (everybody !== null && isOneBlock(everybody, known)) return { seats: everybody, everybodyMoves: true };
  return beside === null ? null : { seats: inOrder(q.seats, gone, beside), everybodyMoves: false };
}

/** Free seats that lie in one row with those the party keeps, with nobody else in between. */
function runAround(
  q: ReplacementQuery,
  kept: readonly BookingSeat[],
  known: ReadonlyMap<SeatId, Seat>,
): ReadonlySet<SeatId> {
  const place = ({ row, column }: Pick<Seat, 'row' | 'column'>): string => `${row}/${column}`;
  const byPlace = new Map(q.screen.seats.map((seat) => [place(seat), seat]));
  const own = new Set(kept.map(({ seatId }) => seatId));
  const run = new Set<SeatId>();
  for (const { seatId } of kept)
    for (const step of [-1, 1]) {
      let at = known.get(seatId);
      while (at !== undefined && (own.has(at.id) || q.isFree(at.id))) {
        if (!own.has(at.id)) run.add(at.id);
        at = byPlace.get(place({ row: at.row, column: at.column + step }));
      }
    }
  return run;
}

function search(
  q: ReplacementQuery,
  moving: readonly BookingSeat[],
  staying: readonly BookingSeat[],
  known: ReadonlyMap<SeatId, Seat>,
): BookingSeat[] | null {
  const least = Math.max(0, ...moving.map(({ seatId }) => rankOf(known.get(seatId)?.type ?? 'regular')));
  const wheelchairs = moving.filter(({ seatId }) => known.get(seatId)?.wheelchair === true).length;
  const own = new Set(moving.filter(({ seatId }) => !q.lost.has(seatId)).map(({ seatId }) => seatId));
  // Somebody of the party sits there, whether or not it counts as free.
  const stays = new Set(staying.map(({ seatId }) => seatId));
  const found = bestAvailable({
    screen: q.screen,
    isFree: (seatId) => !stays.has(seatId) && (own.has(seatId) || q.isFree(seatId)),
    party: { size: moving.length, wheelchairs },
    types: RANKS.slice(least),
    keepAccessibleFree: true,
    ...(staying.length === 0 ? {} : { near: staying.map(({ seatId }) => seatId) }),
  });
  if (found === null) return null;
  return moving.flatMap(({ ticketType }, at) => {
    const seatId = found.seatIds[at];
    return seatId === undefined ? [] : [{ seatId, rev: 0, ticketType }];
  });
}

/** The party as it was sold, each lost seat exchanged. */
function inOrder(
  sold: readonly BookingSeat[],
  gone: readonly BookingSeat[],
  instead: readonly BookingSeat[],
): BookingSeat[] {
  return sold.map((seat) => {
    const at = gone.indexOf(seat);
    return at < 0 ? seat : (instead[at] ?? seat);
  });
}

/** Whether the seats are neighbours in one row. */
function isOneBlock(seats: readonly BookingSeat[], known: ReadonlyMap<SeatId, Seat>): boolean {
  const places = seats.flatMap(({ seatId }) => known.get(seatId) ?? []);
  const columns = places.map(({ column }) => column).toSorted((a, b) => a - b);
  return (
    new Set(places.map(({ row }) => row)).size === 1 &&
    columns.every((column, at) => at === 0 || column === (columns[at - 1] ?? 0) + 1)
  );
}
