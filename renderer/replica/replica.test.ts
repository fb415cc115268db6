import { filter, firstValueFrom, map, timeout } from 'rxjs';
import { afterEach, expect, test } from 'vitest';
import { toConfirmed, toPaying, withSeats } from '#shared/domain/booking/steps.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { instant, Money, PaymentId } from '#shared/wire/scalars.ts';
import { FakeServer } from './testing/fake-server.ts';
import { deviceId, NOW_MS, order, SHOW_ID, seatId } from './testing/house.ts';
import { openTill, type Till, until, untilBooking, untilOnline } from './testing/till.ts';

const open: Till[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ replica }) => replica.close()));
});

async function till(server: FakeServer, n: number): Promise<Till> {
  const opened = await openTill(server, n);
  open.push(opened);
  return opened;
}

const paid = (booking: Booking, n = 1): Booking =>
  toConfirmed(booking, deviceId(n), {
    payments: [
      {
        id: PaymentId.parse(`${booking.id}.p1`),
        tender: 'cash',
        amount: Money.parse(booking.price?.total ?? 0),
        status: 'success',
        deviceId: deviceId(n),
        at: instant(NOW_MS),
      },
    ],
  });

test('[REP1] a requested booking comes back pending with its hold, and the map follows', async () => {
  const server = new FakeServer();
  const one = await till(server, 1);
  const booking = order(1, 'booking-1', ['A1', 'A2']);
  await one.replica.insertBooking(booking);
  const held = await untilBooking(one, booking.id, ({ status }) => status === 'pending');
  expect(held.expiresAt).toBeDefined();
  await until(
    async () => (await one.replica.get('seatmaps', SHOW_ID))?.seats[seatId('A1')]?.status === 'held',
  );
});

test('[REP1] a seat another till was faster with comes back as rejected, and says who has it', async () => {
  const server = new FakeServer();
  const one = await till(server, 1);
  await untilOnline(one);
  one.line.delayMs = () => 40;
  const booking = order(1, 'booking-1', ['A1', 'A2']);
  await one.replica.insertBooking(booking);
  server.push('bookings', 2, [{ newDocumentState: order(2, 'booking-2', ['A1']) }]);
  const lost = await untilBooking(one, booking.id, ({ status }) => status === 'rejected');
  expect(lost.conflicts).toEqual([{ seatId: 'A1', reason: 'held', rev: 1, by: 'till-2' }]);
  await untilBooking(one, order(2, 'booking-2', ['A1']).id, ({ status }) => status === 'pending');
});

test('[I7] [T5] a payment that is added while a push is in flight ends on both sides', async () => {
  const server = new FakeServer();
  const one = await till(server, 1);
  await untilOnline(one);
  const booking = order(1, 'booking-1', ['A1']);
  await one.replica.insertBooking(booking);
  await untilBooking(one, booking.id, ({ status }) => status === 'pending');
  one.line.delayMs = () => 60;
  await one.replica.updateBooking(booking.id, (current) => toPaying(current, deviceId(1)));
  await new Promise((resolve) => setTimeout(resolve, 30));
  await one.replica.updateBooking(booking.id, (current) => paid(current));
  await until(() => server.bookings.get(booking.id)?.booking.status === 'confirmed');
  const server1 = server.bookings.get(booking.id)?.booking;
  await untilBooking(one, booking.id, (here) => here.rev === server1?.rev);
  expect(await one.replica.get('bookings', booking.id)).toEqual(server1);
  expect(server1?.payments).toHaveLength(1);
});

test('[REP15] a page that is older than an answer which overtook it undoes no step of a sale', async () => {
  const server = new FakeServer();
  const one = await till(server, 1);
  await untilOnline(one);
  const { id } = order(1, 'booking-1', ['A1']);
  await one.replica.insertBooking(order(1, 'booking-1', ['A1']));
  const pending = await untilBooking(one, id, ({ status }) => status === 'pending');
  await new Promise((resolve) => setTimeout(resolve, 300)); // its own change is pulled
  const seen: (string | undefined)[] = [];
  const watching = one.replica.booking$(id).subscribe((booking) => seen.push(booking?.status));
  one.line.answerDelayMs = (path) => (path.startsWith('/bookings/') && path.endsWith('/pull') ? 300 : 0);
  server.put('bookings', pending); // a page with the hold is on its way …
  await until(() => one.line.asked.at(-1)?.startsWith('/bookings/') === true);
  await one.replica.updateBooking(id, (current) => toPaying(current, deviceId(1)));
  await until(() => server.bookings.get(id)?.booking.status === 'paying');
  one.line.answerDelayMs = () => 0; // … and comes after the answer to the payment
  await new Promise((resolve) => setTimeout(resolve, 600));
  watching.unsubscribe();
  expect(seen.slice(seen.indexOf('paying'))).not.toContain('pending');
  expect(await one.replica.get('bookings', id)).toMatchObject({ status: 'paying' });
});

test('[REP4] a hold refused only because its revisions were old is asked again by the kiosk itself', async () => {
  const server = new FakeServer();
  server.touchSeat(seatId('A1'));
  const one = await till(server, 1);
  const booking = order(1, 'booking-1', ['A1', 'A2']);
  await one.replica.insertBooking(booking);
  const held = await untilBooking(one, booking.id, ({ status }) => status === 'pending');
  expect(held.seats.map(({ rev }) => rev)).toEqual([2, 0]);
  server.touchSeat(seatId('A3'));
  await one.replica.updateBooking(booking.id, (current) =>
    withSeats(current, deviceId(1), [
      ...current.seats,
      { seatId: seatId('A3'), rev: 0, ticketType: 'adult' },
    ]),
  );
  await untilBooking(one, booking.id, (current) => current.seats.length === 3 && current.rev > held.rev);
});

test('[REP1] how full a show is follows the map', async () => {
  const server = new FakeServer();
  const one = await till(server, 1);
  server.push('bookings', 2, [{ newDocumentState: order(2, 'held', ['A1', 'A2']) }]);
  server.push('bookings', 2, [{ newDocumentState: paid(order(2, 'sold', ['B1']), 2) }]);
  const full = await firstValueFrom(
    one.replica.fullness$.pipe(
      map((all) => all.get(SHOW_ID)),
      filter((show) => show?.sold === 1),
      timeout({ first: 5_000 }),
    ),
  );
  expect(full).toEqual({ sold: 1, held: 2, total: 12 });
});
