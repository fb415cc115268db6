import { capturedOf, hasOpenPayment, risePayment } from '#shared/domain/booking/facts.ts';
import { toPending } from '#shared/domain/booking/steps.ts';
import type { Booking, Payment } from '#shared/wire/booking.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';

/** A payment whose fate only its terminal can tell. */
export const isOpenCard = (payment: Payment): boolean =>
  payment.tender === 'card' && (payment.status === 'pending' || payment.status === 'unknown');

/** The booking with what is known of a card payment; a status never sinks, and what is known already changes nothing. */
export function withCardPayment(booking: Booking, deviceId: DeviceId, payment: Payment): Booking {
  const known = booking.payments.find(({ id }) => id === payment.id);
  const risen = known === undefined ? payment : risePayment(known, payment);
  if (risen === known) return booking;
  const others = booking.payments.filter(({ id }) => id !== payment.id);
  return {
    ...booking,
    payments:
      known === undefined ? [...others, risen] : booking.payments.map((p) => (p === known ? risen : p)),
    edit: { deviceId, n: (booking.edit?.n ?? 0) + 1 },
  };
}

/** Nothing was taken: the payment is failed, and the seats go back to the hold and its countdown, in one write. */
export function withDeclined(booking: Booking, deviceId: DeviceId, payment: Payment): Booking {
  return steppedBack(withCardPayment(booking, deviceId, { ...payment, status: 'failed' }), deviceId);
}

/** Paying is given up, unless money was taken or may have been. */
export function steppedBack(booking: Booking, deviceId: DeviceId): Booking {
  const mayStep = booking.status === 'paying' && !hasOpenPayment(booking) && capturedOf(booking) === 0;
  return mayStep ? toPending(booking, deviceId) : booking;
}

/** Where a card payment stands, read from the booking itself, so that a page that was loaded anew knows it too. */
export type CardPhase = 'asking' | 'card' | 'checking' | 'printing';

export function cardPhase(booking: Booking | null): CardPhase {
  if (booking?.status === 'confirmed') return 'printing';
  const payment = booking?.payments.at(-1);
  if (booking?.status !== 'paying' || payment === undefined) return 'asking';
  if (payment.status === 'unknown') return 'checking';
  return payment.status === 'pending' ? 'card' : 'asking';
}
