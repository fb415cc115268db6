import { withCustomer } from '#shared/domain/booking/steps.ts';
import type { Customer } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext } from './context.ts';
import { CommandImpossible } from './hold.ts';

/** Notes who the booking is for. Throws {@link CommandImpossible} when it is unknown or over. */
export async function setCustomer(
  { replica }: CommandContext,
  id: BookingId,
  customer: Customer,
  note?: string,
): Promise<void> {
  const written = await replica.updateBooking(id, (booking) => {
    if (booking.status === 'cancelled') throw new CommandImpossible('wrong-state');
    return withCustomer(booking, replica.identity.deviceId, customer, note);
  });
  if (written === null) throw new CommandImpossible('unknown-booking');
}
