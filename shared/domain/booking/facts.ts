import type { Approval, Booking, Payment, PushedBooking, Refund, Ticket } from '#shared/wire/booking.ts';
import type { DeviceId, PaymentId } from '#shared/wire/scalars.ts';
import { sameJson } from '../equal.ts';
import { PAYMENT_RANK, PRINT_RANK } from './life.ts';
import { ticketIdOf } from './tickets.ts';

export type Facts = Pick<Booking, 'payments' | 'refunds' | 'tickets' | 'approvals'>;

/** Money actually taken, in minor units. */
export function capturedOf(booking: { readonly payments?: readonly Payment[] | undefined }): number {
  return (booking.payments ?? []).reduce(
    (sum, payment) => sum + (payment.status === 'success' ? payment.amount : 0),
    0,
  );
}

/**
 * What the captured payments come to against the price, in minor units: cash that was rounded counts as the sum it was
 * rounded from. With a `step` (the smallest coin), more than half of it is no rounding, and nothing but cash is rounded.
 */
export function paidOf(booking: Pick<Booking, 'payments'>, step = Number.POSITIVE_INFINITY): number {
  return booking.payments.reduce((sum, { status, tender, amount, rounding = 0 }) => {
    const isRounding = tender === 'cash' && 2 * Math.abs(rounding) <= step && step > 1;
    return status === 'success' ? sum + amount - (isRounding ? rounding : 0) : sum;
  }, 0);
}

/** What is still to be paid of an order, minor units; null while its price is not known. */
export const leftOf = (booking: Pick<Booking, 'payments' | 'price'>): number | null =>
  booking.price === undefined ? null : Math.max(0, booking.price.total - paidOf(booking));

/** Money given back or promised back, in minor units. */
export function refundedOf(booking: { readonly refunds?: readonly Refund[] | undefined }): number {
  const counts = new Set<Refund['status']>(['granted', 'paid', 'unknown']);
  return (booking.refunds ?? []).reduce(
    (sum, refund) => sum + (counts.has(refund.status) ? refund.amount : 0),
    0,
  );
}

/** A payment whose fate is not known yet: nothing may be undone before its terminal has been asked. */
export function hasOpenPayment(booking: { readonly payments?: readonly Payment[] | undefined }): boolean {
  return (booking.payments ?? []).some(
    (payment) => payment.status === 'pending' || payment.status === 'unknown',
  );
}

/** Joins two lists of facts by id, in order of first appearance; `rise` decides where both know one. */
function unite<Fact extends { readonly id: string }>(
  known: readonly Fact[],
  reported: readonly Fact[],
  rise: (known: Fact, reported: Fact) => Fact,
): Fact[] {
  const joined = new Map(known.map((fact) => [fact.id, fact]));
  for (const fact of reported) {
    const earlier = joined.get(fact.id);
    joined.set(fact.id, earlier === undefined ? fact : rise(earlier, fact));
  }
  return [...joined.values()];
}

/** A captured payment never changes again; before that, the higher status wins. */
export function risePayment(known: Payment, reported: Payment): Payment {
  if (known.status === 'success' || PAYMENT_RANK[reported.status] <= PAYMENT_RANK[known.status]) return known;
  return { ...known, ...reported, at: known.at };
}

/** What only the server may say of a refund (`granted`, `refused`) stands; what happened to the money afterwards is the paying till's to say. */
export function riseRefund(known: Refund, reported: Refund): Refund {
  const settled = new Set<Refund['status']>(['paid', 'failed', 'unknown']);
  const mayMove =
    (known.status === 'granted' && settled.has(reported.status)) ||
    (known.status === 'unknown' && (reported.status === 'paid' || reported.status === 'failed'));
  return mayMove ? { ...known, status: reported.status } : known;
}

export const riseTicket = (known: Ticket, reported: Ticket): Ticket =>
  PRINT_RANK[reported.printed] > PRINT_RANK[known.printed] ? { ...known, printed: reported.printed } : known;

const keepApproval = (known: Approval): Approval => known;

const isOf = (fact: { readonly deviceId?: DeviceId }, pusher: DeviceId): boolean =>
  fact.deviceId === undefined || fact.deviceId === pusher;

/**
 * The server's union of what it stores with what a device reports, even in a stale row (DESIGN: facts unite).
 * A payment is stamped with the device that reports it; an existing payment or refund moves only by its own device.
 */
export function uniteReported(
  own: Facts | null,
  pushed: PushedBooking,
  pusher: DeviceId,
  elsewhere: ReadonlySet<PaymentId>,
): Facts {
  const payments = (pushed.payments ?? [])
    .filter((payment) => !elsewhere.has(payment.id))
    .map((payment) => (payment.deviceId === undefined ? { ...payment, deviceId: pusher } : payment));
  // A till may undo its own sale that was never pushed, offline and at once; every other refund waits for `granted`.
  const undone = own === null && pushed.status === 'cancelled';
  const knownRefunds = new Set(own?.refunds.map((refund) => refund.id));
  const refunds = (pushed.refunds ?? [])
    .filter((refund) => knownRefunds.has(refund.id) || refund.status === 'requested' || undone)
    .map((refund) => (refund.deviceId === undefined ? { ...refund, deviceId: pusher } : refund));
  const tickets = (pushed.tickets ?? []).filter(
    (ticket) => ticket.id === ticketIdOf(pushed.id, ticket.seatId, ticket.revision),
  );
  return {
    payments: unite(own?.payments ?? [], payments, (a, b) => (isOf(a, pusher) ? risePayment(a, b) : a)),
    refunds: unite(own?.refunds ?? [], refunds, (a, b) => (isOf(a, pusher) ? riseRefund(a, b) : a)),
    tickets: unite(own?.tickets ?? [], tickets, riseTicket),
    approvals: unite(own?.approvals ?? [], pushed.approvals ?? [], keepApproval),
  };
}

/** The kiosk's union: the server's word plus what only this till can know. */
export function uniteLocal(server: Facts, local: Facts): Facts {
  return {
    payments: unite(server.payments, local.payments, risePayment),
    refunds: unite(server.refunds, local.refunds, riseRefund),
    tickets: unite(server.tickets, local.tickets, riseTicket),
    approvals: unite(server.approvals, local.approvals, keepApproval),
  };
}

const had = (facts: readonly { id: string; status: string }[], id: string, status: string): boolean =>
  facts.some((fact) => fact.id === id && fact.status === status);

/** Payments that were captured, and refunds that were paid, in `after` but not yet in `before`. */
export function newMoney(before: Facts | null, after: Facts): { payments: Payment[]; refunds: Refund[] } {
  return {
    payments: after.payments.filter(
      (p) => p.status === 'success' && !had(before?.payments ?? [], p.id, 'success'),
    ),
    refunds: after.refunds.filter((r) => r.status === 'paid' && !had(before?.refunds ?? [], r.id, 'paid')),
  };
}

export const sameFacts = (a: Facts, b: Facts): boolean =>
  sameJson([a.payments, a.refunds, a.tickets, a.approvals], [b.payments, b.refunds, b.tickets, b.approvals]);
