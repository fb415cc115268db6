import { filter, firstValueFrom, from, map, race } from 'rxjs';
import {
  assuranceWithoutAnswer,
  hasMoneyInIt,
  type OwnSeats,
  safeSeats,
  withLeases,
} from '#shared/domain/allotment/kiosk.ts';
import { capturedOf, hasOpenPayment } from '#shared/domain/booking/facts.ts';
import { toCancelled, toPaying } from '#shared/domain/booking/steps.ts';
import { PAYING_ANSWER_MS_MAX } from '#shared/domain/limits.ts';
import type { Booking, BookingSeat } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext } from './context.ts';

/** Why seats cannot be asked for without the server. */
export type Unsafe =
  /** Another order of this till has one of them. */
  | 'own-order'
  /** A lobby kiosk sells nothing it cannot be sure of. */
  | 'not-safe';

/** Whether the server is known not to answer. */
export async function isOffline({ replica }: CommandContext): Promise<boolean> {
  return (await firstValueFrom(replica.connection$)).kind === 'offline';
}

/**
 * The seats an order may begin with: each with the lease it has, unless another order of this till is on it. To be
 * called while the sale is begun. What this till has sold, or is being paid, keeps its seats whatever the line is like:
 * the server trusts a till with seats of which it may not have heard yet that they are sold. Without the line an unpaid
 * order keeps them too, until its countdown has ended.
 */
export async function claimSeats(
  ctx: CommandContext,
  own: OwnSeats,
  seats: readonly BookingSeat[],
  orderId: BookingId | null,
): Promise<BookingSeat[] | Unsafe> {
  const begun = new Map(own.begun);
  const offline = await isOffline(ctx);
  for (const { seatId } of seats) {
    const other = begun.get(seatId);
    if (other === undefined || other === orderId) continue;
    if (offline ? !(await givenUp(ctx, other)) : await isSold(ctx, other)) return 'own-order';
    if (!offline) continue;
    for (const [id, order] of begun) if (order === other) begun.delete(id);
  }
  const safe = safeSeats({ ...own, begun }, orderId);
  const isSafe = seats.every(({ seatId }) => safe.has(seatId));
  if (offline && !isSafe && ctx.replica.identity.kind === 'lobby') return 'not-safe';
  return withLeases(seats, safe);
}

const SOLD: ReadonlySet<Booking['status']> = new Set(['paying', 'confirmed', 'conflicted']);

/** Whether an order of this till is sold, or about to be: the server may not have heard of it. */
async function isSold({ replica }: CommandContext, id: BookingId): Promise<boolean> {
  const booking = await replica.get('bookings', id);
  return booking !== null && (SOLD.has(booking.status) || hasMoneyInIt(booking));
}

/** Gives up an order whose hold has run out; the server does the same, and cannot be heard. False: it stands. */
async function givenUp({ replica }: CommandContext, id: BookingId): Promise<boolean> {
  const booking = await replica.updateBooking(id, (current) => {
    const isUnpaid = current.status === 'pending' && capturedOf(current) === 0 && !hasOpenPayment(current);
    return isUnpaid && isOver(replica, current) ? toCancelled(current, replica.identity.deviceId) : current;
  });
  return booking === null || booking.status === 'cancelled';
}

function isOver(replica: CommandContext['replica'], booking: Booking): boolean {
  const deadline = replica.holdDeadline(booking);
  if (deadline !== null) return performance.now() >= deadline;
  return booking.expiresAt !== undefined && Date.parse(booking.expiresAt) <= replica.nowMs();
}

/** Statuses from which an order can be paid. */
export const PAYABLE: ReadonlySet<string> = new Set(['requested', 'pending', 'paying', 'expired']);

/** Takes an order to `paying`, with the leases its seats have at this moment. Null: its state does not allow it. */
export async function beginPaying(ctx: CommandContext, order: Booking): Promise<Booking | null> {
  const { replica } = ctx;
  const asked = await replica.beginSale(order.showId, (own) => {
    const safe = safeSeats(own, order.id);
    return replica.updateBooking(order.id, (booking) =>
      PAYABLE.has(booking.status)
        ? { ...toPaying(booking, replica.identity.deviceId), seats: withLeases(booking.seats, safe) }
        : booking,
    );
  });
  return asked?.status === 'paying' ? asked : null;
}

/**
 * The server's ruling on the order as it was written here. Null: none in time, or the line is down; a line that is
 * known to be down will not answer any sooner for being waited for.
 */
export async function answerTo(
  ctx: CommandContext,
  { id, edit }: Booking,
  timeoutMs: number = PAYING_ANSWER_MS_MAX,
): Promise<Booking | null> {
  const { replica } = ctx;
  const n = edit?.n ?? 1;
  if (await isOffline(ctx)) return replica.ruling(id, n, 0);
  const lost$ = replica.connection$.pipe(
    filter(({ kind }) => kind === 'offline'),
    map(() => null),
  );
  return firstValueFrom(race(from(replica.ruling(id, n, timeoutMs)), lost$));
}

/**
 * The order, if all its seats are this till's own to sell, so that it goes on without the server's word and cannot
 * lose. Null: at least one of them would be a promise.
 */
export function ifLeased({ replica }: CommandContext, order: Booking): Promise<Booking | null> {
  return replica.beginSale(order.showId, async (own) => {
    const now = await replica.get('bookings', order.id);
    if (now === null || !PAYABLE.has(now.status)) return null;
    return assuranceWithoutAnswer(now.seats, safeSeats(own, now.id)) === 'leased' ? now : null;
  });
}
