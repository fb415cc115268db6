import type { BookingId } from '#shared/wire/scalars.ts';
import { steppedBack } from './card-steps.ts';
import type { CommandContext } from './context.ts';

/**
 * Gives paying up and goes back to the hold and its countdown, after the server's answer did not come in time. An
 * order with money in it, or money that may be in it, stays as it is. False: it stayed.
 */
export async function stepBack({ replica }: CommandContext, id: BookingId): Promise<boolean> {
  const booking = await replica.updateBooking(id, (current) =>
    steppedBack(current, replica.identity.deviceId),
  );
  return booking?.status === 'pending';
}
