import { changeSeats } from '#renderer/commands/change-seats.ts';
import type { SeatWish } from '#renderer/commands/context.ts';
import { hold, newBookingId } from '#renderer/commands/hold.ts';
import { releaseOrder } from '#renderer/commands/release.ts';
import {
  counter,
  forgetOrder,
  type LostWish,
  type Notice,
  passBy,
  passNoMore,
} from '#renderer/stores/counter.ts';
import { HOLD_SECONDS_MAX } from '#shared/domain/limits.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId, ShowId } from '#shared/wire/scalars.ts';
import type { Desk } from '../desk/desk.ts';
import { isOpen, seatsOfOrder } from '../desk/view.ts';
import { planAfterLoss } from '../map/lost-seats.ts';

/** A ruling that has not come when no hold could still be alive is not waited for. */
const RULING_MS_MAX = HOLD_SECONDS_MAX * 1_000;

/** Looks for seats and answers what the order shall be; null leaves it as it is. */
export type Wish = (now: readonly SeatWish[]) => Promise<readonly SeatWish[] | null>;

/**
 * Makes the order be `seats`: painted in the next frame, written to the replica at once, ruled on by the server. A
 * later wish replaces one that has not been ruled on yet.
 */
export function askSeats(desk: Desk, showId: ShowId, seats: readonly SeatWish[]): Promise<void> {
  paint(seats);
  return desk.inTurn(() => carryOut(desk, showId, seats));
}

/** The same for seats that must be looked for first, beginning from what the order is when its turn has come. */
export function askFor(desk: Desk, showId: ShowId, wish: Wish): Promise<void> {
  counter.set({ isFinding: true, question: null, side: 'order' });
  return desk.inTurn(async () => {
    try {
      const seats = await wish(await seatsNow(desk));
      if (seats === null) return;
      paint(seats);
      await carryOut(desk, showId, seats);
    } finally {
      counter.set({ isFinding: false });
    }
  });
}

function paint(seats: readonly SeatWish[]): void {
  const { panel } = counter.get();
  // Somebody already pays for what is being looked for.
  const idle = panel.kind === 'cash' || panel.kind === 'card' ? {} : { panel: { kind: 'order' } as const };
  counter.set({ asked: seats, side: 'order', question: null, ...idle });
}

/** The order as the clerk last wished it, or as the replica has it. */
async function seatsNow(desk: Desk): Promise<readonly SeatWish[]> {
  const { orderId, asked } = counter.get();
  return seatsOfOrder(orderId === null ? null : await desk.replica.get('bookings', orderId), asked);
}

/** Releases the order and everything that was wished for it. */
export async function giveUp(desk: Desk): Promise<void> {
  const { orderId } = counter.get();
  // It would stand among the parked ones until it is released, and the map would make room for it.
  if (orderId !== null) passBy(orderId);
  forgetOrder();
  counter.set({ panel: { kind: 'order' } });
  if (orderId === null) return;
  const booking = await desk.replica.get('bookings', orderId);
  if (!isOpen(booking)) return;
  try {
    await releaseOrder(desk.context(), orderId);
  } catch (problem) {
    passNoMore(orderId);
    throw problem;
  }
  desk.words.released();
}

async function carryOut(desk: Desk, showId: ShowId, seats: readonly SeatWish[]): Promise<void> {
  if (counter.get().asked !== seats) return;
  if (seats.length === 0) return giveUp(desk);
  const id = await write(desk, showId, seats);
  void settle(desk, id, seats);
}

async function write(desk: Desk, showId: ShowId, seats: readonly SeatWish[]): Promise<BookingId> {
  const { orderId } = counter.get();
  const booking = orderId === null ? null : await desk.replica.get('bookings', orderId);
  if (booking !== null && booking.showId === showId && (isOpen(booking) || booking.status === 'rejected')) {
    await changeSeats(desk.context(), booking.id, seats);
    return booking.id;
  }
  const id = newBookingId();
  passBy(id);
  await hold(desk.context(), { showId, seats, id });
  counter.set({ orderId: id, granted: [] });
  passNoMore(id);
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

/** Shows what the server ruled. Lost seats are named, and the others are asked for again by themselves. */
export function applyRuling(desk: Desk, ruled: Booking, seats: readonly SeatWish[]): void {
  const held = isOpen(ruled) ? ruled.seats : [];
  const plan = planAfterLoss(seats, held, ruled.conflicts ?? []);
  counter.set({ asked: null, granted: held.map((seat) => seat.seatId) });
  if (plan.lost.length > 0) {
    counter.set({ notice: lossOf(plan.lost), panel: { kind: 'order' }, chosen: null });
  } else if (ruled.status === 'rejected' || ruled.reason !== undefined) {
    const reason = ruled.reason ?? 'seats';
    counter.set({ notice: { kind: 'refused', reason }, panel: { kind: 'order' }, chosen: null });
  }
  if (plan.askAgain !== null) void askSeats(desk, ruled.showId, plan.askAgain);
  else if (held.length === 0) counter.set({ orderId: null });
  else if (plan.lost.length === 0) desk.words.granted(ruled);
}

/** Seats lost one after another, before the clerk could deal with the first, are told together. */
function lossOf(lost: readonly LostWish[]): Notice {
  const { notice } = counter.get();
  const earlier = notice?.kind === 'lost' ? notice.lost : [];
  const others = earlier.filter((one) => !lost.some((seat) => seat.seatId === one.seatId));
  return { kind: 'lost', lost: [...others, ...lost], atMs: performance.now() };
}
