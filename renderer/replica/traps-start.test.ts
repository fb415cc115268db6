import 'fake-indexeddb/auto';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, expect, test, vi } from 'vitest';
import type { Booking } from '#shared/wire/booking.ts';
import { strictDexie } from './database.ts';
import { FakeServer } from './testing/fake-server.ts';
import { order, SHOW_ID, seatId } from './testing/house.ts';
import { openTill, type Till, until, untilBooking, untilOnline } from './testing/till.ts';

const open: Till[] = [];
afterEach(async () => {
  vi.unstubAllGlobals();
  await Promise.all(open.splice(0).map(({ replica }) => replica.close()));
});

async function till(...given: Parameters<typeof openTill>): Promise<Till> {
  const opened = await openTill(...given);
  open.push(opened);
  return opened;
}

test('[REP1] [T3] rows written together travel in several calls and in any order, and each is settled by itself', async () => {
  const server = new FakeServer();
  const one = await till(server, 1);
  await untilOnline(one);
  let calls = 0;
  one.line.delayMs = () => {
    calls += 1;
    return 100 - (calls % 5) * 25;
  };
  // More than one push carries, all for one seat: which of them wins is not for the order to say.
  const rivals = Array.from({ length: 45 }, (_, n) => order(1, `rival-${n}`, ['A1']));
  await Promise.all(rivals.map((booking) => one.replica.insertBooking(booking)));
  const settled = await Promise.all(
    rivals.map(({ id }) => untilBooking(one, id, ({ status }) => status !== 'requested')),
  );
  expect(one.line.asked.filter((path) => path === '/bookings/1/push').length).toBeGreaterThan(1);
  const winners = settled.filter(({ status }) => status === 'pending');
  expect(winners.map(({ id }) => id)).toEqual([server.seats.get(seatId('A1'))?.bookingId]);
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(44);
}, 30_000);

test('[REP2] [T10] opening and beginning an order wait for no replication, and without a line no ruling is made up', async () => {
  const disk = { databaseName: 't10', storage: getRxStorageDexie() };
  const server = new FakeServer();
  const before = await till(server, 1, disk);
  await until(async () => (await before.replica.get('shows', SHOW_ID)) !== null);
  open.splice(open.indexOf(before), 1);
  await before.replica.close();
  const noLine: typeof fetch = () => Promise.reject(new TypeError('no line'));
  const { replica } = await till(server, 1, { ...disk, fetch: noLine });
  expect(await replica.get('shows', SHOW_ID)).not.toBeNull();
  const asked = order(1, 'offline', ['A1']);
  await replica.insertBooking(asked);
  expect(await replica.get('bookings', asked.id)).toMatchObject({ status: 'requested', rev: 0 });
  expect(await replica.ruling(asked.id, 1, 300)).toBeNull();
});

test('[REP1] [T10] whether a push has won is said by the booking: a lost one is answered as plainly', async () => {
  const server = new FakeServer();
  server.push('bookings', 2, [{ newDocumentState: order(2, 'rival', ['A1']) }]);
  const one = await till(server, 1);
  await untilOnline(one);
  const ruled = async (booking: Booking) => {
    await one.replica.insertBooking(booking);
    return (await one.replica.ruling(booking.id, 1, 5_000))?.status;
  };
  expect(await ruled(order(1, 'lost', ['A1']))).toBe('rejected');
  expect(await ruled(order(1, 'won', ['A2']))).toBe('pending');
});

test('[I6] [T15] what a kiosk writes is on the disk before it is told so, and it asks for storage that is kept', async () => {
  const asked: true[] = [];
  const persist = (): Promise<boolean> => Promise.resolve(asked.push(true) > 0);
  vi.stubGlobal('navigator', { storage: { persist } });
  expect(await durabilityOf()).toBe('strict');
  expect(asked).toHaveLength(1);
});

/** How safely the storage of a kiosk commits, as it says it to IndexedDB. */
async function durabilityOf(): Promise<unknown> {
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction');
  try {
    const one = await till(new FakeServer(), 1, { databaseName: 'strict', storage: strictDexie() });
    const asked = order(1, 'kept', ['A1']);
    await one.replica.insertBooking(asked);
    await untilBooking(one, asked.id, ({ status }) => status === 'pending');
    const told = spy.mock.calls.flatMap(([, mode, options]) =>
      mode === 'readwrite' ? [options?.durability] : [],
    );
    expect(told.length).toBeGreaterThan(0);
    return told.find((durability) => durability !== 'strict') ?? 'strict';
  } finally {
    spy.mockRestore();
  }
}
