import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, expect, test } from 'vitest';
import type { Seatmap } from '#shared/wire/catalog.ts';
import { instant, SeatId } from '#shared/wire/scalars.ts';
import { Maps } from './maps.ts';
import { FakeServer } from './testing/fake-server.ts';
import { CINEMA_ID, NOW_MS, order, SHOW_ID, seatId } from './testing/house.ts';
import { openTill, type Till, until, untilOnline } from './testing/till.ts';

const open: Till[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ replica }) => replica.close()));
});

const SEAT = SeatId.parse('A1');
const mapAt = (rev: number): Seatmap => ({
  id: SHOW_ID,
  showId: SHOW_ID,
  cinemaId: CINEMA_ID,
  startsAt: instant(NOW_MS),
  seats: { [SEAT]: { status: 'held', rev } },
});

test('[REP17] what was heard of a map is not overwritten by what was on disk, and both are there to begin with', async () => {
  let found: (stored: readonly Seatmap[]) => void = () => {};
  const maps = new Maps(() => new Promise((resolve) => (found = resolve)));
  const seen: (number | undefined)[] = [];
  const watching = maps.all$.subscribe((all) => seen.push(all.get(SHOW_ID)?.seats[SEAT]?.rev));
  maps.hear([mapAt(2)]);
  expect(seen).toEqual([]);
  const other = { ...mapAt(1), id: SHOW_ID, showId: SHOW_ID };
  found([other]);
  await until(() => seen.length > 0);
  maps.hear([mapAt(3)]);
  expect(seen).toEqual([2, 3]);
  const late: (number | undefined)[] = [];
  const latecomer = maps.all$.subscribe((all) => late.push(all.get(SHOW_ID)?.seats[SEAT]?.rev));
  expect(late, 'a map that is here is there at once').toEqual([3]);
  maps.forget();
  expect(await maps.get(SHOW_ID)).toBeNull();
  latecomer.unsubscribe();
  watching.unsubscribe();
});

const revOf = async ({ replica }: Till): Promise<number> =>
  (await replica.get('seatmaps', SHOW_ID))?.seats[seatId('A1')]?.rev ?? 0;

test('[REP17] a changed map is pulled once and kept for a start without the line', async () => {
  const server = new FakeServer();
  const storage = getRxStorageMemory();
  const databaseName = 'maps-kept';
  const first = await openTill(server, 1, { storage, databaseName });
  open.push(first);
  await untilOnline(first);
  await until(async () => (await first.replica.get('seatmaps', SHOW_ID)) !== null);
  await pause();
  const pulls = (): number => first.line.asked.filter((path) => path === '/seatmaps/1/pull').length;
  const before = pulls();
  server.push('bookings', 2, [{ newDocumentState: order(2, 'booking-2', ['A1']) }]);
  await until(async () => (await revOf(first)) === 1);
  await pause();
  expect(pulls() - before, 'the write to the disk asks nobody').toBe(1);
  open.splice(0);
  await first.replica.close();

  const second = await openTill(server, 1, {
    storage,
    databaseName,
    fetch: () => Promise.reject(new Error()),
  });
  open.push(second);
  expect(await revOf(second)).toBe(1);
});

test('[REP17] what was heard and never written is pulled again', async () => {
  const server = new FakeServer();
  const storage = getRxStorageMemory();
  const databaseName = 'maps-lost';
  const first = await openTill(server, 1, { storage, databaseName });
  open.push(first);
  await untilOnline(first);
  await until(async () => (await first.replica.get('seatmaps', SHOW_ID)) !== null);
  await pause();
  server.push('bookings', 2, [{ newDocumentState: order(2, 'booking-2', ['A1']) }]);
  await until(async () => (await revOf(first)) === 1);
  open.splice(0);
  await first.replica.close();

  const second = await openTill(server, 1, { storage, databaseName });
  open.push(second);
  await until(async () => (await revOf(second)) === 1);
});

/** Longer than changed maps wait for each other. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 900));
