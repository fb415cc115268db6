import { afterEach, expect, test } from 'vitest';
import { toCancelled, toPaying, withSeats } from '#shared/domain/booking/steps.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { FakeServer } from './testing/fake-server.ts';
import { deviceId, order, seatId } from './testing/house.ts';
import { openTill, type Till, until, untilBooking, untilOnline } from './testing/till.ts';

const open: Till[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ replica }) => replica.close()));
});

async function till(server: FakeServer): Promise<Till> {
  const opened = await openTill(server, 1);
  open.push(opened);
  await untilOnline(opened);
  return opened;
}

const sent = (server: FakeServer): number =>
  server.pushes.filter(({ collection }) => collection === 'bookings').length;

const alsoA2 = (booking: Booking): Booking =>
  withSeats(booking, deviceId(1), [...booking.seats, { seatId: seatId('A2'), rev: 0, ticketType: 'adult' }]);

test('[REP18] a wish for seats leaves before its replication comes to it, and only once', async () => {
  const server = new FakeServer();
  const one = await till(server);
  const booking = order(1, 'booking-1', ['A1']);
  await one.replica.insertBooking(booking);
  await untilBooking(one, booking.id, ({ status }) => status === 'pending');
  expect(sent(server)).toBe(1);
  await one.replica.updateBooking(booking.id, alsoA2);
  await untilBooking(one, booking.id, ({ seats, rev }) => seats.length === 2 && rev === 2);
  expect(sent(server)).toBe(2);
  await one.replica.updateBooking(booking.id, (current) => toCancelled(current, deviceId(1)));
  await until(() => server.bookings.get(booking.id)?.booking.status === 'cancelled');
  expect(sent(server)).toBe(3);
});

test('[REP18] two wishes that overtake each other on the line end as the later one', async () => {
  const server = new FakeServer();
  const one = await till(server);
  const delays = [60, 5];
  one.line.delayMs = () => delays.shift() ?? 0;
  const booking = order(1, 'booking-1', ['A1']);
  await one.replica.insertBooking(booking);
  await one.replica.updateBooking(booking.id, alsoA2);
  const ruled = await untilBooking(one, booking.id, ({ status }) => status === 'pending');
  expect(ruled.seats.map((seat) => seat.seatId)).toEqual(['A1', 'A2']);
  await until(async () => {
    const here = await one.replica.get('bookings', booking.id);
    return here?.rev === server.bookings.get(booking.id)?.booking.rev;
  });
});

test('[REP18] [I6] what carries money leaves by the replication alone, when it is on disk', async () => {
  const server = new FakeServer();
  const one = await till(server);
  const booking = order(1, 'booking-1', ['A1']);
  await one.replica.insertBooking(booking);
  await untilBooking(one, booking.id, ({ status }) => status === 'pending');
  await one.replica.updateBooking(booking.id, (current) => toPaying(current, deviceId(1)));
  const paying = await untilBooking(one, booking.id, ({ status, rev }) => status === 'paying' && rev === 2);
  expect(paying.edit?.n).toBe(2);
  expect(sent(server)).toBe(2);
});

test('[REP18] [REP4] a stale wish is asked again although its answer was faster than the disk', async () => {
  const server = new FakeServer();
  server.touchSeat(seatId('A1'));
  const one = await till(server);
  const booking = order(1, 'booking-1', ['A1']);
  await one.replica.insertBooking(booking);
  const held = await untilBooking(one, booking.id, ({ status }) => status === 'pending');
  expect(held.seats[0]?.rev).toBe(2);
});
