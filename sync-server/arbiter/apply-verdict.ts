import type { SeatChange, Verdict } from '#shared/domain/booking/case.ts';
import { expireBooking, yieldBooking } from '#shared/domain/booking/expire.ts';
import type { BookingId, CinemaId } from '#shared/wire/scalars.ts';
import { spendTrust } from '../allotments/trust.ts';
import type { Tx } from '../store/store.ts';

/** A seat's revision was no longer the one the ruling saw: the row is rolled back and judged again. */
export class SeatMoved extends Error {
  override readonly name = 'SeatMoved';

  constructor(change: SeatChange) {
    super(`Seat ${change.seatId} of show ${change.showId} is no longer at revision ${change.revSeen}`);
  }
}

/** Where seats are locked one by one, always in the same order, so that two rulings never wait for each other. */
const inOrder = (changes: readonly SeatChange[]): SeatChange[] =>
  [...changes].sort((a, b) => (a.seatId < b.seatId ? -1 : 1));

async function swapSeats(tx: Tx, cinemaId: CinemaId, changes: readonly SeatChange[]): Promise<void> {
  for (const change of inOrder(changes)) {
    if (!(await tx.swapSeat(cinemaId, change))) throw new SeatMoved(change);
  }
}

/**
 * Ends one hold whose time is over, seats and booking together. A booking that is not pending any more, or that got
 * more time meanwhile, is left alone: false.
 */
export async function expireInside(
  tx: Tx,
  id: BookingId,
  nowMs: number,
  end: typeof expireBooking = expireBooking,
): Promise<boolean> {
  const own = await tx.booking(id);
  if (own === null) return false;
  const { cinemaId, showId } = own.booking;
  const seatIds = [...own.booking.seats, ...(own.booking.swap?.seats ?? [])].map((seat) => seat.seatId);
  const verdict = end(own, await tx.seats(cinemaId, showId, seatIds), nowMs);
  if (verdict.store === null) return false;
  await swapSeats(tx, cinemaId, verdict.seats);
  await tx.writeBooking(verdict.store);
  return true;
}

/** Writes everything a verdict asks for, inside the caller's unit. Throws `SeatMoved` when a seat was changed meanwhile. */
export async function applyVerdict(
  tx: Tx,
  verdict: Verdict,
  cinemaId: CinemaId,
  bookingId: BookingId,
  nowMs: number,
): Promise<void> {
  for (const ended of verdict.expire) await expireInside(tx, ended, nowMs);
  for (const order of verdict.yielded) await expireInside(tx, order, nowMs, yieldBooking);
  await swapSeats(tx, cinemaId, verdict.seats);
  await spendTrust(tx, cinemaId, verdict.spent, nowMs);
  if (verdict.store !== null) await tx.writeBooking(verdict.store);
  for (const entry of verdict.money) await tx.writeMoney(cinemaId, bookingId, entry, nowMs);
  if (verdict.settles) await tx.settleOpenItems(bookingId, nowMs);
  for (const item of verdict.openItems) await tx.writeOpenItem(cinemaId, item, nowMs);
  for (const kind of verdict.notify) await tx.writeNotification(cinemaId, bookingId, kind, nowMs);
}
