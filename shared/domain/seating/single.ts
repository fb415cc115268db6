import type { Screen, SeatType } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { strandedBeside } from './block.ts';
import { runsOf } from './field.ts';
import { type Geometry, geometryOf, hasNeighbour, isOffered, marksOf } from './geometry.ts';

/**
 * The single seats a choice would newly leave alone, for a warning. Empty when as many seats of the same types cannot
 * be chosen anywhere without leaving one: then the warning would only be in the way. Wheelchair and companion
 * places are meant to stand alone and are never counted. `chosen` seats count as free before the choice.
 */
export function strandedSeats(
  screen: Screen,
  isFree: (seatId: SeatId) => boolean,
  chosen: readonly SeatId[],
): SeatId[] {
  const geometry = geometryOf(screen);
  const picked = new Set(chosen);
  const taken = marksOf(geometry, (seat) => picked.has(seat.id));
  const free = marksOf(geometry, (seat) => picked.has(seat.id) || (isOffered(seat) && isFree(seat.id)));
  const left = leftAlone(geometry, free, taken);
  if (left.length === 0) return [];
  const parts = runsOf(geometry, taken);
  const needless = new Set<number>();
  for (let pair = 0; pair < parts.length; pair += 2) {
    const [first = 0, last = 0] = parts.subarray(pair, pair + 2);
    const beside = left.filter((at) => at === first - 1 || at === last + 1);
    if (beside.length === 0 || !canAvoid(geometry, free, first, last)) continue;
    for (const at of beside) needless.add(at);
  }
  return left.filter((at) => needless.has(at)).flatMap((at) => geometry.seats[at]?.id ?? []);
}

/** The free seats whose last free neighbour is among the taken ones. */
export function leftAlone(geometry: Geometry, free: Uint8Array, taken: Uint8Array): number[] {
  const after = free.map((mark, at) => (taken[at] === 1 ? 0 : mark));
  const left: number[] = [];
  for (let at = 0; at < after.length; at++) {
    if (after[at] !== 1 || geometry.accessible[at] === 1 || hasNeighbour(geometry, after, at)) continue;
    if (hasNeighbour(geometry, taken, at)) left.push(at);
  }
  return left;
}

/** Whether as many neighbours of the same types could be had anywhere without leaving a single seat. */
function canAvoid(geometry: Geometry, free: Uint8Array, first: number, last: number): boolean {
  const part = geometry.seats.slice(first, last + 1);
  const types = new Set<SeatType>(part.map((seat) => seat.type));
  const needsAccess = geometry.accessible.subarray(first, last + 1).includes(1);
  const open = marksOf(
    geometry,
    (seat, at) => free[at] === 1 && types.has(seat.type) && (needsAccess || geometry.accessible[at] === 0),
  );
  const runs = runsOf(geometry, open);
  const { partner } = geometry;
  for (let pair = 0; pair < runs.length; pair += 2) {
    const [from = 0, to = 0] = runs.subarray(pair, pair + 2);
    for (let start = from; start + part.length - 1 <= to; start++) {
      const end = start + part.length;
      if (partner[start] === start - 1 || partner[end - 1] === end) continue;
      if (strandedBeside({ geometry, free }, start, end) === 0) return true;
    }
  }
  return false;
}
