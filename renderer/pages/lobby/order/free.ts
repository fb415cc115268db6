import type { OwnSeats } from '#shared/domain/allotment/kiosk.ts';
import type { Screen, Seatmap } from '#shared/wire/catalog.ts';
import type { BookingId, SeatId } from '#shared/wire/scalars.ts';
import { certainSeats, freeFor } from '../../counter/desk/view.ts';

/** Whether a visitor can have a seat: free as far as the map says and, without the line, this kiosk's own. */
export function freeHere(
  q: {
    readonly screen: Screen;
    readonly seatmap: Seatmap | null;
    readonly own: OwnSeats;
    readonly isOffline: boolean;
  },
  orderId: BookingId | null,
): (seatId: SeatId) => boolean {
  const isFree = freeFor(q, orderId);
  const certain = certainSeats(q, orderId);
  return (seatId) => isFree(seatId) && (certain === null || certain.has(seatId));
}
