import { extendHold } from '#renderer/commands/extend-hold.ts';
import { counter } from '#renderer/stores/counter.ts';
import { HOLD_SECONDS_DEFAULT, HOLD_SECONDS_MAX } from '#shared/domain/limits.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Desk } from '../desk/desk.ts';

/** Asks for more time for the order at hand; nothing when it is not held. */
export function extend(desk: Desk): Promise<void> {
  return desk.inTurn(async () => {
    const { orderId } = counter.get();
    const booking = orderId === null ? null : await desk.replica.get('bookings', orderId);
    if (booking?.status === 'pending') await extendHold(desk.context(), booking.id);
  });
}

/** Whether the hold is not yet as long as a hold may be. */
export function canExtend(booking: Booking | null): boolean {
  return booking?.status === 'pending' && (booking.holdSeconds ?? HOLD_SECONDS_DEFAULT) < HOLD_SECONDS_MAX;
}
