import type { OwnBooking } from '#shared/domain/booking/case.ts';
import { newMoney } from '#shared/domain/booking/facts.ts';
import { invariant } from '#shared/domain/invariant.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Adopted, FormerSales } from '../engine.ts';
import type { Tx } from '../store/store.ts';
import type { Catalogue } from './catalogue.ts';
import type { GroupCommit } from './group-commit.ts';

/**
 * Takes over finished sales of one show from a forerunner system, as they are: confirmed ones with their seats, and
 * cancelled ones whose seats went free again. Nothing is judged and nobody is notified; a booking that is known
 * already changes nothing. Throws, and writes none of them, when a seat was ever touched or is unknown.
 */
export async function adoptBookings(
  commits: GroupCommit,
  catalogue: Catalogue,
  now: () => number,
  { cinemaId, showId, bookings }: FormerSales,
): Promise<Adopted> {
  if (bookings.length === 0) return { adopted: 0, known: 0 };
  return commits.run(bookings.length, async (tx) => {
    const facts = await catalogue.facts(tx, cinemaId, showId);
    invariant(facts !== null, `cinema ${cinemaId} has no show ${showId}`);
    const seats = new Set(facts.screen.seats.map((seat) => seat.id));
    let adopted = 0;
    for (const booking of bookings) {
      invariant(
        booking.cinemaId === cinemaId && booking.showId === showId,
        `${booking.id} is of another show`,
      );
      for (const { seatId } of booking.seats)
        invariant(seats.has(seatId), `screen ${facts.screen.id} has no seat ${seatId}`);
      if ((await tx.booking(booking.id)) !== null) continue;
      await adoptOne(tx, booking, now());
      adopted += 1;
    }
    return { adopted, known: bookings.length - adopted };
  });
}

async function adoptOne(tx: Tx, booking: Booking, nowMs: number): Promise<void> {
  const { id, cinemaId, showId, deviceId, status } = booking;
  invariant(status === 'confirmed' || status === 'cancelled', `${id} is not a finished sale`);
  const free = { showId, bookingId: null, deviceId: null, reason: null } as const;
  for (const { seatId } of booking.seats) {
    const taken = { ...free, seatId, revSeen: 0, status: 'booked', bookingId: id, deviceId } as const;
    invariant(await tx.swapSeat(cinemaId, taken), `seat ${seatId} of ${showId} was touched before`);
    if (status === 'cancelled')
      await tx.swapSeat(cinemaId, { ...free, seatId, revSeen: 1, status: 'available' });
  }
  const own: OwnBooking = {
    booking: { ...booking, rev: 1 },
    hidden: { heldAtMs: Date.parse(booking.requestedAt), agedMs: null },
  };
  await tx.writeBooking(own);
  const { payments, refunds } = newMoney(null, booking);
  const entries = [
    ...payments.map((payment) => ({ kind: 'payment' as const, payment })),
    ...refunds.map((refund) => ({ kind: 'refund' as const, refund })),
  ];
  for (const entry of entries) {
    invariant(await tx.writeMoney(cinemaId, id, entry, nowMs), `money of ${id} was journalled before`);
  }
}
