import { firstValueFrom } from 'rxjs';
import { withPrinted } from '#shared/domain/booking/steps.ts';
import { currentTickets } from '#shared/domain/booking/tickets.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext } from './context.ts';
import { printTickets } from './print.ts';

const SALES_MAX = 20;
/** Whoever paid longer ago than this, in milliseconds, is no longer standing here. */
const STILL_HERE_MS = 15 * 60_000;

export type FinishedSale = { readonly booking: Booking; readonly print: PrintResult };

/**
 * After a restart: sales of this device whose tickets were not printed when the page ended are printed now. Tickets
 * that had gone to the printer may be on paper already: they are marked as not certain, and not printed a second time.
 * Sales that were `shown` since have been dealt with.
 */
export async function finishSales(
  ctx: CommandContext,
  shown: ReadonlySet<BookingId> = new Set(),
): Promise<readonly FinishedSale[]> {
  const { replica } = ctx;
  const { deviceId } = replica.identity;
  const sold = await firstValueFrom(
    replica.bookings$({ statuses: ['confirmed'], deviceId, limit: SALES_MAX }),
  );
  const finished: FinishedSale[] = [];
  for (const booking of sold) {
    if (shown.has(booking.id) || !isUnfinished(booking, replica.nowMs())) continue;
    const tickets = currentTickets(booking.tickets);
    const sent = tickets.filter(({ printed }) => printed === 'sent').map(({ id }) => id);
    if (sent.length > 0) {
      await replica.updateBooking(booking.id, (now) => withPrinted(now, deviceId, sent, 'unknown'));
      finished.push({ booking, print: { result: 'unknown' } });
    } else {
      finished.push({ booking, print: await printTickets(ctx, booking.id) });
    }
  }
  return finished;
}

/** Whether somebody who paid a short while ago is still waiting for tickets, as far as is known. */
export function isUnfinished({ status, payments, tickets }: Booking, nowMs: number): boolean {
  if (status !== 'confirmed') return false;
  const paidAtMs = Math.max(0, ...payments.map(({ at }) => Date.parse(at)));
  if (nowMs - paidAtMs > STILL_HERE_MS) return false;
  return currentTickets(tickets).some(({ printed }) => printed === 'no' || printed === 'sent');
}
