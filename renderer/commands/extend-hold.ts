import { withHoldSeconds } from '#shared/domain/booking/steps.ts';
import { HOLD_SECONDS_DEFAULT, HOLD_SECONDS_MAX } from '#shared/domain/limits.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext } from './context.ts';
import { CommandImpossible } from './hold.ts';

const EXTENSION_SECONDS = 5 * 60;

/** Asks for five more minutes, up to the longest hold there is. Throws {@link CommandImpossible} when nothing is held. */
export async function extendHold({ replica }: CommandContext, id: BookingId): Promise<void> {
  const written = await replica.updateBooking(id, (booking) => {
    if (booking.status !== 'pending') throw new CommandImpossible('wrong-state');
    const seconds = Math.min(
      HOLD_SECONDS_MAX,
      (booking.holdSeconds ?? HOLD_SECONDS_DEFAULT) + EXTENSION_SECONDS,
    );
    return withHoldSeconds(booking, replica.identity.deviceId, seconds);
  });
  if (written === null) throw new CommandImpossible('unknown-booking');
}
