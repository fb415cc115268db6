import type { Booking } from '#shared/wire/booking.ts';
import type { ScreenHeat, SeatHeat } from '#shared/wire/reports.ts';
import type { ScreenId, SeatId, ShowId } from '#shared/wire/scalars.ts';

/** When a booking was sold: with its first captured money, or when it was asked for where nothing had to be paid. */
function soldAtMs(booking: Pick<Booking, 'payments' | 'requestedAt'>): number {
  const paid = booking.payments.filter((payment) => payment.status === 'success');
  return Math.min(
    ...paid.map((payment) => Date.parse(payment.at)),
    ...(paid.length > 0 ? [] : [Date.parse(booking.requestedAt)]),
  );
}

/** Seats that a booking has sold: all of them, less those a disputed sale has not got. */
function soldSeats(booking: Pick<Booking, 'status' | 'seats' | 'conflicts'>): SeatId[] {
  if (booking.status !== 'confirmed' && booking.status !== 'conflicted') return [];
  const lost = new Set(booking.conflicts?.map((conflict) => conflict.seatId));
  return booking.seats.map((seat) => seat.seatId).filter((seatId) => !lost.has(seatId));
}

/**
 * Which seats of a screen sell, and in which turn, over some of its shows. Seats that were never sold are left out;
 * the seats of one order share the order's turn.
 */
export function heatOf(
  screenId: ScreenId,
  showIds: readonly ShowId[],
  bookings: readonly Booking[],
): ScreenHeat {
  const turns = new Map<SeatId, number[]>();
  for (const showId of showIds) {
    const sales = bookings
      .filter((booking) => booking.showId === showId)
      .map((booking) => ({ atMs: soldAtMs(booking), seats: soldSeats(booking) }))
      .filter((sale) => sale.seats.length > 0)
      .sort((a, b) => a.atMs - b.atMs);
    for (const [at, sale] of sales.entries()) {
      const turn = sales.length > 1 ? at / (sales.length - 1) : 0;
      for (const seatId of sale.seats) {
        const known = turns.get(seatId);
        if (known === undefined) turns.set(seatId, [turn]);
        else known.push(turn);
      }
    }
  }
  const seats = [...turns].map(
    ([seatId, taken]): SeatHeat => ({
      seatId,
      sold: taken.length,
      turn: taken.reduce((sum, turn) => sum + turn, 0) / taken.length,
    }),
  );
  seats.sort((a, b) => b.sold - a.sold || a.turn - b.turn || (a.seatId < b.seatId ? -1 : 1));
  return { screenId, shows: showIds.length, seats };
}
