import { sameJson } from '#shared/domain/equal.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { bookingFor } from '#sync-server/feed/view.ts';
import type { Kiosk } from '../kiosk/kiosk.ts';
import { said } from '../server/messages.ts';
import type { Cinema } from '../world/cinema.ts';
import { Violation } from '../world/violation.ts';

/** I7: connected and quiet, every replica equals the server. */
export function checkAgreement(cinema: Cinema): void {
  for (const { kiosk } of cinema.clerks) {
    checkBookings(cinema, kiosk);
    checkSeatmaps(cinema, kiosk);
    checkAllotments(cinema, kiosk);
  }
}

function checkBookings({ world, server }: Cinema, kiosk: Kiosk): void {
  const { bookings } = kiosk.replica;
  for (const [id, { booking }] of server.committed.bookings) {
    if (kiosk.kind === 'lobby' && booking.deviceId !== kiosk.deviceId) continue;
    const there = bookingFor(kiosk.kind, booking);
    const here = bookings.get(id);
    if (here === undefined) throw new Violation('I7', `${kiosk.name} does not have ${said(there)}`);
    if (!sameJson(here, there))
      world.fail('I7', `${kiosk.name} has ${said(here)}, the server ${said(there)}`);
  }
  for (const [id, booking] of bookings)
    if (!server.committed.bookings.has(id) && !isKeptForItsMoney(server, booking))
      world.fail('I7', `only ${kiosk.name} has ${said(booking)}`);
}

/** A copy of a sale a restored server has forgotten: it is not this till's to tell, but its money is filed. */
const isKeptForItsMoney = (server: Cinema['server'], booking: Booking): boolean =>
  booking.payments.some(({ id }) =>
    [...server.committed.openItems.values()].some(({ paymentId }) => paymentId === id),
  );

function checkSeatmaps({ world, server }: Cinema, kiosk: Kiosk): void {
  for (const [showId, seats] of server.committed.seats) {
    for (const [seatId, there] of seats) {
      const here = kiosk.replica.seatmaps.get(showId)?.get(seatId);
      if (!sameJson(here, there))
        world.fail(
          'I7',
          `${kiosk.name} sees ${seatId} ${here?.status} at ${here?.rev}, the server ${there.status} at ${there.rev}`,
        );
    }
  }
}

function checkAllotments({ world, server }: Cinema, kiosk: Kiosk): void {
  for (const [id, there] of server.committed.allotments) {
    if (kiosk.kind === 'lobby' && there.deviceId !== kiosk.deviceId) continue;
    if (!sameJson(kiosk.replica.allotments.get(id), there))
      world.fail('I7', `${kiosk.name} has another ${id} than the server`);
  }
}
