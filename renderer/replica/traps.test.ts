import 'fake-indexeddb/auto';
import { createRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { afterEach, expect, test } from 'vitest';
import { withCustomer, withSeats } from '#shared/domain/booking/steps.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { BookingId } from '#shared/wire/scalars.ts';
import { rxSchema } from './schema.ts';
import { FakeServer } from './testing/fake-server.ts';
import { deviceId, movie, order, SHOW_ID, seatId } from './testing/house.ts';
import { openTill, type Till, until, untilBooking, untilOnline } from './testing/till.ts';

const open: Till[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ replica }) => replica.close()));
});

async function till(...given: Parameters<typeof openTill>): Promise<Till> {
  const opened = await openTill(...given);
  open.push(opened);
  return opened;
}

const close = async (one: Till): Promise<void> => {
  open.splice(open.indexOf(one), 1);
  await one.replica.close();
};

const onDisk = (databaseName: string) => ({ databaseName, storage: getRxStorageDexie() });

/** Writes a booking into a closed till's database as RxDB would have at `lwt`. */
async function writeRaw(databaseName: string, booking: Booking, lwt: number): Promise<void> {
  const raw = await createRxDatabase({
    name: databaseName,
    storage: getRxStorageDexie(),
    multiInstance: false,
  });
  const { bookings } = await raw.addCollections({ bookings: { schema: rxSchema('bookings') } });
  const document = { ...booking, _deleted: false, _attachments: {}, _rev: '1-test', _meta: { lwt } };
  const written = await bookings?.storageInstance.originalStorageInstance.bulkWrite([{ document }], 'test');
  expect(written?.error).toEqual([]);
  await raw.close();
}

test('[REP6] [T1] nothing is dated before what was written under a clock that was hours ahead', async () => {
  const server = new FakeServer();
  const aheadMs = Date.now() + 5 * 3_600_000;
  const now = Date.now;
  const first = await till(server, 1, onDisk('t1'));
  await untilOnline(first);
  await close(first);
  await writeRaw('t1', order(1, 'from-the-future', ['A1']), aheadMs);
  const second = await till(server, 1, { ...onDisk('t1'), clock: Date });
  await until(() => server.bookings.has('from-the-future'));
  expect(Date.now()).toBeGreaterThanOrEqual(aheadMs);
  second.line.cutNow();
  const offline = order(1, 'offline', ['A2']);
  await second.replica.insertBooking(offline);
  await close(second);
  expect(Date.now).toBe(now);
  const third = await till(server, 1, onDisk('t1'));
  await untilBooking(third, offline.id, ({ status }) => status === 'pending');
});

test('[REP6] [T1] a booking that RxDB believes pushed but the server never answered is sent after all', async () => {
  const server = new FakeServer();
  const before = await till(server, 1, onDisk('t1b'));
  const sent = order(1, 'sent', ['A1']);
  await before.replica.insertBooking(sent);
  await untilBooking(before, sent.id, ({ status }) => status === 'pending');
  // RxDB writes down how far it has pushed a moment after the answer.
  await new Promise((resolve) => setTimeout(resolve, 200));
  await close(before);
  await writeRaw('t1b', order(1, 'forgotten', ['A2']), Date.now() - 3_600_000);
  const after = await till(server, 1, onDisk('t1b'));
  await untilBooking(after, order(1, 'forgotten', ['A2']).id, ({ status }) => status === 'pending');
});

test('[REP2] [T2] a push that fails again and again gets through as soon as the line lets it', async () => {
  const server = new FakeServer();
  const one = await till(server, 1);
  await untilOnline(one);
  one.line.fate = (path) => (path.endsWith('/push') ? 'request-lost' : 'passes');
  const booking = order(1, 'hangs', ['A1']);
  await one.replica.insertBooking(booking);
  await until(() => one.line.asked.filter((path) => path.endsWith('/push')).length >= 2);
  one.line.fate = () => 'passes';
  await untilBooking(one, booking.id, ({ status }) => status === 'pending');
});

test('[REP1] [T4] the edit after a ruling is pushed, for the answer holds what the server made of the first', async () => {
  const server = new FakeServer();
  const one = await till(server, 1);
  const booking = order(1, 'edited', ['A1']);
  await one.replica.insertBooking(booking);
  await untilBooking(one, booking.id, ({ status }) => status === 'pending');
  await one.replica.updateBooking(booking.id, (current) =>
    withCustomer(current, deviceId(1), { name: 'Grace' }),
  );
  await until(() => server.bookings.get(booking.id)?.booking.customer?.name === 'Grace');
});

test('[REP5] [T7] a document that breaks the schema is reported and waited before, never skipped', async () => {
  const server = new FakeServer();
  const one = await till(server, 1);
  await untilOnline(one);
  await until(async () => (await one.replica.get('movies', movie.id)) !== null);
  server.put('movies', Object.assign({ ...movie, id: 'movie-2' }, { runningMinutes: 'long' }));
  server.put('movies', { ...movie, id: 'movie-3' });
  const fault = await firstValueFrom(one.replica.fault$.pipe(filter((f) => f !== null)));
  expect(fault).toMatchObject({ kind: 'malformed', collection: 'movies', id: 'movie-2' });
  expect(await one.replica.get('movies', 'movie-3')).toBeNull();
  server.put('movies', { ...movie, id: 'movie-2' });
  await firstValueFrom(
    one.replica.fault$.pipe(
      filter((f) => f === null),
      timeout({ first: 5_000 }),
    ),
  );
  await until(async () => (await one.replica.get('movies', 'movie-3')) !== null);
  expect(await one.replica.get('movies', 'movie-2')).not.toBeNull();
});

test('[REP1] [T8] a booking pushed without an assumed state is settled by the server’s answer', async () => {
  const server = new FakeServer();
  server.push('bookings', 1, [{ newDocumentState: order(1, 'known', ['A1']) }]);
  const one = await till(server, 1);
  one.line.cut = true;
  await one.replica.insertBooking(
    withSeats(order(1, 'known', ['A1']), deviceId(1), [
      { seatId: seatId('A2'), rev: 0, ticketType: 'adult' },
    ]),
  );
  one.line.cut = false;
  const settled = await untilBooking(one, BookingId.parse('known'), ({ status }) => status === 'pending');
  await until(() => server.bookings.get('known')?.booking.rev === settled.rev || settled.rev < 2);
  await until(() => server.seats.get(seatId('A2'))?.bookingId === 'known');
  expect(server.seats.get(seatId('A1'))?.bookingId).toBeUndefined();
});

test('[REP1] [T11] a feed longer than a page arrives whole, gaps of unknown tombstones included', async () => {
  const server = new FakeServer();
  for (let n = 0; n < 450; n += 1) server.put('movies', { ...movie, id: `film-${n}` }, n >= 100 && n < 330);
  const one = await till(server, 1);
  await until(async () => (await one.replica.get('movies', 'film-449')) !== null);
  const movies = await firstValueFrom(one.replica.movies$.pipe(filter((all) => all.length === 221)));
  expect(movies.map(({ id }) => id)).toContain('film-99');
  server.put('movies', { ...movie, id: 'film-0' }, true);
  await until(async () => (await one.replica.get('movies', 'film-0')) === null);
});

test('[REP7] [I7] after a restore of the server everything this till wrote is pushed again', async () => {
  const server = new FakeServer();
  const one = await till(server, 1, onDisk('epochs'));
  const booking = order(1, 'survivor', ['A1']);
  await one.replica.insertBooking(booking);
  await untilBooking(one, booking.id, ({ status }) => status === 'pending');
  server.put('movies', { ...movie, id: 'forgotten-by-the-backup' });
  await until(async () => (await one.replica.get('movies', 'forgotten-by-the-backup')) !== null);
  server.restoreEmpty('epoch-2');
  server.put('movies', movie);
  await until(() => server.bookings.has(booking.id));
  await until(async () => (await one.replica.get('seatmaps', SHOW_ID))?.seats[seatId('A1')] !== undefined);
  expect(await one.replica.ruling(booking.id, 1, 2_000)).toMatchObject({ rev: 1, status: 'pending' });
  const next = order(1, 'later', ['A2']);
  await one.replica.insertBooking(next);
  await untilBooking(one, next.id, ({ status }) => status === 'pending');
});
