import { firstValueFrom } from 'rxjs';
import { afterEach, expect, test } from 'vitest';
import { FakeServer } from '#renderer/replica/testing/fake-server.ts';
import { deviceId, order, SHOW_ID, seatId } from '#renderer/replica/testing/house.ts';
import { until, untilBooking } from '#renderer/replica/testing/till.ts';
import { toConfirmed } from '#shared/domain/booking/steps.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import { type BookingId, instant, Money, PaymentId, ReplicaId } from '#shared/wire/scalars.ts';
import { changeSeats } from './change-seats.ts';
import { hold } from './hold.ts';
import { payCash } from './pay-cash.ts';
import { reconcile } from './reconcile.ts';
import { releaseFormer } from './release-former.ts';
import { sellPromised } from './sell-promised.ts';
import { adults, closeDesk, closeDesks, cut, entrusted, openDesk } from './testing/desk.ts';
import { FakeHost } from './testing/host.ts';

afterEach(closeDesks);

/** Till 2 sells seats for cash, however it came by them. */
function soldElsewhere(server: FakeServer, id: string, ...seats: string[]): void {
  const asked = order(2, id, seats);
  const payment = {
    id: PaymentId.parse(`${id}.p1`),
    tender: 'cash' as const,
    amount: Money.parse(asked.price?.total ?? 0),
    status: 'success' as const,
    deviceId: deviceId(2),
    at: instant(Date.now()),
  };
  server.push('bookings', 2, [
    { newDocumentState: toConfirmed(asked, deviceId(2), { payments: [payment] }) },
  ]);
}

const statusOf = (server: FakeServer, id: BookingId) => server.bookings.get(id)?.booking.status;

test('[LEA3] [I5] own seats are sold to printed tickets with no server, and are confirmed when it is back', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await openDesk(server, host);
  await entrusted(server, one, 'A1', 'A2');
  await cut(one);
  const id = await hold(one.ctx, { showId: SHOW_ID, seats: adults('A1', 'A2') });
  const fromMs = performance.now();
  const sale = await payCash(one.ctx, id);
  expect(performance.now() - fromMs).toBeLessThan(1_500);
  expect(sale).toMatchObject({
    kind: 'sold',
    booking: { assurance: 'leased' },
    print: { result: 'printed' },
  });
  expect(host.journal.map(({ event }) => event)).toMatchObject([
    { kind: 'paper', seatIds: ['A1', 'A2'], assurance: 'leased', allotmentId: 'allotment-1' },
    { kind: 'payment', bookingId: id, amount: 2_000 },
  ]);
  expect(host.printed[0]?.tickets.map(({ warning }) => warning)).toEqual([undefined, undefined]);
  soldElsewhere(server, 'rival', 'A1');
  one.till.line.cut = false;
  await until(() => statusOf(server, id) === 'confirmed');
  await until(async () => (await firstValueFrom(one.till.replica.offlineSales$))[0]?.outcome === 'accepted');
  expect(server.allotted.size).toBe(0);
});

test('[LEA3] an answer to `paying` that does not come within two seconds is done without on own seats', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await openDesk(server, host);
  await entrusted(server, one, 'A1');
  const id = await hold(one.ctx, { showId: SHOW_ID, seats: adults('A1') });
  await untilBooking(one.till, id, ({ status }) => status === 'pending');
  one.till.line.delayMs = () => 1_500;
  const fromMs = performance.now();
  expect(await payCash(one.ctx, id)).toMatchObject({ kind: 'sold', booking: { assurance: 'leased' } });
  expect(performance.now() - fromMs).toBeLessThan(3_000);
  one.till.line.delayMs = () => 0;
  await until(() => statusOf(server, id) === 'confirmed', 10_000);
});

test('[LEA3] a hold that ended while the kiosk was silent is sold all the same on own seats', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await openDesk(server, host);
  await entrusted(server, one, 'A1');
  const id = await hold(one.ctx, { showId: SHOW_ID, seats: adults('A1') });
  await untilBooking(one.till, id, ({ status }) => status === 'pending');
  await cut(one);
  server.expire(id);
  soldElsewhere(server, 'rival', 'A1');
  expect(await payCash(one.ctx, id)).toMatchObject({ kind: 'sold', booking: { assurance: 'leased' } });
  one.till.line.cut = false;
  await until(() => statusOf(server, id) === 'confirmed');
  expect(server.seats.get(seatId('A1'))?.bookingId).toBe(id);
});

test('[LEA3] money that was journalled offline before the page died becomes the leased sale at the next start', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await openDesk(server, host, { name: 'died' });
  await entrusted(server, one, 'A1');
  await cut(one);
  const id = await hold(one.ctx, { showId: SHOW_ID, seats: adults('A1') });
  const { appendJournal } = host.bridge;
  const dying: Bridge = {
    ...host.bridge,
    appendJournal: async (entry) => {
      const written = await appendJournal(entry);
      return entry.event.kind === 'payment' ? new Promise(() => {}) : written;
    },
  };
  void payCash({ ...one.ctx, bridge: dying }, id);
  await until(() => host.journal.length === 2);
  await closeDesk(one);
  const again = await openDesk(server, host, { name: 'died' });
  await reconcile(again.ctx);
  expect(await again.till.replica.get('bookings', id)).toMatchObject({
    status: 'confirmed',
    assurance: 'leased',
  });
  await until(() => statusOf(server, id) === 'confirmed');
});

test('[LEA4] a seat that is not the till’s own is only promised, by a press, at counters', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await openDesk(server, host);
  await entrusted(server, one, 'A1');
  await cut(one);
  const id = await hold(one.ctx, { showId: SHOW_ID, seats: adults('A1', 'A2') });
  expect(await payCash(one.ctx, id)).toEqual({ kind: 'no-answer' });
  expect(host.journal).toEqual([]);
  const sale = await sellPromised(one.ctx, id);
  expect(sale).toMatchObject({ kind: 'sold', booking: { assurance: 'promised' } });
  expect(host.journal.map(({ event }) => event)).toMatchObject([
    { kind: 'paper', seatIds: ['A1'], assurance: 'promised', allotmentId: 'allotment-1' },
    { kind: 'paper', seatIds: ['A2'], assurance: 'promised' },
    { kind: 'payment' },
  ]);
  expect(host.printed[0]?.tickets[0]?.warning).toBeDefined();
  soldElsewhere(server, 'rival', 'A2');
  one.till.line.cut = false;
  await until(() => statusOf(server, id) === 'conflicted');
  await until(
    async () => (await firstValueFrom(one.till.replica.offlineSales$))[0]?.outcome === 'conflicted',
  );
});

test('[LEA4] a lobby kiosk without the line begins nothing on seats that are not its own', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await openDesk(server, host, { kind: 'lobby' });
  await entrusted(server, one, 'A1', 'A2');
  await cut(one);
  const wish = (...seats: string[]) => hold(one.ctx, { showId: SHOW_ID, seats: adults(...seats) });
  await expect(wish('A2', 'A3')).rejects.toThrow('not-safe');
  const id = await wish('A1');
  await expect(changeSeats(one.ctx, id, adults('A1', 'A3'))).rejects.toThrow('not-safe');
  await changeSeats(one.ctx, id, adults('A1', 'A2'));
  expect((await one.till.replica.get('bookings', id))?.seats.map(({ lease }) => lease?.allotmentId)).toEqual([
    'allotment-1',
    'allotment-1',
  ]);
});

test('[LEA5] without the line a till does not put one seat into two orders, unless the first has run out', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const one = await openDesk(server, host);
  await entrusted(server, one, 'A1', 'A2');
  const wish = (...seats: string[]) => hold(one.ctx, { showId: SHOW_ID, seats: adults(...seats) });
  const held = await hold(one.ctx, { showId: SHOW_ID, seats: adults('A2'), holdSeconds: 2 });
  await untilBooking(one.till, held, ({ status }) => status === 'pending');
  await cut(one);
  const first = await wish('A1');
  await expect(wish('A1')).rejects.toThrow('own-order');
  expect(await payCash(one.ctx, first)).toMatchObject({ kind: 'sold' });
  await expect(wish('A1')).rejects.toThrow('own-order');
  await until(async () => {
    const second = await wish('A2').catch(() => null);
    return second !== null && (await payCash(one.ctx, second)).kind === 'sold';
  });
  expect((await one.till.replica.get('bookings', held))?.status).toBe('cancelled');
});

test('[LEA6] a new replica gives back what the lost one had, but for the seats the journal names as sold', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const lost = await openDesk(server, host);
  await entrusted(server, lost, 'A1', 'A2', 'A3');
  await cut(lost);
  const id = await hold(lost.ctx, { showId: SHOW_ID, seats: adults('A2') });
  await payCash(lost.ctx, id);
  await closeDesk(lost);
  const fresh = await openDesk(server, host);
  await until(async () => (await fresh.till.replica.formerAllotments()).length === 1);
  fresh.till.line.fate = (path) => (path === '/journal/1/push' ? 'request-lost' : 'passes');
  expect(await releaseFormer(fresh.ctx).catch(() => 0)).toBe(0);
  expect(server.allotted.size).toBe(3);
  fresh.till.line.fate = () => 'passes';
  await until(async () => (await releaseFormer(fresh.ctx)) === 1, 15_000);
  expect([...server.allotted.keys()]).toEqual(['A2']);
  expect(server.releases.at(-1)?.release.kept).toEqual([{ seatId: 'A2', bookingId: id }]);
  expect(server.has('journal', 'till-1.1')).toBe(true);
}, 30_000);

test('[LEA6] a host whose journal was lost gives nothing back: it cannot say what was sold', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const lost = await openDesk(server, host);
  await entrusted(server, lost, 'A1', 'A2');
  const id = await hold(lost.ctx, { showId: SHOW_ID, seats: adults('A2') });
  await untilBooking(lost.till, id, ({ status }) => status === 'pending');
  await payCash(lost.ctx, id);
  await until(() => server.has('journal', 'till-1.1'));
  await closeDesk(lost);
  server.entrust(1, ReplicaId.parse('replica-lost'), 'allotment-2', [seatId('B1')]);
  const fresh = await openDesk(server, new FakeHost());
  await until(async () => (await fresh.till.replica.journalHead()) === 1);
  await until(async () => (await fresh.till.replica.formerAllotments()).length > 0);
  expect(await releaseFormer(fresh.ctx)).toBe(0);
});
