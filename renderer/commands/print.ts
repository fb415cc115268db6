import { v7 as uuidv7 } from 'uuid';
import { withPrinted, withReprint } from '#shared/domain/booking/steps.ts';
import { currentTickets } from '#shared/domain/booking/tickets.ts';
import type { Booking, PrintStatus, Ticket } from '#shared/wire/booking.ts';
import type { PrintJob, PrintResult } from '#shared/wire/bridge.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext } from './context.ts';
import { record } from './journal.ts';
import { ticketOnPaper } from './paper.ts';
import { knownShow } from './show-facts.ts';

/** Printers are given one job at a time of at most this many tickets. */
const TICKETS_PER_JOB_MAX = 20;

const failed = (message: string): PrintResult => ({ result: 'failed', message: message.slice(0, 200) });
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Prints the tickets of a sold booking that are not known to be on paper. What is known of each copy is written
 * before (sent) and after (printed, unknown), so that a crash in between is found and asked about. A print that
 * fails leaves the sale as it is; call again to try again.
 */
export async function printTickets(ctx: CommandContext, id: BookingId): Promise<PrintResult> {
  const booking = await ctx.replica.get('bookings', id);
  if (booking === null) return failed('no such booking');
  const open = currentTickets(booking.tickets).filter((ticket) => ticket.printed !== 'yes');
  return open.length === 0 ? { result: 'printed' } : put(ctx, booking, open);
}

/**
 * Prints all tickets of a sold booking afresh: every copy gets a higher revision, and the earlier one no longer opens
 * the door. Each is noted in the journal first.
 */
export async function reprint(ctx: CommandContext, id: BookingId): Promise<PrintResult> {
  const { replica } = ctx;
  const { deviceId } = replica.identity;
  const renewed = await replica.updateBooking(id, (booking) =>
    booking.status === 'confirmed' || booking.status === 'conflicted'
      ? withReprint(
          booking,
          deviceId,
          currentTickets(booking.tickets).map((ticket) => ticket.id),
        )
      : booking,
  );
  if (renewed === null) return failed('no such booking');
  const copies = currentTickets(renewed.tickets).filter((ticket) => ticket.printed === 'no');
  if (copies.length === 0) return failed('nothing to print');
  try {
    for (const { id: ticketId, revision } of copies)
      await record(ctx, { kind: 'print', bookingId: id, ticketId, revision, result: 'sent' });
  } catch (error) {
    return failed(reasonOf(error));
  }
  return put(ctx, renewed, copies);
}

async function put(ctx: CommandContext, booking: Booking, tickets: readonly Ticket[]): Promise<PrintResult> {
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
  let job: PrintJob;
  try {
    job = await jobOf(ctx, booking, tickets);
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

async function jobOf(ctx: CommandContext, booking: Booking, tickets: readonly Ticket[]): Promise<PrintJob> {
  const known = await knownShow(ctx, booking.showId);
  if (known === null) throw new Error('the show is not known here');
  const sheet = [];
  for (const ticket of tickets.slice(0, TICKETS_PER_JOB_MAX))
    sheet.push(await ticketOnPaper(ctx, known, booking, ticket));
  return { jobId: uuidv7(), bookingId: booking.id, tickets: sheet };
}
