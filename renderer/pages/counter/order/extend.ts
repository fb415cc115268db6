import { extendHold } from '#renderer/commands/extend-hold.ts';
import { counter } from '#renderer/stores/counter.ts';
import type { Desk } from '../desk/desk.ts';

/** Asks for more time for the order at hand; nothing when it is not held. */
export function extend(desk: Desk): Promise<void> {
  return desk.inTurn(async () => {
    const { orderId } = counter.get();
    const booking = orderId === null ? null : await desk.replica.get('bookings', orderId);
    if (booking?.status === 'pending') await extendHold(desk.context(), booking.id);
  });
}
