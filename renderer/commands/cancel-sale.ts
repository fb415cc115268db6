import { firstValueFrom } from 'rxjs';
import { toCancelled } from '#shared/domain/booking/steps.ts';
import { REQUEST_TIMEOUT_MS } from '#shared/domain/limits.ts';
import { sum } from '#shared/domain/money.ts';
import type { Booking, Refund } from '#shared/wire/booking.ts';
import { type BookingId, instant, Money, RefundId } from '#shared/wire/scalars.ts';
import type { CancelResult, CommandContext } from './context.ts';
import { recordMoney } from './journal.ts';
import { broughtUp, withPaidRefund } from './settle.ts';

const CANCELLABLE: ReadonlySet<string> = new Set(['confirmed', 'conflicted']);

/**
 * Takes a sale back by the cancellation policy: asks the server, which says how much comes back and whether seats are
 * released, then pays that out in cash. No money leaves before the server has granted it, so this waits for the line.
 */
export async function cancelSale(ctx: CommandContext, id: BookingId, reason: string): Promise<CancelResult> {
  const { replica } = ctx;
  const { kind } = await firstValueFrom(replica.connection$);
  if (kind !== 'online' && kind !== 'catching-up') return { kind: 'failed', why: 'offline' };
  const before = await replica.get('bookings', id);
  if (before === null) return { kind: 'failed', why: 'unknown-booking' };
  if (!CANCELLABLE.has(before.status)) return { kind: 'failed', why: 'wrong-state' };
  const asked = await replica.updateBooking(id, (booking) =>
    CANCELLABLE.has(booking.status)
      ? toCancelled(booking, replica.identity.deviceId, wishes(ctx, booking, reason))
      : booking,
  );
  if (asked?.edit === undefined || asked.status !== 'cancelled')
    return { kind: 'failed', why: 'wrong-state' };
  const ruled = await replica.ruling(id, asked.edit.n, REQUEST_TIMEOUT_MS);
  if (ruled === null) return { kind: 'waiting', booking: asked };
  if (ruled.status !== 'cancelled') return { kind: 'refused', booking: ruled };
  return payRefund(ctx, id, ruled);
}

/**
 * Pays out, in cash, every refund of the booking that the server has granted to this device: journal first, then the
 * booking. `ruled`: the server's answer, where it may be newer than what is here.
 */
export async function payRefund(
  ctx: CommandContext,
  id: BookingId,
  ruled: Booking | null = null,
): Promise<CancelResult> {
  const { replica } = ctx;
  const { deviceId } = replica.identity;
  const stored = await replica.get('bookings', id);
  if (stored === null) return { kind: 'failed', why: 'unknown-booking' };
  const booking = broughtUp(ruled, stored, deviceId);
  const due = booking.refunds.filter(
    (refund) => refund.status === 'granted' && refund.deviceId === deviceId && isCash(booking, refund),
  );
  let latest = booking;
  try {
    for (const { id: refundId, paymentId, amount } of due) {
      const currency = booking.price?.currency;
      if (currency === undefined) return { kind: 'failed', why: 'wrong-state' };
      await recordMoney(ctx, {
        kind: 'refund',
        bookingId: id,
        refundId,
        paymentId,
        amount,
        currency,
        status: 'paid',
      });
      latest =
        (await replica.updateBooking(id, (current) =>
          withPaidRefund(broughtUp(ruled, current, deviceId), deviceId, refundId),
        )) ?? latest;
    }
  } catch {
    return { kind: 'failed', why: 'journal' };
  }
  const paidBack = Money.parse(sum(due.map((refund) => refund.amount)));
  if (paidBack > 0) void ctx.bridge.openDrawer({ reason: `refund ${booking.code}` }).catch(() => {});
  return { kind: 'cancelled', booking: latest, paidBack };
}

const isCash = (booking: Booking, refund: Refund): boolean =>
  booking.payments.some((payment) => payment.id === refund.paymentId && payment.tender === 'cash');

/** All of every captured payment; the policy decides how much of it is granted. */
export function wishes(ctx: CommandContext, booking: Booking, reason: string): Refund[] {
  const { replica, staff, shiftId } = ctx;
  return booking.payments
    .filter((payment) => payment.status === 'success')
    .map((payment, index) => ({
      id: RefundId.parse(`${booking.id.slice(0, 56)}.r${booking.refunds.length + index + 1}`),
      paymentId: payment.id,
      lines: [],
      amount: payment.amount,
      status: 'requested' as const,
      reason: reason.slice(0, 200),
      deviceId: replica.identity.deviceId,
      at: instant(replica.nowMs()),
      ...(shiftId === undefined ? {} : { shiftId }),
      ...(staff === null ? {} : { by: staff.id }),
    }));
}
