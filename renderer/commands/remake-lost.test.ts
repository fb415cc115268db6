import { firstValueFrom } from 'rxjs';
import { afterEach, expect, test } from 'vitest';
import { FakeServer } from '#renderer/replica/testing/fake-server.ts';
import { SHOW_ID, seatId } from '#renderer/replica/testing/house.ts';
import { until, untilBooking } from '#renderer/replica/testing/till.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import { changeSeats } from './change-seats.ts';
import { hold } from './hold.ts';
import { payCash } from './pay-cash.ts';
import { reprint } from './print.ts';
import { reconcile } from './reconcile.ts';
import { releaseFormer } from './release-former.ts';
import { remakeLost } from './remake-lost.ts';
import { sellPromised } from './sell-promised.ts';
import { adults, closeDesks, cut, type Desk, entrusted, openDesk } from './testing/desk.ts';
import { FakeHost } from './testing/host.ts';

afterEach(closeDesks);

/** A till whose replica was cleared, as it starts: what it makes again. */
async function startedAnew(server: FakeServer, host: FakeHost) {
  await closeDesks();
  const fresh = await openDesk(server, host);
  await fresh.till.replica.bookingsPulled();
  await reconcile(fresh.ctx);
  return { fresh, made: await remakeLost(fresh.ctx) };
}

const sold = (server: FakeServer, id: BookingId) => server.bookings.get(id)?.booking;
const serialsOn = (host: FakeHost) =>
  host.printed.flatMap(({ tickets }) => tickets.map(({ serial }) => serial));

async function soldOffline(server: FakeServer, desk: Desk, ...seats: string[]): Promise<BookingId> {
  await entrusted(server, desk, ...seats, 'B1');
  await cut(desk);
  const id = await hold(desk.ctx, { showId: SHOW_ID, seats: adults(...seats) });
  expect(await payCash(desk.ctx, id)).toMatchObject({ kind: 'sold' });
  return id;
}

test('[LEA10] [I6] a sale whose replica was lost before it was reported is made again: same booking, same tickets', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const lost = await openDesk(server, host);
  const id = await soldOffline(server, lost, 'A1', 'A2');
  const before = await lost.till.replica.get('bookings', id);
  const { fresh, made } = await startedAnew(server, host);
  expect(made).toMatchObject([{ id, code: before?.code, price: before?.price, seats: before?.seats }]);
  await until(() => sold(server, id)?.status === 'confirmed');
  expect(sold(server, id)).toMatchObject({ assurance: 'leased', channel: 'counter', code: before?.code });
  expect(sold(server, id)?.payments).toEqual(before?.payments);
  expect(sold(server, id)?.tickets.map(({ serial }) => serial)).toEqual(serialsOn(host));
  expect(server.seats.get(seatId('A1'))?.bookingId).toBe(id);
  // What was not sold goes back; nothing of the sale does.
  await until(async () => (await releaseFormer(fresh.ctx)) === 1, 15_000);
  expect([...server.allotted.keys()]).toEqual([]);
  await until(
    async () => (await firstValueFrom(fresh.till.replica.offlineSales$))[0]?.outcome === 'accepted',
  );
  expect(await remakeLost(fresh.ctx)).toEqual([]);
}, 30_000);

test('[LEA10] a server that knows the sale already changes nothing', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const lost = await openDesk(server, host);
  const id = await soldOffline(server, lost, 'A1');
  lost.till.line.cut = false;
  await until(() => sold(server, id)?.tickets[0]?.printed === 'yes');
  const known = structuredClone(server.bookings.get(id));
  expect((await startedAnew(server, host)).made).toEqual([]);
  expect(server.bookings.get(id)).toEqual(known);
  // The same where the till could not know that it does.
  const { made } = await startedAnew(new FakeServer(), host);
  server.push('bookings', 1, [{ newDocumentState: made[0] }]);
  expect(made).toHaveLength(1);
  expect(server.bookings.get(id)).toEqual(known);
}, 30_000);

test('[LEA10] an order the server knows only as a hold becomes the sale that was made of it, with its own seats', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const lost = await openDesk(server, host);
  await entrusted(server, lost, 'A1', 'A2');
  const id = await hold(lost.ctx, { showId: SHOW_ID, seats: adults('A1') });
  await untilBooking(lost.till, id, ({ status }) => status === 'pending');
  await cut(lost);
  await changeSeats(lost.ctx, id, adults('A1', 'A2'));
  expect(await payCash(lost.ctx, id)).toMatchObject({ kind: 'sold' });
  const { made } = await startedAnew(server, host);
  expect(made).toEqual([]);
  await until(() => sold(server, id)?.status === 'confirmed');
  expect(sold(server, id)?.seats.map((seat) => seat.seatId)).toEqual(['A1', 'A2']);
  expect(sold(server, id)?.tickets.map(({ serial }) => serial)).toEqual(serialsOn(host));
}, 30_000);

test('[LEA10] a promise is made again as a promise, a second copy as a second copy', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const lost = await openDesk(server, host);
  await cut(lost);
  const id = await hold(lost.ctx, { showId: SHOW_ID, seats: adults('A1') });
  await sellPromised(lost.ctx, id);
  await reprint(lost.ctx, id);
  const { made } = await startedAnew(server, host);
  expect(made[0]?.tickets).toMatchObject([
    { revision: 1, printed: 'void' },
    { revision: 2, printed: 'unknown' },
  ]);
  await until(() => sold(server, id)?.status === 'confirmed');
  expect(sold(server, id)?.assurance).toBe('promised');
  expect(sold(server, id)?.tickets.at(-1)?.serial).toBe(serialsOn(host).at(-1));
}, 30_000);

test('[LEA10] nothing is made of an entry without the sale, nor of a sale whose money was never taken', async () => {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const lost = await openDesk(server, host);
  const id = await soldOffline(server, lost, 'A1');
  const older = new FakeHost();
  for (const entry of host.journal) {
    const { event } = entry;
    if (event.kind === 'paper') {
      const { sale, ...rest } = event;
      expect(sale).toBeDefined();
      older.journal.push({ ...entry, event: rest });
    } else older.journal.push(entry);
  }
  expect((await startedAnew(server, older)).made).toEqual([]);
  expect(older.journal.some(({ event }) => event.kind === 'payment')).toBe(true);
  const unpaid = new FakeHost();
  unpaid.journal.push(...host.journal.filter(({ event }) => event.kind === 'paper'));
  expect((await startedAnew(new FakeServer(), unpaid)).made).toEqual([]);
  expect(sold(server, id)).toBeUndefined();
}, 30_000);
