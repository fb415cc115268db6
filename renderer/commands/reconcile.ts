import type { Assurance, Booking, Payment } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import type { CommandContext } from './context.ts';
import { catchUpJournal } from './journal.ts';
import { withCaptured, withPaidRefund } from './settle.ts';

/** How far back entries are compared with their bookings: far more than one day of one till. */
const ENTRIES_MAX = 2_000;

export type Reconciled = {
  /** Entries the replica had lost. */
  readonly taken: number;
  /** Bookings that had lost money the journal knows of. */
  readonly mended: readonly Booking[];
  /** Entries about bookings that are not here (yet); call again once the first pull is through. */
  readonly homeless: readonly JournalEntry[];
};

/**
 * Compares the host's journal with the replica, at start and after the first pull: money that was journalled while
 * its booking's write was lost in a crash is put back, so that it is neither lost nor taken twice.
 */
export async function reconcile(ctx: CommandContext): Promise<Reconciled> {
  const { replica } = ctx;
  const taken = await catchUpJournal(ctx);
  const mended: Booking[] = [];
  const homeless: JournalEntry[] = [];
  const entries = await replica.recentJournal(ENTRIES_MAX);
  const papers = new Map<BookingId, Assurance>(
    entries.flatMap(({ event }) =>
      event.kind === 'paper' ? [[event.bookingId, event.assurance] as const] : [],
    ),
  );
  for (const entry of entries) {
    const { event } = entry;
    if (event.kind !== 'payment' && event.kind !== 'refund') continue;
    const booking = await replica.get('bookings', event.bookingId);
    if (booking === null) homeless.push(entry);
    else {
      const assurance = papers.get(booking.id) ?? booking.assurance;
      const whole = await replica.updateBooking(booking.id, (current) =>
        mend(ctx, current, entry, assurance),
      );
      if (whole !== null && whole.edit?.n !== booking.edit?.n) mended.push(whole);
    }
  }
  return { taken, mended, homeless };
}

/** The booking with what the entry says of its money; the same booking when it says so already. */
function mend(
  { replica }: CommandContext,
  booking: Booking,
  entry: JournalEntry,
  assurance: Assurance,
): Booking {
  const { event } = entry;
  const { deviceId } = replica.identity;
  if (event.kind === 'refund')
    return event.status === 'paid' ? withPaidRefund(booking, deviceId, event.refundId) : booking;
  if (event.kind !== 'payment' || event.status !== 'success') return booking;
  const payment: Payment = {
    id: event.paymentId,
    tender: event.tender,
    amount: event.amount,
    status: 'success',
    deviceId: entry.deviceId,
    at: entry.at,
    ...(entry.shiftId === undefined ? {} : { shiftId: entry.shiftId }),
    ...(entry.staffId === undefined ? {} : { staffId: entry.staffId }),
  };
  return withCaptured(booking, deviceId, payment, assurance);
}
