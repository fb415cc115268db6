import { v7 as uuidv7 } from 'uuid';
import { withPrinted, withReprint } from '#shared/domain/booking/steps.ts';
import { currentTickets } from '#shared/domain/booking/tickets.ts';
import type { Booking, PrintStatus, Ticket } from '#shared/wire/booking.ts';
import type { BridgeInput, PrintResult } from '#shared/wire/bridge.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext } from './context.ts';
import { record } from './journal.ts';
import { type PrinterName, ticketOnPaper } from './paper.ts';
import { knownShow } from './show-facts.ts';

/** Printers are given one job at a time of at most this many tickets. */
const TICKETS_PER_JOB_MAX = 20;

const failed = (message: string): PrintResult => ({ result: 'failed', message: message.slice(0, 200) });
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Prints the tickets of a sold booking that are not known to be on paper. What is known of each copy is written
 * before (sent) and after (printed, unknown), so that a crash in between is found and asked about. Copies that may be on
 * paper already are printed with a higher revision: only one of the two opens the door. A print that fails leaves the
 * sale as it is; call again to try again, `on` another printer where there is one.
 */
export async function printTickets(
  ctx: CommandContext,
  id: BookingId,
  on?: PrinterName,
): Promise<PrintResult> {
  const booking = await ctx.replica.get('bookings', id);
  if (booking === null) return failed('no such booking');
  const unsure = new Set(unsureOf(booking).map((ticket) => ticket.id));
  if (unsure.size > 0) {
    const renewed = await renew(ctx, id, (ticket) => unsure.has(ticket.id));
    if ('result' in renewed) return renewed;
  }
  const now = (await ctx.replica.get('bookings', id)) ?? booking;
  const open = currentTickets(now.tickets).filter((ticket) => ticket.printed !== 'yes');
  return open.length === 0 ? { result: 'printed' } : put(ctx, now, open, on);
}

/** Tickets of which nobody has said yet whether they are on paper. */
export const unsureOf = (booking: Booking): readonly Ticket[] =>
  currentTickets(booking.tickets).filter((ticket) => ticket.printed === 'unknown');

/** The clerk has looked: the tickets that were not certain are there. */
export async function confirmPrinted(ctx: CommandContext, id: BookingId): Promise<void> {
  const { replica } = ctx;
  const booking = await replica.get('bookings', id);
  const there = booking === null ? [] : unsureOf(booking);
  for (const { id: ticketId, revision } of there)
    await record(ctx, { kind: 'print', bookingId: id, ticketId, revision, result: 'yes' });
  const ids = there.map((ticket) => ticket.id);
  await replica.updateBooking(id, (now) => withPrinted(now, replica.identity.deviceId, ids, 'yes'));
}

/**
 * Prints all tickets of a sold booking afresh: every copy gets a higher revision, and the earlier one no longer opens
 * the door. Each is noted in the journal first.
 */
export async function reprint(ctx: CommandContext, id: BookingId, on?: PrinterName): Promise<PrintResult> {
  const renewed = await renew(ctx, id, () => true);
  if ('result' in renewed) return renewed;
  const copies = currentTickets(renewed.tickets).filter((ticket) => ticket.printed === 'no');
  return copies.length === 0 ? failed('nothing to print') : put(ctx, renewed, copies, on);
}

/** Gives the tickets that `which` names a fresh copy, noted in the journal. */
async function renew(
  ctx: CommandContext,
  id: BookingId,
  which: (ticket: Ticket) => boolean,
): Promise<Booking | PrintResult> {
  const { replica } = ctx;
  const renewed = await replica.updateBooking(id, (booking) =>
    booking.status === 'confirmed' || booking.status === 'conflicted'
      ? withReprint(
          booking,
          replica.identity.deviceId,
          currentTickets(booking.tickets)
            .filter(which)
            .map((ticket) => ticket.id),
        )
      : booking,
  );
  if (renewed === null) return failed('no such booking');
  const copies = currentTickets(renewed.tickets).filter(
    ({ printed, revision }) => printed === 'no' && revision > 1,
  );
  try {
    for (const { id: ticketId, revision } of copies)
      await record(ctx, { kind: 'print', bookingId: id, ticketId, revision, result: 'sent' });
  } catch (error) {
    return failed(reasonOf(error));
  }
  return renewed;
}

async function put(
  ctx: CommandContext,
  booking: Booking,
  tickets: readonly Ticket[],
  on?: PrinterName,
): Promise<PrintResult> {
  const { replica } = ctx;
  const mark = (printed: PrintStatus) =>
    replica.updateBooking(booking.id, (current) =>
      withPrinted(
        current,
        replica.identity.deviceId,
        tickets.map((ticket) => ticket.id),
        printed,
      ),
    );
  let job: BridgeInput<'print'>;
  try {
    job = await jobOf(ctx, booking, tickets, on);
  } catch (error) {
    return failed(reasonOf(error));
  }
  await mark('sent');
  // No answer is not a no: the paper may be in the tray.
  const result = await ctx.bridge
    .print(job)
    .catch((error): PrintResult => ({ result: 'unknown', message: reasonOf(error).slice(0, 200) }));
  if (result.result !== 'failed') await mark(result.result === 'printed' ? 'yes' : 'unknown');
  return result;
}

async function jobOf(
  ctx: CommandContext,
  booking: Booking,
  tickets: readonly Ticket[],
  on?: PrinterName,
): Promise<BridgeInput<'print'>> {
  const known = await knownShow(ctx, booking.showId);
  if (known === null) throw new Error('the show is not known here');
  const sheet = [];
  for (const ticket of tickets.slice(0, TICKETS_PER_JOB_MAX))
    sheet.push(await ticketOnPaper(ctx, known, booking, ticket, on));
  const job = { jobId: uuidv7(), bookingId: booking.id, tickets: sheet };
  return on === undefined ? job : { ...job, on };
}
