import { firstValueFrom } from 'rxjs';
import { withPrinted } from '#shared/domain/booking/steps.ts';
import { currentTickets } from '#shared/domain/booking/tickets.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';
import type { CommandContext } from './context.ts';
import { printTickets } from './print.ts';

const SALES_MAX = 20;
/** Whoever paid longer ago than this, in milliseconds, is no longer standing here. */
const STILL_HERE_MS = 15 * 60_000;

export type FinishedSale = { readonly booking: Booking; readonly print: PrintResult };

/**
 * After a restart: sales of this device whose tickets were not printed when the page ended are printed now. Tickets
 * that had gone to the printer may be on paper already: they are marked as not certain, and not printed a second time.
 */
export async function finishSales(ctx: CommandContext): Promise<readonly FinishedSale[]> {
  const { replica } = ctx;
  const { deviceId } = replica.identity;
  const sold = await firstValueFrom(
    replica.bookings$({ statuses: ['confirmed'], deviceId, limit: SALES_MAX }),
  );
  const finished: FinishedSale[] = [];
  for (const booking of sold) {
    const tickets = currentTickets(booking.tickets);
    const paidAtMs = Math.max(0, ...booking.payments.map(({ at }) => Date.parse(at)));
    if (replica.nowMs() - paidAtMs > STILL_HERE_MS) continue;
    const sent = tickets.filter(({ printed }) => printed === 'sent').map(({ id }) => id);
    if (sent.length > 0) {
      await replica.updateBooking(booking.id, (now) => withPrinted(now, deviceId, sent, 'unknown'));
      finished.push({ booking, print: { result: 'unknown' } });
    } else if (tickets.some(({ printed }) => printed === 'no')) {
      finished.push({ booking, print: await printTickets(ctx, booking.id) });
    }
  }
  return finished;
}
