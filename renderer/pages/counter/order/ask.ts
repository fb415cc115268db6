import { changeSeats } from '#renderer/commands/change-seats.ts';
import type { SeatWish } from '#renderer/commands/context.ts';
import { hold } from '#renderer/commands/hold.ts';
import { releaseOrder } from '#renderer/commands/release.ts';
import { counter, forgetOrder } from '#renderer/stores/counter.ts';
import { HOLD_SECONDS_MAX } from '#shared/domain/limits.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId, ShowId } from '#shared/wire/scalars.ts';
import type { Desk } from '../desk/desk.ts';
import { isOpen } from '../desk/view.ts';
import { planAfterLoss } from '../map/lost-seats.ts';

/** A ruling that has not come when no hold could still be alive is not waited for. */
const RULING_MS_MAX = HOLD_SECONDS_MAX * 1_000;

/**
 * Makes the order be `seats`: painted in the next frame, written to the replica at once, ruled on by the server. A
 * later wish replaces one that has not been ruled on yet.
 */
export function askSeats(desk: Desk, showId: ShowId, seats: readonly SeatWish[]): Promise<void> {
  counter.set({ asked: seats, panel: { kind: 'order' }, side: 'order', question: null });
  return desk.inTurn(async () => {
    if (counter.get().asked !== seats) return;
    if (seats.length === 0) return giveUp(desk);
    const id = await write(desk, showId, seats);
    void settle(desk, id, seats);
  });
}

/** Releases the order and everything that was wished for it. */
export async function giveUp(desk: Desk): Promise<void> {
  const { orderId } = counter.get();
  forgetOrder();
  counter.set({ panel: { kind: 'order' } });
  if (orderId === null) return;
  const booking = await desk.replica.get('bookings', orderId);
  if (isOpen(booking)) await releaseOrder(desk.context(), orderId);
}

async function write(desk: Desk, showId: ShowId, seats: readonly SeatWish[]): Promise<BookingId> {
  const { orderId } = counter.get();
  const booking = orderId === null ? null : await desk.replica.get('bookings', orderId);
  if (booking !== null && booking.showId === showId && (isOpen(booking) || booking.status === 'rejected')) {
    await changeSeats(desk.context(), booking.id, seats);
    return booking.id;
  }
  const id = await hold(desk.context(), { showId, seats });
  counter.set({ orderId: id, granted: [] });
  return id;
}

/** Waits for the server's ruling on a wish and carries it to the page, unless the clerk has wished on. */
async function settle(desk: Desk, id: BookingId, seats: readonly SeatWish[]): Promise<void> {
  const written = await desk.replica.get('bookings', id);
  const ruled = await desk.replica.ruling(id, written?.edit?.n ?? 1, RULING_MS_MAX);
  const now = counter.get();
  if (ruled === null || now.orderId !== id || now.asked !== seats) return;
  applyRuling(desk, ruled, seats);
}

function applyRuling(desk: Desk, ruled: Booking, seats: readonly SeatWish[]): void {
  const held = isOpen(ruled) ? ruled.seats : [];
  const plan = planAfterLoss(seats, held, ruled.conflicts ?? []);
  counter.set({ asked: null, granted: held.map((seat) => seat.seatId) });
  if (plan.lost.length > 0) {
    counter.set({ notice: { kind: 'lost', lost: plan.lost }, panel: { kind: 'order' }, chosen: null });
  } else if (ruled.status === 'rejected' && ruled.reason !== undefined) {
    counter.set({
      notice: { kind: 'refused', reason: ruled.reason },
      panel: { kind: 'order' },
      chosen: null,
    });
  }
  if (plan.askAgain !== null) void askSeats(desk, ruled.showId, plan.askAgain);
  else if (held.length === 0) counter.set({ orderId: null });
}
