import { capturedOf, hasOpenPayment } from '#shared/domain/booking/facts.ts';
import { toCancelled } from '#shared/domain/booking/steps.ts';
import { REQUEST_TIMEOUT_MS } from '#shared/domain/limits.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import { payRefund, wishes } from './cancel-sale.ts';
import type { CancelResult, CommandContext } from './context.ts';
import { isOffline } from './lease.ts';

/** Whether an order was paid in part and never sold, and every payment of it is settled. */
export const isPartPaid = (booking: Booking | null): booking is Booking =>
  booking?.status === 'paying' && capturedOf(booking) > 0 && !hasOpenPayment(booking);

/**
 * Gives an order up that was paid in part: its seats go free, and what was paid comes back, once the server has granted
 * it. No money leaves before, so this waits for the line.
 */
export async function giveBack(ctx: CommandContext, id: BookingId, reason: string): Promise<CancelResult> {
  const { replica } = ctx;
  if (await isOffline(ctx)) return { kind: 'failed', why: 'offline' };
  const asked = await replica.updateBooking(id, (booking) =>
    isPartPaid(booking)
      ? toCancelled(booking, replica.identity.deviceId, wishes(ctx, booking, reason))
      : booking,
  );
  if (asked === null) return { kind: 'failed', why: 'unknown-booking' };
  if (asked.edit === undefined || asked.status !== 'cancelled') return { kind: 'failed', why: 'wrong-state' };
  const ruled = await replica.ruling(id, asked.edit.n, REQUEST_TIMEOUT_MS);
  if (ruled === null) return { kind: 'waiting', booking: asked };
  return ruled.status === 'cancelled' ? payRefund(ctx, id, ruled) : { kind: 'refused', booking: ruled };
}
