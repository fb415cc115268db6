import type { Booking } from '#shared/wire/booking.ts';
import type { Kiosk } from '../kiosk/kiosk.ts';
import { seatsOwnedBy } from '../server/tables.ts';
import type { Cinema } from '../world/cinema.ts';
import type { World } from '../world/world.ts';
import { HAS_ALL } from './i01-one-owner.ts';

/** I2 while money is on its way: what was granted for paying does not end by itself. */
export function checkPayingStands(world: World, before: Booking | null, after: Booking): void {
  if (before?.status === 'paying' && after.status === 'expired')
    world.fail('I2', `${after.id} is being paid, and its hold ends`);
}

/** I2 at the till: money is taken on the server's word only where the server has granted the seats. */
export function checkIsGranted({ world, server, replica, name }: Kiosk, order: Booking): void {
  if (replica.epoch !== server.committed.epoch) return;
  const stored = server.committed.bookings.get(order.id)?.booking;
  if (stored?.status !== 'paying' && stored?.status !== 'confirmed')
    world.fail(
      'I2',
      `${name} takes money for ${order.id}, which the server has ${stored?.status ?? 'not at all'}`,
    );
}

/** I2: whoever is granted seats has all of them in the table, whoever is refused none. */
export function checkAllOrNone({ world, server }: Cinema): void {
  const { working } = server;
  if (working.closed) return;
  for (const { booking } of working.bookings.values()) {
    const { id, showId, status, seats } = booking;
    const owned = seatsOwnedBy(working, showId, id);
    if (HAS_ALL.has(status)) {
      const all = owned.length === seats.length && seats.every(({ seatId }) => owned.includes(seatId));
      if (!all)
        world.fail(
          'I2',
          `${id} is ${status} with ${seats.map((one) => one.seatId).join(' ')} and has ${owned.join(' ') || 'none'}`,
        );
    } else if ((status === 'rejected' || status === 'expired') && owned.length > 0)
      world.fail('I2', `${id} is ${status} and has ${owned.join(' ')}`);
  }
  for (const [showId, states] of working.seats) {
    for (const [seatId, { bookingId, status }] of states) {
      const holder = bookingId === undefined ? undefined : working.bookings.get(bookingId)?.booking;
      const wanted = holder === undefined ? [] : [...holder.seats, ...(holder.swap?.seats ?? [])];
      if (bookingId !== undefined && !wanted.some((one) => one.seatId === seatId))
        world.fail('I2', `${seatId} of ${showId} is ${status} for ${bookingId}, which does not want it`);
    }
  }
}
