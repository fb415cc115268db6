import { papersIn, paymentIn, remade } from '#shared/domain/booking/remake.ts';
import { withPrinted, withReprint } from '#shared/domain/booking/steps.ts';
import { currentTickets, ticketIdOf } from '#shared/domain/booking/tickets.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId, DeviceId } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import { withCardPayment } from './card-steps.ts';
import type { CommandContext } from './context.ts';
import { withCaptured } from './settle.ts';

/** Entries that are looked through: weeks of one till without a line. */
const ENTRIES_MAX = 20_000;
/** Sales that the server has heard of for longer than this are no longer sent to tills, and are not missed. */
const LOST_MS_MAX = 14 * 24 * 60 * 60 * 1_000;

/**
 * Makes the bookings again of sales that were made without the server, stand in the host's journal, and are not in
 * this replica although everything has been pulled: the replica they were written in was lost before it could report
 * them. They are pushed like any other; a server that knows them all the same changes nothing, because ids, payments
 * and tickets are the same. To be called after `reconcile`, when bookings have been pulled.
 */
export async function remakeLost({ replica }: CommandContext): Promise<readonly Booking[]> {
  const { deviceId, cinemaId } = replica.identity;
  const entries = await replica.recentJournal(ENTRIES_MAX);
  const about = new Map<BookingId, JournalEntry[]>();
  for (const entry of entries) {
    const { event } = entry;
    if (!('bookingId' in event)) continue;
    about.set(event.bookingId, [...(about.get(event.bookingId) ?? []), entry]);
  }
  const made: Booking[] = [];
  for (const [id, paper] of papersIn(entries)) {
    const before = remade(paper, { deviceId, cinemaId });
    if (before === null || replica.nowMs() - Date.parse(before.requestedAt) > LOST_MS_MAX) continue;
    const said = about.get(id) ?? [];
    // What this very replica sold it had, and reported; it is here no more because nobody needs it here.
    const isOwn = said.some(
      ({ event, replicaId }) => event.kind === 'paper' && replicaId === replica.replicaId,
    );
    if (isOwn || (await replica.get('bookings', id)) !== null) continue;
    const booking = withMoney(before, deviceId, said);
    if (booking === null) continue;
    await replica.noteOfflineSale(id);
    await replica.insertBooking(booking);
    made.push(booking);
  }
  return made;
}

/** The sale with its money and its tickets; null: nothing was taken, nor may have been. */
function withMoney(before: Booking, deviceId: DeviceId, entries: readonly JournalEntry[]): Booking | null {
  let booking = before;
  for (const entry of entries) {
    const payment = paymentIn(entry);
    if (payment === null) continue;
    booking =
      payment.status === 'success'
        ? withCaptured(booking, deviceId, payment)
        : withCardPayment(booking, deviceId, payment);
  }
  if (booking.payments.every(({ status }) => status === 'failed')) return null;
  return withPaper(booking, deviceId, entries);
}

/** Whether tickets came out of the printer died with the replica: nobody prints them a second time unasked. */
function withPaper(sold: Booking, deviceId: DeviceId, entries: readonly JournalEntry[]): Booking {
  let booking = sold;
  for (const { event } of entries) {
    if (event.kind !== 'print') continue;
    const renewed = currentTickets(booking.tickets).filter(
      ({ seatId, revision }) =>
        revision < event.revision && ticketIdOf(booking.id, seatId, event.revision) === event.ticketId,
    );
    if (renewed.length > 0)
      booking = withReprint(
        booking,
        deviceId,
        renewed.map(({ id }) => id),
      );
  }
  const tickets = currentTickets(booking.tickets).map(({ id }) => id);
  return tickets.length === 0 ? booking : withPrinted(booking, deviceId, tickets, 'unknown');
}
