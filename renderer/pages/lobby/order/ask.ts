import { changeSeats } from '#renderer/commands/change-seats.ts';
import type { SeatWish } from '#renderer/commands/context.ts';
import { hold } from '#renderer/commands/hold.ts';
import { answerTo, ifLeased } from '#renderer/commands/lease.ts';
import { releaseOrder } from '#renderer/commands/release.ts';
import { forgetLobbyOrder, lobby } from '#renderer/stores/lobby.ts';
import { hasOpenPayment } from '#shared/domain/booking/facts.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import { isOpen } from '../../counter/desk/view.ts';
import type { LobbyDesk } from '../desk/desk.ts';
import { planAfterMove } from './loss.ts';

/** A visitor is not kept waiting longer than this for the answer to a hold, in milliseconds. */
const ANSWER_MS_MAX = 6_000;

/** What to do instead of telling the visitor that these seats are lost: they never chose them. */
export type Instead = (lost: readonly SeatId[]) => Promise<void>;

/**
 * Makes the visitor's order be `seats`: painted in the next frame, then ruled on by the server. `instead` is for seats
 * that were only proposed, and are refused because a till keeps them for itself and does not answer.
 */
export function askSeats(
  desk: LobbyDesk,
  showId: ShowId,
  seats: readonly SeatWish[],
  instead?: Instead,
): Promise<void> {
  lobby.set({ asked: seats, moving: null });
  return desk.inTurn(async () => {
    if (lobby.get().asked !== seats) return;
    if (seats.length === 0) return giveUp(desk);
    const id = await write(desk, showId, seats);
    void settle(desk, id, seats, instead);
  });
}

/** Releases the visitor's seats, and what was wished for. Paid orders stay as they are. */
export async function giveUp(desk: LobbyDesk): Promise<void> {
  const { orderId } = lobby.get();
  forgetLobbyOrder();
  if (orderId !== null) await release(desk, orderId);
}

/** Releases an order that is not paid and not being paid; any other stays as it is. */
export async function release(desk: LobbyDesk, id: BookingId): Promise<void> {
  const booking = await desk.replica.get('bookings', id);
  if (booking === null || hasOpenPayment(booking)) return;
  if (isOpen(booking) || booking.status === 'rejected') await releaseOrder(desk.context(), id);
}

async function write(desk: LobbyDesk, showId: ShowId, seats: readonly SeatWish[]): Promise<BookingId> {
  const { orderId } = lobby.get();
  const booking = orderId === null ? null : await desk.replica.get('bookings', orderId);
  const goesOn =
    booking !== null &&
    booking.showId === showId &&
    (isOpen(booking) || booking.status === 'rejected' || booking.status === 'expired');
  if (goesOn) {
    await changeSeats(desk.context(), booking.id, seats);
    return booking.id;
  }
  if (booking !== null && isOpen(booking)) await releaseOrder(desk.context(), booking.id);
  const id = await hold(desk.context(), { showId, seats });
  lobby.set({ orderId: id, granted: [] });
  return id;
}

async function settle(
  desk: LobbyDesk,
  id: BookingId,
  seats: readonly SeatWish[],
  instead?: Instead,
): Promise<void> {
  const written = await desk.replica.get('bookings', id);
  const ruled = written === null ? null : await answerTo(desk.context(), written, ANSWER_MS_MAX);
  const leased = written === null || ruled !== null ? null : await ifLeased(desk.context(), written);
  const now = lobby.get();
  if (now.orderId !== id || now.asked !== seats) return;
  const kept = ruled?.status === 'rejected' ? keptElsewhere(ruled) : [];
  if (kept.length > 0 && instead !== undefined) return instead(kept);
  if (ruled !== null) return applyRuling(desk, ruled, seats);
  if (leased !== null) {
    // Nobody else can have the kiosk's own seats: without the server they are held all the same.
    lobby.set({ asked: null, granted: leased.seats.map(({ seatId }) => seatId) });
    desk.say.held(leased);
    return;
  }
  // A hold that is granted when nobody waits for it any more would keep seats from others: it is taken back.
  lobby.set({ notice: { kind: 'no-answer' } });
  await desk.inTurn(() => giveUp(desk));
}

/** The seats of a refusal that nobody has taken, but a till keeps for itself; none where anything else stood in the way. */
function keptElsewhere({ conflicts = [] }: Booking): readonly SeatId[] {
  return conflicts.every(({ reason }) => reason === 'allotted') ? conflicts.map(({ seatId }) => seatId) : [];
}

/** Shows what the server ruled. Lost seats are named, and the others are asked for again by themselves. */
export function applyRuling(desk: LobbyDesk, ruled: Booking, seats: readonly SeatWish[]): void {
  const held = isOpen(ruled) ? ruled.seats : [];
  const plan = planAfterMove(seats, held, ruled.conflicts ?? []);
  lobby.set({ asked: null, granted: held.map((seat) => seat.seatId) });
  if (plan.lost.length > 0) {
    // A visitor is never told by whom.
    const lost = plan.lost.map((wish) => ({ ...wish, by: null }));
    lobby.set({ notice: { kind: 'lost', lost, leaving: plan.leaving } });
  } else if (ruled.status === 'rejected') {
    lobby.set({ notice: { kind: 'refused', reason: ruled.reason ?? 'seats' } });
  }
  if (plan.askAgain !== null) void askSeats(desk, ruled.showId, plan.askAgain);
  else if (held.length === 0) lobby.set({ orderId: null });
  else if (plan.lost.length === 0) desk.say.held(ruled);
}
