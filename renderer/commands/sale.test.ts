import 'fake-indexeddb/auto';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, expect, test } from 'vitest';
import { FakeServer } from '#renderer/replica/testing/fake-server.ts';
import { order, SHOW_ID, seatId } from '#renderer/replica/testing/house.ts';
import { openTill, type Till, until, untilBooking, untilOnline } from '#renderer/replica/testing/till.ts';
import { toPaying } from '#shared/domain/booking/steps.ts';
import { type BookingId, instant, Money, PaymentId } from '#shared/wire/scalars.ts';
import { cancelSale } from './cancel-sale.ts';
import { changeSeats } from './change-seats.ts';
import type { CommandContext } from './context.ts';
import { setCustomer } from './customer.ts';
import { extendHold } from './extend-hold.ts';
import { CommandImpossible, hold } from './hold.ts';
import { payCash } from './pay-cash.ts';
import { printTickets, reprint } from './print.ts';
import { reconcile } from './reconcile.ts';
import { releaseOrder } from './release.ts';
import { sellPromised } from './sell-promised.ts';
import { withCaptured } from './settle.ts';
import { stepBack } from './step-back.ts';
import { FakeHost } from './testing/host.ts';

type Desk = { readonly till: Till; readonly ctx: CommandContext };

const open: Desk[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ till }) => till.replica.close()));
});

let databases = 0;

/** A till with its host; the same `name` finds the same database again. */
async function desk(server: FakeServer, host: FakeHost, name?: string): Promise<Desk> {
  databases += 1;
  const till = await openTill(server, 1, {
    databaseName: name ?? `desk-${databases}`,
    storage: getRxStorageDexie(),
  });
  const opened = { till, ctx: { replica: till.replica, bridge: host.bridge, staff: null } };
  open.push(opened);
  await untilOnline(till);
  await until(async () => (await till.replica.get('seatmaps', SHOW_ID)) !== null);
  await until(async () => (await till.replica.get('cinemas', 'cinema-1')) !== null);
  await until(async () => (await till.replica.get('tariffs', 'tariff-1')) !== null);
  await until(async () => (await till.replica.get('screens', 'screen-1')) !== null);
  await until(async () => (await till.replica.get('movies', 'movie-1')) !== null);
  return opened;
}

const killed = async (one: Desk): Promise<void> => {
  open.splice(open.indexOf(one), 1);
  await one.till.replica.close();
};

const adults = (...seats: string[]) =>
  seats.map((seat) => ({ seatId: seatId(seat), ticketType: 'adult' as const }));

const pending = (one: Desk, id: BookingId) =>
  untilBooking(one.till, id, ({ status }) => status === 'pending');

async function held(one: Desk, ...seats: string[]): Promise<BookingId> {
  const id = await hold(one.ctx, { showId: SHOW_ID, seats: adults(...seats) });
  await pending(one, id);
  return id;
}

test('[CMD1] a cash sale ends confirmed on both sides, journalled once, with its tickets on paper', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await desk(server, host);
  const id = await held(one, 'A1', 'A2');
  const sale = await payCash(one.ctx, id, { tendered: Money.parse(5_000) });
  expect(sale).toMatchObject({ kind: 'sold', change: 3_000, print: { result: 'printed' } });
  expect(host.journal.map(({ event }) => event)).toMatchObject([
    { kind: 'payment', bookingId: id, amount: 2_000, tender: 'cash', status: 'success' },
  ]);
  expect(host.printed[0]?.tickets).toMatchObject([
    { movie: 'The Long Way Home', row: 'A', seat: '1', price: '€10.00', time: '15:00', certificate: '12A' },
    { row: 'A', seat: '2', explanation: 'Base 10.00 · = 10.00' },
  ]);
  expect(host.drawer).toHaveLength(1);
  await until(() => server.bookings.get(id)?.booking.status === 'confirmed');
  await until(
    () => server.bookings.get(id)?.booking.tickets.every(({ printed }) => printed === 'yes') === true,
  );
  await until(() => server.has('journal', 'till-1.1'));
  expect(server.seats.get(seatId('A1'))?.status).toBe('booked');
});

test('[CMD1] [I10] the kiosk reckons the price the server reckons', async () => {
  const server = new FakeServer();
  const one = await desk(server, new FakeHost());
  const id = await hold(one.ctx, { showId: SHOW_ID, seats: adults('A1', 'B2', 'B3') });
  const asked = await one.till.replica.get('bookings', id);
  const ruled = await pending(one, id);
  expect(ruled.price).toEqual(asked?.price);
});

test('[CMD2] too little money, a full disk or a foreign state take nothing', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await desk(server, host);
  const id = await held(one, 'A1');
  expect(await payCash(one.ctx, id, { tendered: Money.parse(999) })).toEqual({
    kind: 'failed',
    why: 'too-little',
  });
  host.disk = 'full';
  expect(await payCash(one.ctx, id)).toEqual({ kind: 'failed', why: 'journal' });
  expect((await one.till.replica.get('bookings', id))?.payments).toEqual([]);
  host.disk = 'works';
  expect(await payCash(one.ctx, id)).toMatchObject({ kind: 'sold' });
  expect(await payCash(one.ctx, id)).toEqual({ kind: 'failed', why: 'wrong-state' });
  expect(host.journal).toHaveLength(1);
});

test('[CMD2] [I4] of an order that is paid in part only the rest is taken, and of one that is paid nothing', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await desk(server, host);
  const id = await held(one, 'A1', 'A2');
  const total = (await one.till.replica.get('bookings', id))?.price?.total ?? 0;
  const part = (n: number, amount: number) => ({
    id: PaymentId.parse(`part-${n}`),
    tender: 'cash' as const,
    amount: Money.parse(amount),
    status: 'success' as const,
    deviceId: one.till.replica.identity.deviceId,
    at: instant(one.till.replica.nowMs()),
  });
  await one.till.replica.updateBooking(id, (booking) =>
    withCaptured(booking, booking.deviceId, part(1, total - 300)),
  );
  const sale = await payCash(one.ctx, id);
  expect(sale).toMatchObject({
    kind: 'sold',
    booking: { payments: [{ amount: total - 300 }, { amount: 300 }] },
  });
  const paid = await held(one, 'A4');
  await one.till.replica.updateBooking(paid, (booking) =>
    toPaying({ ...booking, payments: [part(2, booking.price?.total ?? 0)] }, booking.deviceId),
  );
  expect(await payCash(one.ctx, paid)).toEqual({ kind: 'failed', why: 'wrong-state' });
});

test('[CMD2] [I4] an entry whose answer got lost is found again instead of being written twice', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await desk(server, host);
  const id = await held(one, 'A1');
  host.disk = 'answer-lost';
  expect(await payCash(one.ctx, id)).toMatchObject({ kind: 'sold' });
  expect(host.journal).toHaveLength(1);
});

test('[CMD3] a lapsed hold that somebody else has by now is refused before any money is recorded', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await desk(server, host);
  const id = await held(one, 'A1');
  server.expire(id);
  server.push('bookings', 2, [{ newDocumentState: order(2, 'faster', ['A1'], { rev: 2 }) }]);
  const sale = await payCash(one.ctx, id);
  expect(sale).toMatchObject({ kind: 'refused', booking: { status: 'rejected', reason: 'expired' } });
  expect(host.journal).toEqual([]);
});

test('[CMD4] without an answer no money is recorded; a promise is warned of and journalled before it prints', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await desk(server, host);
  const id = await held(one, 'A1');
  one.till.line.cutNow();
  expect(await payCash(one.ctx, id)).toEqual({ kind: 'no-answer' });
  expect(host.journal).toEqual([]);
  expect(await sellPromised(one.ctx, id)).toMatchObject({
    kind: 'sold',
    booking: { status: 'confirmed', assurance: 'promised' },
  });
  expect(host.journal.map(({ event }) => event.kind)).toEqual(['paper', 'payment']);
  expect(host.printed[0]?.tickets[0]?.warning).toContain('not confirmed');
  one.till.line.cut = false;
  await until(() => server.bookings.get(id)?.booking.status === 'confirmed');
});

test.each([
  { death: 'before-journal', status: 'paying', entries: 0 },
  { death: 'after-journal', status: 'confirmed', entries: 1 },
  { death: 'printing', status: 'confirmed', entries: 1 },
] as const)(
  '[CMD5] [I6] a page killed $death is whole again after a restart',
  async ({ death, status, entries }) => {
    const [server, host] = [new FakeServer(), new FakeHost()];
    const name = `killed-${death}`;
    const before = await desk(server, host, name);
    const id = await held(before, 'A1', 'A2');
    host.death = death;
    // It dies with its page.
    void payCash(before.ctx, id).catch(() => {});
    await until(async () => {
      const booking = await before.till.replica.get('bookings', id);
      return death === 'printing'
        ? booking?.tickets[0]?.printed === 'sent'
        : booking?.status === 'paying' && host.journal.length === entries;
    });
    // Time for the page to reach the verb that never answers.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await killed(before);
    host.death = null;
    const after = await desk(server, host, name);
    const mended = await reconcile(after.ctx);
    expect(mended.mended).toHaveLength(death === 'after-journal' ? 1 : 0);
    expect(host.journal).toHaveLength(entries);
    const found = await after.till.replica.get('bookings', id);
    expect(found?.status).toBe(status);
    if (status === 'paying') expect(await payCash(after.ctx, id)).toMatchObject({ kind: 'sold' });
    else expect(await printTickets(after.ctx, id)).toEqual({ result: 'printed' });
    await until(() => server.bookings.get(id)?.booking.status === 'confirmed');
    expect(server.bookings.get(id)?.booking.payments).toHaveLength(1);
    expect(host.journal.filter(({ event }) => event.kind === 'payment')).toHaveLength(1);
    expect((await reconcile(after.ctx)).mended).toEqual([]);
  },
);

test('[CMD5] [I3] a replica that lost everything learns its money again from the host’s journal', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const before = await desk(server, host, 'lost');
  const id = await held(before, 'A1');
  host.death = 'after-journal';
  void payCash(before.ctx, id);
  await until(() => host.journal.length === 1 && server.bookings.get(id)?.booking.status === 'paying');
  await killed(before);
  host.death = null;
  const after = await desk(server, host, 'a-new-database');
  await until(async () => (await after.till.replica.get('bookings', id)) !== null);
  expect(await reconcile(after.ctx)).toMatchObject({ taken: 1, homeless: [] });
  await until(() => server.bookings.get(id)?.booking.status === 'confirmed');
});

test('[CMD6] a failed print never undoes the sale, and unknown is kept as unknown', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await desk(server, host);
  const id = await held(one, 'A1');
  host.printer = 'failed';
  expect(await payCash(one.ctx, id)).toMatchObject({ kind: 'sold', print: { result: 'failed' } });
  host.printer = 'gone';
  expect(await printTickets(one.ctx, id)).toMatchObject({ result: 'unknown' });
  expect((await one.till.replica.get('bookings', id))?.tickets[0]?.printed).toBe('unknown');
  host.printer = 'printed';
  expect(await printTickets(one.ctx, id)).toEqual({ result: 'printed' });
  expect(await reprint(one.ctx, id)).toEqual({ result: 'printed' });
  const tickets = (await one.till.replica.get('bookings', id))?.tickets;
  expect(tickets?.map(({ revision, printed }) => [revision, printed])).toEqual([
    [1, 'void'],
    [2, 'void'],
    [3, 'yes'],
  ]);
  expect(host.printed.at(-1)?.tickets[0]?.warning).toContain('Second copy');
  expect(host.journal.at(-1)?.event).toMatchObject({ kind: 'print', revision: 3, result: 'sent' });
});

test('[CMD7] a cancelled sale is paid back only when granted, once, by the policy', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await desk(server, host);
  const id = await held(one, 'A1');
  await payCash(one.ctx, id);
  const refund = await cancelSale(one.ctx, id, 'ill');
  expect(refund).toMatchObject({ kind: 'cancelled', paidBack: 1_000 });
  await until(() => server.bookings.get(id)?.booking.refunds[0]?.status === 'paid');
  expect(server.seats.get(seatId('A1'))?.status).toBe('available');
  expect(host.journal.map(({ event }) => event.kind)).toEqual(['payment', 'refund']);
  expect(await cancelSale(one.ctx, id, 'again')).toEqual({ kind: 'failed', why: 'wrong-state' });
  one.till.line.cutNow();
  await until(async () => (await cancelSale(one.ctx, id, 'offline')).kind === 'failed');
});

test('[CMD8] an order is changed, prolonged, named and released before it is paid', async () => {
  const server = new FakeServer();
  const one = await desk(server, new FakeHost());
  const id = await held(one, 'A1', 'A2');
  await changeSeats(one.ctx, id, adults('A2', 'A3'));
  await until(() => server.seats.get(seatId('A3'))?.bookingId === id);
  expect(server.seats.get(seatId('A1'))?.status).toBe('available');
  const endsAt = server.bookings.get(id)?.booking.expiresAt;
  await extendHold(one.ctx, id);
  await until(() => server.bookings.get(id)?.booking.expiresAt !== endsAt);
  await setCustomer(one.ctx, id, { name: 'Ada Lovelace', phone: '0151 2345678' }, 'by the aisle');
  const code = server.bookings.get(id)?.booking.code ?? '';
  for (const text of ['lovel', '015123456', code, code.slice(2, 6)])
    expect((await one.till.replica.findBookings(text)).map((found) => found.id)).toEqual([id]);
  expect(await one.till.replica.findBookings('nobody')).toEqual([]);
  await releaseOrder(one.ctx, id);
  await until(() => server.seats.get(seatId('A2'))?.status === 'available');
  await expect(changeSeats(one.ctx, id, adults('A1'))).rejects.toThrow(CommandImpossible);
});

test('[CMD9] without an answer to paying the order goes back to its hold, and can be changed or paid again', async () => {
  const server = new FakeServer();
  const one = await desk(server, new FakeHost());
  const id = await held(one, 'A1');
  one.till.line.cutNow();
  expect(await payCash(one.ctx, id)).toEqual({ kind: 'no-answer' });
  expect(await stepBack(one.ctx, id)).toBe(true);
  expect((await one.till.replica.get('bookings', id))?.status).toBe('pending');
  one.till.line.cut = false;
  await until(() => server.bookings.get(id)?.booking.status === 'pending', 15_000);
  await changeSeats(one.ctx, id, adults('A1', 'A2'));
  await until(() => server.bookings.get(id)?.booking.seats.length === 2);
  expect(await payCash(one.ctx, id)).toMatchObject({ kind: 'sold' });
  expect(await stepBack(one.ctx, id)).toBe(false);
}, 30_000);

test('[CMD8] what is not known here cannot be held', async () => {
  const one = await desk(new FakeServer(), new FakeHost());
  await expect(hold(one.ctx, { showId: SHOW_ID, seats: adults('Z9') })).rejects.toThrow('unknown-seat');
});
