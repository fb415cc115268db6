import type { Case, OpenItem } from './case.ts';

type Reported = Pick<Case, 'own' | 'pushed' | 'pusher' | 'paymentsElsewhere'>;

/** Captured money in a row its sender may not write, as items for a person; money that is stored already is known. */
export function foreignMoney({ own, pushed, pusher, paymentsElsewhere }: Reported, why: string): OpenItem[] {
  const stored = new Set(
    own?.booking.payments.flatMap((payment) => (payment.status === 'success' ? [payment.id] : [])),
  );
  return (pushed.payments ?? [])
    .filter(
      (payment) =>
        payment.status === 'success' && !stored.has(payment.id) && !paymentsElsewhere.has(payment.id),
    )
    .map((payment) => ({
      kind: 'foreign-payment',
      bookingId: pushed.id,
      paymentId: payment.id,
      amount: payment.amount,
      detail: `reported by ${pusher.id}: ${why}`,
    }));
}

/** Payments of a row that were captured for another booking: one payment id captures at most once. */
export function paidElsewhere({ pushed, paymentsElsewhere }: Reported): OpenItem[] {
  return (pushed.payments ?? [])
    .filter((payment) => payment.status === 'success' && paymentsElsewhere.has(payment.id))
    .map((payment) => ({
      kind: 'payment-elsewhere',
      bookingId: pushed.id,
      paymentId: payment.id,
      amount: payment.amount,
      detail: 'this payment id was captured for another booking',
    }));
}
