import 'fake-indexeddb/auto';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { firstValueFrom } from 'rxjs';
import { afterEach, expect, test } from 'vitest';
import { toCancelled } from '#shared/domain/booking/steps.ts';
import { databaseNameOf, openDatabase, type Storage } from './database.ts';
import { openReplica } from './open.ts';
import { GENERATION_MS_MAX } from './prune.ts';
import { FakeServer } from './testing/fake-server.ts';
import { deviceId, identityOf, order, SHOW_ID, seatId } from './testing/house.ts';
import { FakeLine } from './testing/line.ts';
import { type Till, until, untilBooking, untilOnline } from './testing/till.ts';

const memory = getRxStorageMemory();
let names = 0;
let till: Till | null = null;

/** A till on one disk: started anew as often as wanted, so much later by its clock. */
function disk(server: FakeServer, storage: Storage) {
  names += 1;
  const databaseName = `${databaseNameOf(deviceId(1))}-${names}`;
  let aheadMs = 0;
  return {
    databaseName,
    later: (ms: number) => {
      aheadMs += ms;
    },
    start: async (prepare: (line: FakeLine) => void = () => {}): Promise<Till> => {
      await till?.replica.close();
      const line = new FakeLine(server, 1);
      prepare(line);
      const replica = await openReplica({
        identity: identityOf(1),
        databaseName,
        storage,
        locks: null,
        fetch: line.fetch,
        clock: { now: () => Date.now() + aheadMs },
      });
      till = { replica, line };
      return till;
    },
  };
}

afterEach(async () => {
  await till?.replica.close();
  till = null;
});

const has = async ({ replica }: Till, id: string) => (await replica.get('bookings', id)) !== null;

/** A till with a booking that has left the feed since, and one that has not. */
async function withPast(server: FakeServer, storage: Storage = memory) {
  const at = disk(server, storage);
  const one = await at.start();
  await untilOnline(one);
  for (const [id, seat] of [
    ['past', 'A1'],
    ['present', 'A2'],
  ] as const) {
    const { id: bookingId } = order(1, id, [seat]);
    await one.replica.insertBooking(order(1, id, [seat]));
    await untilBooking(one, bookingId, ({ status }) => status === 'pending');
    await one.replica.updateBooking(bookingId, (booking) => toCancelled(booking, deviceId(1)));
    await until(() => server.bookings.get(id)?.booking.status === 'cancelled');
  }
  const { replicaId } = one.replica;
  const allotment = server.entrust(1, replicaId, 'allotment-1', [seatId('B1'), seatId('B2')]);
  await until(async () => (await firstValueFrom(one.replica.ownSeats$(SHOW_ID))).leases.size === 2);
  server.recall(allotment, [seatId('B1')]);
  await until(() => server.releases.length === 1);
  server.leaveFeed('bookings', 'past');
  return { at, replicaId };
}

test.each([
  ['in memory', memory],
  ['in IndexedDB', getRxStorageDexie()],
] as const)(
  '[REP14] a start after some days leaves behind what nobody needs, and keeps who the replica is and what it gave back, %s',
  async (_where, storage) => {
    const server = new FakeServer();
    const { at, replicaId } = await withPast(server, storage);
    expect(await has(await at.start(), 'past')).toBe(true);
    at.later(GENERATION_MS_MAX);
    const after = await at.start();
    expect([await has(after, 'past'), await has(after, 'present')]).toEqual([false, true]);
    expect(after.replica.replicaId).toBe(replicaId);
    expect((await firstValueFrom(after.replica.ownSeats$(SHOW_ID))).leases.size).toBe(1);
    expect(await after.replica.get('shows', SHOW_ID)).not.toBeNull();
    await after.replica.insertBooking(order(1, 'next', ['A1']));
    await until(() => server.bookings.get('next')?.booking.status === 'pending');
    // Nothing is left of the documents before; the next start goes on with these.
    const again = await at.start();
    expect([await has(again, 'past'), await has(again, 'next')]).toEqual([false, true]);
    await again.replica.close();
    till = null;
    const old = await openDatabase(at.databaseName, storage, deviceId(1), () => false);
    expect(await old.collections.bookings.count().exec()).toBe(0);
    await old.close();
  },
);

test('[REP14] without the server a start prunes nothing and does not wait for it', async () => {
  const server = new FakeServer();
  const { at } = await withPast(server);
  at.later(GENERATION_MS_MAX);
  const fromMs = performance.now();
  const after = await at.start((line) => {
    line.cut = true;
  });
  expect(performance.now() - fromMs).toBeLessThan(1_500);
  expect(await has(after, 'past')).toBe(true);
});

test('[REP14] while something is unanswered nothing is left behind', async () => {
  const server = new FakeServer();
  const { at } = await withPast(server);
  const cut = await at.start((line) => {
    line.cut = true;
  });
  await cut.replica.insertBooking(order(1, 'unsent', ['A3']));
  at.later(GENERATION_MS_MAX);
  const after = await at.start((line) => {
    line.fate = (path) => (path === '/bookings/1/push' ? 'request-lost' : 'passes');
  });
  expect([await has(after, 'past'), await has(after, 'unsent')]).toEqual([true, true]);
  after.line.fate = () => 'passes';
  await until(() => server.bookings.get('unsent')?.booking.status === 'pending');
}, 30_000);

test('[REP14] a line that falls while the new generation fills leaves everything as it was', async () => {
  const server = new FakeServer();
  const { at, replicaId } = await withPast(server);
  at.later(GENERATION_MS_MAX);
  let pulls = 0;
  const after = await at.start((line) => {
    line.fate = (path) => {
      if (path === '/bookings/1/pull') pulls += 1;
      return pulls > 1 ? 'request-lost' : 'passes';
    };
  });
  expect([await has(after, 'past'), await has(after, 'present')]).toEqual([true, true]);
  expect(after.replica.replicaId).toBe(replicaId);
  expect(await has(await at.start(), 'past')).toBe(false);
}, 30_000);

test('[REP14] documents that were lost while the rest was not belong to another replica from then on', async () => {
  const server = new FakeServer();
  const { at, replicaId } = await withPast(server);
  await till?.replica.close();
  till = null;
  const lost = await openDatabase(at.databaseName, memory, deviceId(1), () => false);
  await lost.remove();
  const after = await at.start();
  await untilOnline(after);
  expect(after.replica.replicaId).not.toBe(replicaId);
  expect((await firstValueFrom(after.replica.ownSeats$(SHOW_ID))).leases.size).toBe(0);
});
