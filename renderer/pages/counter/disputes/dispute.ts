import { seatStateOf } from '#shared/domain/catalog.ts';
import { bestReplacement, type Replacement } from '#shared/domain/seating/replacement.ts';
import type { Booking, BookingSeat } from '#shared/wire/booking.ts';
import type { Screen, Seatmap } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { freeFor } from '../desk/view.ts';

const NONE: ReadonlySet<SeatId> = new Set();

/** Seats a disputed sale was sold and does not have, by what this till knows. */
export function lostSeats(booking: Booking, seatmap: Seatmap | null): ReadonlySet<SeatId> {
  const lost = booking.seats.filter(({ seatId }) => seatStateOf(seatmap, seatId).bookingId !== booking.id);
  return new Set(lost.map(({ seatId }) => seatId));
}

/**
 * What to hold for the party: its own seats where it has them all (then only the sale itself was disputed), else the
 * best replacement without the seats to `avoid`. Every seat names the revision this till has seen. Null: there is no
 * room.
 */
export function proposalFor(
  booking: Booking,
  screen: Screen,
  seatmap: Seatmap | null,
  avoid: ReadonlySet<SeatId> = NONE,
): Replacement | null {
  const isFree = freeFor({ screen, seatmap }, booking.id);
  const lost = lostSeats(booking, seatmap);
  const replacement =
    lost.size === 0
      ? { seats: booking.seats, everybodyMoves: false }
      : bestReplacement({
          screen,
          seats: booking.seats,
          lost,
          isFree: (seatId) => isFree(seatId) && !avoid.has(seatId),
        });
  return replacement && { ...replacement, seats: replacement.seats.map((seat) => asSeenNow(seat, seatmap)) };
}

const asSeenNow = ({ seatId, ticketType }: BookingSeat, seatmap: Seatmap | null): BookingSeat => ({
  seatId,
  ticketType,
  rev: seatStateOf(seatmap, seatId).rev,
});
