import type { Screen } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';

/** A seat that is not on sale, and why: kept for the house, out of order, or sold before Foyer came. */
export type BlockedSeat = { readonly seatId: SeatId; readonly reason: 'house' | 'broken' | 'sold' };

/** House and broken seats of a screen: not on sale to the public in any show. */
export function keptBack(screen: Screen): BlockedSeat[] {
  return screen.seats.flatMap((seat): BlockedSeat[] => {
    if (seat.broken) return [{ seatId: seat.id, reason: 'broken' }];
    return seat.house ? [{ seatId: seat.id, reason: 'house' }] : [];
  });
}
