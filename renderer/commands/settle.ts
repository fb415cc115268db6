import { paidOf } from '#shared/domain/booking/facts.ts';
import { mergeFromServer } from '#shared/domain/booking/merge.ts';
import { asAgreed } from '#shared/domain/booking/remake.ts';
import { toConfirmed, toPaying, withRefundStatus, withSeats } from '#shared/domain/booking/steps.ts';
import { unreachable } from '#shared/domain/invariant.ts';
import type { Assurance, Booking, Payment } from '#shared/wire/booking.ts';
import type { DeviceId, RefundId } from '#shared/wire/scalars.ts';

/**
 * The booking with money that has been taken for it, whatever state it is in by now: sold where that is still ours
 * to say, as it was `agreed` upon where that is known, and otherwise only the fact of the payment, on which the server
 * rules. A payment that is there already changes nothing.
 */
export function withCaptured(
  now: Booking,
  deviceId: DeviceId,
  payment: Payment,
  assurance: Assurance = now.assurance,
  agreed: Booking = now,
): Booking {
  if (now.payments.some((known) => known.id === payment.id && known.status === 'success')) return now;
  const booking = asAgreed(now, agreed);
  const fact = (): Booking => ({
    ...booking,
    payments: [...booking.payments.filter((known) => known.id !== payment.id), payment],
    edit: { deviceId, n: (booking.edit?.n ?? 0) + 1 },
  });
  const sell = (from: Booking): Booking => toConfirmed(from, deviceId, { payments: [payment], assurance });
  const total = booking.price?.total;
  if (
    total === undefined ||
    paidOf({ payments: [...booking.payments.filter(({ id }) => id !== payment.id), payment] }) < total
  )
    return fact();
  switch (booking.status) {
    case 'requested':
    case 'paying':
      return sell(booking);
    case 'pending':
    case 'expired':
      return sell(toPaying(booking, deviceId));
    case 'rejected':
      return sell({ ...withSeats(booking, deviceId, booking.seats), ...priceOf(booking) });
    case 'confirmed':
    case 'conflicted':
    case 'cancelled':
      return fact();
    default:
      return unreachable(booking.status);
  }
}

const priceOf = ({ price, tariffVersion }: Booking): Partial<Pick<Booking, 'price' | 'tariffVersion'>> => ({
  ...(price === undefined ? {} : { price }),
  ...(tariffVersion === undefined ? {} : { tariffVersion }),
});

/** The booking with a refund marked as paid out, once. */
export function withPaidRefund(booking: Booking, deviceId: DeviceId, refundId: RefundId): Booking {
  const payable = booking.refunds.some(
    (refund) => refund.id === refundId && (refund.status === 'granted' || refund.status === 'unknown'),
  );
  return payable ? withRefundStatus(booking, deviceId, refundId, 'paid') : booking;
}

/** What stands here, brought up to what the server has just answered. */
export const broughtUp = (ruled: Booking | null, current: Booking, me: DeviceId): Booking =>
  ruled === null || ruled.rev < current.rev ? current : mergeFromServer(ruled, current, me);
