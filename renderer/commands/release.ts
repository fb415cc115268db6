import { capturedOf, hasOpenPayment } from '#shared/domain/booking/facts.ts';
import { toCancelled } from '#shared/domain/booking/steps.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext } from './context.ts';
import { CommandImpossible } from './hold.ts';

/**
 * Gives an unpaid order up, so that its seats go free. An order that is over already stays as it is; one with money
 * in it is not released but cancelled (`cancelSale`): throws {@link CommandImpossible}.
 */
export async function releaseOrder({ replica }: CommandContext, id: BookingId): Promise<void> {
  await replica.updateBooking(id, (booking) => {
    if (booking.status === 'cancelled') return booking;
    if (capturedOf(booking) > 0 || hasOpenPayment(booking) || booking.status === 'confirmed')
      throw new CommandImpossible('wrong-state');
    return toCancelled(booking, replica.identity.deviceId);
  });
}
