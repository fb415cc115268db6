import type { Screen } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { isAccessible, isOffered } from './geometry.ts';

/** How long before the start wheelchair and companion places stop being kept back. */
const ACCESSIBLE_KEPT_UNTIL_MINUTES = 30;

/**
 * Whether wheelchair and companion places are still kept for those who need them: until shortly before the start, or
 * until every other seat is gone.
 */
export function keepsAccessibleFree(
  screen: Screen,
  isFree: (seatId: SeatId) => boolean,
  startsAtMs: number,
  nowMs: number,
): boolean {
  if (startsAtMs - nowMs <= ACCESSIBLE_KEPT_UNTIL_MINUTES * 60_000) return false;
  return screen.seats.some((seat) => !isAccessible(seat) && isOffered(seat) && isFree(seat.id));
}
