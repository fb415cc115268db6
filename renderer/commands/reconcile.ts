import { broughtToSale, papersIn, paymentIn, remade } from '#shared/domain/booking/remake.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { JournalEntry, JournalEvent } from '#shared/wire/till.ts';
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
  const papers = papersIn(entries);
  for (const entry of entries) {
    const { event } = entry;
    if (event.kind !== 'payment' && event.kind !== 'refund') continue;
    const booking = await replica.get('bookings', event.bookingId);
    if (booking === null) homeless.push(entry);
    else {
      const paper = papers.get(booking.id);
      const whole = await replica.updateBooking(booking.id, (current) => mend(ctx, current, entry, paper));
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
  paper: Extract<JournalEvent, { kind: 'paper' }> | undefined,
): Booking {
  const { event } = entry;
  const { deviceId, cinemaId } = replica.identity;
  if (event.kind === 'refund')
    return event.status === 'paid' ? withPaidRefund(booking, deviceId, event.refundId) : booking;
  const payment = paymentIn(entry);
  if (payment?.status !== 'success') return booking;
  if (booking.payments.some(({ id, status }) => id === payment.id && status === 'success')) return booking;
  const sold = broughtToSale(booking, paper, deviceId);
  // The paper says what was agreed, also where the server has refused it by now.
  const agreed = paper === undefined ? null : remade(paper, { deviceId, cinemaId });
  return withCaptured(sold, deviceId, payment, paper?.assurance ?? booking.assurance, agreed ?? sold);
}
