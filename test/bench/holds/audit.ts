import { Booking } from '#shared/wire/booking.ts';
import { Seatmap } from '#shared/wire/catalog.ts';
import { insist } from '../bench.ts';
import { pullAll } from '../world/pull.ts';
import type { Ruled } from './jobs.ts';

/**
 * Compares what clients were answered with what the server has: a granted hold has all its seats, a refused one none,
 * no seat belongs to nobody or to two, and each was swapped exactly once. Throws BrokenInvariant otherwise.
 */
export async function audit(url: string, token: string, answered: readonly Ruled[]): Promise<string> {
  const bookings = new Map<string, Booking>();
  for (const one of await pullAll(url, token, 'bookings', Booking)) bookings.set(one.id, one);
  const held = new Map<string, string[]>();
  let touched = 0;
  for (const map of await pullAll(url, token, 'seatmaps', Seatmap)) {
    for (const [seatId, state] of Object.entries(map.seats)) {
      if (state.status !== 'held') continue;
      touched += 1;
      insist(state.rev === 1, `seat ${seatId} of ${map.id} is at revision ${state.rev} after one hold`);
      const owner = state.bookingId ?? '';
      const key = `${map.id} ${seatId}`;
      held.set(owner, [...(held.get(owner) ?? []), key]);
    }
  }
  let granted = 0;
  for (const { id, status } of answered) {
    const booking = bookings.get(id);
    insist(booking?.status === status, `booking ${id} was answered ${status} and is ${booking?.status}`);
    const wanted = booking?.seats.map(({ seatId }) => `${booking.showId} ${seatId}`).sort() ?? [];
    const own = held.get(id)?.sort() ?? [];
    const expected = status === 'pending' ? wanted : [];
    insist(own.join() === expected.join(), `booking ${id} is ${status} and has the seats [${own.join()}]`);
    if (status === 'pending') granted += 1;
  }
  insist(
    touched === granted * 3,
    `${touched} seats are held and ${granted} holds of three seats were granted`,
  );
  return `${answered.length} answers checked: ${granted} holds have their three seats, ${answered.length - granted} refusals none`;
}
