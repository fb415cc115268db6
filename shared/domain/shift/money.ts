import type { Booking, Payment } from '#shared/wire/booking.ts';
import type { BookingId, ShiftId } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';

/** One captured payment or paid refund of a shift. */
export type ShiftMoney = {
  readonly id: string;
  readonly kind: 'payment' | 'refund';
  readonly bookingId: BookingId;
  readonly tender: Payment['tender'];
  /** Minor units, never negative. */
  readonly amount: number;
  /** `journal`: its booking does not have it (yet); `booking`: the journal's entry is not here (yet). */
  readonly known: 'both' | 'journal' | 'booking';
};

/** What a device's journal says of one payment or refund. */
type Told = Omit<ShiftMoney, 'known'> & {
  /** The money moved, by the last word about it. */
  isDone: boolean;
  readonly shiftId: ShiftId | undefined;
};

/** The last word of the journal about each id; its shift is the one its first entry names, a refund's the one it was paid in. */
function toldIn(entries: readonly JournalEntry[]): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const { event, shiftId } of entries) {
    if (event.kind === 'payment') {
      const { paymentId: id, bookingId, tender, amount, status } = event;
      const known = told.get(id);
      if (known === undefined)
        told.set(id, {
          id,
          kind: 'payment',
          bookingId,
          tender,
          amount,
          shiftId,
          isDone: status === 'success',
        });
      else known.isDone ||= status === 'success';
    } else if (event.kind === 'refund' && event.status === 'paid') {
      const { refundId: id, paymentId, bookingId, amount } = event;
      const tender = told.get(paymentId)?.tender ?? 'cash';
      told.set(id, { id, kind: 'refund', bookingId, tender, amount, shiftId, isDone: true });
    }
  }
  return told;
}

/**
 * All money of a shift, each payment and refund once: what the bookings say, and what only the journal knows because
 * the booking is not here or its write was lost. `entries` are the journal's, oldest first, also those of other shifts.
 */
export function moneyOfShift(
  id: ShiftId,
  bookings: readonly Booking[],
  entries: readonly JournalEntry[],
): ShiftMoney[] {
  const told = toldIn(entries);
  const found = new Map<string, ShiftMoney>();
  for (const { id: bookingId, payments, refunds } of bookings) {
    const tenders = new Map(payments.map((payment) => [payment.id, payment.tender]));
    for (const payment of payments) {
      if (payment.status !== 'success') continue;
      const journalled = told.get(payment.id);
      if ((payment.shiftId ?? journalled?.shiftId) !== id) continue;
      const { tender, amount } = payment;
      const known = journalled?.isDone === true ? 'both' : 'booking';
      found.set(payment.id, { id: payment.id, kind: 'payment', bookingId, tender, amount, known });
    }
    for (const refund of refunds) {
      if (refund.status !== 'paid') continue;
      const journalled = told.get(refund.id);
      // It was asked for in one shift and may have been paid in another: the drawer is the one it was paid from.
      if ((journalled === undefined ? refund.shiftId : journalled.shiftId) !== id) continue;
      const tender = tenders.get(refund.paymentId) ?? journalled?.tender ?? 'cash';
      const known = journalled === undefined ? 'booking' : 'both';
      found.set(refund.id, {
        id: refund.id,
        kind: 'refund',
        bookingId,
        tender,
        amount: refund.amount,
        known,
      });
    }
  }
  const inBookings = new Set(bookings.flatMap(doneIn));
  for (const { isDone, shiftId, ...money } of told.values()) {
    if (!isDone || shiftId !== id || inBookings.has(money.id)) continue;
    found.set(money.id, { ...money, known: 'journal' });
  }
  return [...found.values()];
}

const doneIn = ({ payments, refunds }: Booking): string[] => [
  ...payments.filter(({ status }) => status === 'success').map((payment) => payment.id),
  ...refunds.filter(({ status }) => status === 'paid').map((refund) => refund.id),
];

/** Card payments begun in the shift whose fate nobody knows. */
export function openPaymentsOf(id: ShiftId, bookings: readonly Booking[]): number {
  return bookings
    .flatMap(({ payments }) => payments)
    .filter(({ shiftId, status }) => shiftId === id && (status === 'pending' || status === 'unknown')).length;
}
