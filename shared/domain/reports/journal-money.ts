import type { Booking, Payment, Refund } from '#shared/wire/booking.ts';
import type { BookingId, DeviceId, Instant, Money, ShiftId, StaffId } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import { paymentIn } from '../booking/remake.ts';
import { omit } from '../pick.ts';

type Told = {
  readonly bookingId: BookingId;
  readonly deviceId: DeviceId;
  readonly at: Instant;
  readonly amount: Money;
  readonly shiftId?: ShiftId;
  readonly staffId?: StaffId;
};

/** Money that has moved, as a till's journal tells it: a captured payment, or a refund that was paid out. */
export type MoneyFact =
  | (Told & { readonly kind: 'payment'; readonly id: Payment['id']; readonly payment: Payment })
  | (Told & { readonly kind: 'refund'; readonly id: Refund['id']; readonly paymentId: Payment['id'] });

/** The money an entry tells of; null: it tells of none that has moved. */
export function moneyFact(entry: JournalEntry): MoneyFact | null {
  const { event, at, deviceId, shiftId, staffId } = entry;
  const told = {
    deviceId,
    at,
    ...(shiftId === undefined ? {} : { shiftId }),
    ...(staffId === undefined ? {} : { staffId }),
  };
  if (event.kind === 'payment') {
    const { bookingId, amount } = event;
    const payment = paymentIn(entry);
    if (payment === null || payment.status !== 'success') return null;
    return { ...told, kind: 'payment', id: payment.id, bookingId, amount, payment };
  }
  if (event.kind !== 'refund' || event.status !== 'paid') return null;
  const { bookingId, amount, paymentId } = event;
  return { ...told, kind: 'refund', id: event.refundId, bookingId, amount, paymentId };
}

/** The money of journals, each payment and refund once: a till may tell the same again after a crash. */
export function moneyFacts(entries: readonly JournalEntry[]): MoneyFact[] {
  const facts = new Map<string, MoneyFact>();
  /** A payment belongs to the shift it was begun in, also where its terminal answered in the next. */
  const begunIn = new Map<string, ShiftId>();
  for (const entry of entries) {
    const { event, shiftId } = entry;
    if (event.kind === 'payment' && shiftId !== undefined && !begunIn.has(event.paymentId))
      begunIn.set(event.paymentId, shiftId);
    const fact = moneyFact(entry);
    if (fact === null || facts.has(keyOf(fact))) continue;
    const begun = fact.kind === 'payment' ? begunIn.get(fact.id) : undefined;
    facts.set(keyOf(fact), begun === undefined ? fact : { ...fact, shiftId: begun });
  }
  return [...facts.values()];
}

const keyOf = ({ kind, id }: Pick<MoneyFact, 'kind' | 'id'>): string => `${kind} ${id}`;

/**
 * The booking with its money as the journals tell it. A payment keeps the shift it was begun in; a refund has the hour,
 * the shift and the person of its payment, not of its request. What the booking does not have, or not as done, is
 * added; what only the booking has stays.
 */
export function asJournalled(booking: Booking, facts: readonly MoneyFact[]): Booking {
  if (facts.length === 0) return booking;
  const payments = new Map<string, Payment>(booking.payments.map((payment) => [payment.id, payment]));
  const refunds = new Map<string, Refund>(booking.refunds.map((refund) => [refund.id, refund]));
  for (const fact of facts) {
    if (fact.kind === 'payment') {
      const known = payments.get(fact.id);
      const { at, amount } = fact;
      payments.set(fact.id, { ...fact.payment, ...known, at, amount, status: 'success' });
    } else refunds.set(fact.id, paidRefund(fact, refunds.get(fact.id)));
  }
  return { ...booking, payments: [...payments.values()], refunds: [...refunds.values()] };
}

function paidRefund(fact: Extract<MoneyFact, { kind: 'refund' }>, known: Refund | undefined): Refund {
  const { id, paymentId, amount, at, deviceId, shiftId, staffId } = fact;
  return {
    // Asked for in one shift, paid in another or in none.
    ...(known === undefined ? { id, paymentId, lines: [], reason: '' } : omit(known, ['shiftId'])),
    amount,
    at,
    deviceId,
    ...(shiftId === undefined ? {} : { shiftId }),
    ...(staffId === undefined ? {} : { by: staffId }),
    status: 'paid',
  };
}

/** Whether a booking has this money, as done. */
export const hasMoney = (
  { payments, refunds }: Booking,
  { kind, id }: Pick<MoneyFact, 'kind' | 'id'>,
): boolean =>
  kind === 'payment'
    ? payments.some((payment) => payment.id === id && payment.status === 'success')
    : refunds.some((refund) => refund.id === id && refund.status === 'paid');

/** The ids of the money that either a booking or a journal knows and the other does not. */
export function oneSided(
  booking: Booking | null,
  facts: readonly MoneyFact[],
  /** Whether the journal of the device that moved this money is a witness: not every client has one. */
  isJournalled: (money: Payment | Refund) => boolean,
): string[] {
  const told = new Set<string>(facts.map(keyOf));
  const untold = (kind: MoneyFact['kind'], money: Payment | Refund): boolean =>
    !told.has(`${kind} ${money.id}`) && isJournalled(money);
  return [
    ...facts.filter((fact) => booking === null || !hasMoney(booking, fact)).map(({ id }) => id),
    ...(booking?.payments ?? [])
      .filter((p) => p.status === 'success' && untold('payment', p))
      .map(({ id }) => id),
    ...(booking?.refunds ?? []).filter((r) => r.status === 'paid' && untold('refund', r)).map(({ id }) => id),
  ];
}
