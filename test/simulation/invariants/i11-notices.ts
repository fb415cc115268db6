import type { Booking } from '#shared/wire/booking.ts';
import { noticeOf } from '../server/tables.ts';
import type { Cinema } from '../world/cinema.ts';

const NOTIFIED: ReadonlySet<Booking['status']> = new Set(['confirmed', 'cancelled', 'conflicted']);

/** I11: what became of a booking is in the outbox by the transaction that made it so. */
export function checkNoticesAreWritten({ world, server }: Cinema): void {
  const { bookings, outbox } = server.working;
  for (const { booking } of bookings.values())
    if (NOTIFIED.has(booking.status) && !outbox.has(noticeOf(booking.id, booking.status)))
      world.fail('I11', `${booking.id} is ${booking.status}, and nobody is told`);
}
