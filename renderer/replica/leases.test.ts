import fc from 'fast-check';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { firstValueFrom } from 'rxjs';
import { afterEach, expect, test } from 'vitest';
import { safeSeats, withLeases } from '#shared/domain/allotment/kiosk.ts';
import { toConfirmed } from '#shared/domain/booking/steps.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { instant, Money, PaymentId, ReplicaId, type SeatId } from '#shared/wire/scalars.ts';
import { databaseNameOf } from './database.ts';
import { FakeServer } from './testing/fake-server.ts';
import { ALL_SEATS, deviceId, NOW_MS, order, SHOW_ID, seatId } from './testing/house.ts';
import { openTill, type Till, until, untilOnline } from './testing/till.ts';

const open: Till[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ replica }) => replica.close()));
});

const storage = getRxStorageMemory();
let names = 0;

async function till(server: FakeServer, name?: string): Promise<Till> {
  names += 1;
  const opened = await openTill(server, 1, { databaseName: name ?? `leases-${names}`, storage });
  open.push(opened);
  return opened;
}

async function closed(one: Till): Promise<void> {
  open.splice(open.indexOf(one), 1);
  await one.replica.close();
}

const safe = async ({ replica }: Till): Promise<SeatId[]> => [
  ...safeSeats(await firstValueFrom(replica.ownSeats$(SHOW_ID)), null).keys(),
];
const seats = (...ids: string[]) => ids.map(seatId);
const entrusted = (server: FakeServer, { replica }: Till, ids: readonly SeatId[], id = 'allotment-1') =>
  server.entrust(1, replica.replicaId, id, ids);

/** Begins a sale on a leased seat as the commands do. */
function begin({ replica }: Till, id: string, ids: readonly string[]): Promise<Booking> {
  return replica.beginSale(SHOW_ID, async (own) => {
    const plain = order(1, id, ids);
    const booking = { ...plain, seats: withLeases(plain.seats, safeSeats(own, null)) };
    await replica.insertBooking(booking);
    return booking;
  });
}

test('[LEA1] a kiosk may sell what it is entrusted with, and not what another replica of it was', async () => {
  const server = new FakeServer();
  const one = await till(server);
  await untilOnline(one);
  entrusted(server, one, seats('A1', 'A2'));
  server.entrust(1, ReplicaId.parse('replica-lost'), 'allotment-2', seats('B1'));
  await until(async () => (await one.replica.formerAllotments()).length === 1);
  expect(await safe(one)).toEqual(['A1', 'A2']);
  expect(await firstValueFrom(one.replica.safeCounts$)).toEqual(new Map([[SHOW_ID, 2]]));
});

test('[LEA1] a recalled seat is given back, and stays given back whatever is pulled after it', async () => {
  const server = new FakeServer();
  const one = await till(server);
  await untilOnline(one);
  const allotment = entrusted(server, one, seats('A1', 'A2'));
  await until(async () => (await safe(one)).length === 2);
  server.recall(allotment, seats('A1'));
  await until(() => !server.allotted.has(seatId('A1')));
  expect(await safe(one)).toEqual(['A2']);
  server.put('allotments', allotment);
  await until(async () => (await one.replica.get('allotments', allotment.id))?.seatIds.length === 2);
  expect(await safe(one)).toEqual(['A2']);
});

test('[LEA1] a recall of seats whose grant is still on its way is honoured when the grant arrives', async () => {
  const server = new FakeServer();
  const one = await till(server);
  await untilOnline(one);
  one.line.fate = (path) => (path.startsWith('/allotments/1') ? 'request-lost' : 'passes');
  const allotment = entrusted(server, one, seats('A1', 'A2'));
  server.recall(allotment, seats('A2'));
  await until(() => server.releases.length > 0);
  one.line.fate = () => 'passes';
  await until(async () => (await safe(one)).length > 0);
  expect(await safe(one)).toEqual(['A1']);
});

test('[ALL15] what is asked back while a sale begins is answered in one request, sales that have begun kept', async () => {
  const server = new FakeServer();
  const one = await till(server);
  await untilOnline(one);
  const allotments = [
    entrusted(server, one, seats('A1', 'A2'), 'allotment-1'),
    entrusted(server, one, seats('B1', 'B2'), 'allotment-2'),
  ];
  await until(async () => (await safe(one)).length === 4);
  const began = begin(one, 'begun', ['A1']);
  for (const allotment of allotments) server.recall(allotment, allotment.seatIds);
  await began;
  await until(() => server.releases.length === 2);
  expect(one.line.asked.filter((path) => path === '/allotments/releases')).toHaveLength(1);
  expect(server.releases.map(({ release }) => [release.released, release.kept.length])).toEqual([
    [['A2'], 1],
    [['B1', 'B2'], 0],
  ]);
  expect(await safe(one)).toEqual([]);
});

test('[LEA1] a release that was not answered is told again, after a restart too, and nothing of it is sold', async () => {
  const server = new FakeServer();
  const one = await till(server, 'restarted');
  await untilOnline(one);
  const allotment = entrusted(server, one, seats('A1', 'A2'));
  await until(async () => (await safe(one)).length === 2);
  one.line.fate = (path) => (path === '/allotments/releases' ? 'request-lost' : 'passes');
  server.recall(allotment, seats('A1'));
  await until(async () => (await safe(one)).length === 1);
  expect(server.allotted.has(seatId('A1'))).toBe(true);
  await closed(one);
  const again = await till(server, 'restarted');
  expect(again.replica.replicaId).toBe(one.replica.replicaId);
  expect(await safe(again)).toEqual(['A2']);
  await until(() => !server.allotted.has(seatId('A1')));
});

test('[LEA1] what was given back stays so after the server was restored from before it', async () => {
  const server = new FakeServer();
  const one = await till(server);
  await untilOnline(one);
  const allotment = entrusted(server, one, seats('A1', 'A2'));
  await until(async () => (await safe(one)).length === 2);
  server.recall(allotment, seats('A1'));
  await until(() => !server.allotted.has(seatId('A1')));
  server.restoreEmpty('epoch-2');
  entrusted(server, one, seats('A1', 'A2'));
  await until(async () => (await safe(one)).length === 1, 30_000);
  expect(await safe(one)).toEqual(['A2']);
  one.line.cutNow();
  one.line.cut = false;
  await until(() => !server.allotted.has(seatId('A1')), 30_000);
}, 60_000);

test('[LEA2] a begun sale keeps its seats against a recall, and the server is told so', async () => {
  const server = new FakeServer();
  const one = await till(server);
  await untilOnline(one);
  const allotment = entrusted(server, one, seats('A1', 'A2', 'A3'));
  await until(async () => (await safe(one)).length === 3);
  const begun = begin(one, 'begun', ['A1']);
  server.recall(allotment, seats('A1', 'A2'));
  const { id } = await begun;
  await until(() => server.releases.length === 1);
  expect(server.releases[0]?.release).toMatchObject({
    released: ['A2'],
    kept: [{ seatId: 'A1', bookingId: id }],
  });
  expect(await safe(one)).toEqual(['A3']);
});

test('[LEA2] [I5] of a recall and a sale that meet, exactly one gets the seat', async () => {
  const step = fc.record({
    seat: fc.constantFrom(...ALL_SEATS),
    kind: fc.constantFrom('sale' as const, 'recall' as const, 'cut' as const, 'mend' as const),
    pauseMs: fc.constantFrom(0, 0, 1, 5),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const server = new FakeServer();
      const one = await till(server);
      await untilOnline(one);
      const allotment = entrusted(server, one, ALL_SEATS);
      await until(async () => (await safe(one)).length === ALL_SEATS.length);
      const sales: Promise<Booking>[] = [];
      for (const [n, { kind, seat, pauseMs }] of steps.entries()) {
        if (kind === 'cut') one.line.cutNow();
        if (kind === 'mend') one.line.cut = false;
        if (kind === 'recall') server.recall(allotment, [seat]);
        if (kind === 'sale') sales.push(sold(one, `sale-${n}`, seat));
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      const leased = (await Promise.all(sales)).filter((sale) => sale.assurance === 'leased');
      // Whoever was faster with what the kiosk gave back.
      for (const [n, seat] of ALL_SEATS.entries()) {
        if (server.allotted.has(seat) || server.seats.get(seat)?.status === 'booked') continue;
        server.push('bookings', 2, [{ newDocumentState: order(2, `rival-${n}`, [seat]) }]);
      }
      one.line.cut = false;
      for (const { id } of leased)
        await until(() => server.bookings.get(id)?.booking.status === 'confirmed', 15_000);
      await closed(one);
    }),
    { numRuns: 12 },
  );
}, 120_000);

/** Sells one seat to the end: as leased where it may, else only asking for it. */
function sold({ replica }: Till, id: string, seat: SeatId): Promise<Booking> {
  return replica.beginSale(SHOW_ID, async (own) => {
    const lease = safeSeats(own, null).get(seat);
    const asked = order(1, id, [seat]);
    if (lease === undefined) return asked;
    const booking = toConfirmed(
      { ...asked, seats: asked.seats.map((one) => ({ ...one, lease })) },
      deviceId(1),
      {
        assurance: 'leased',
        payments: [
          {
            id: PaymentId.parse(`${id}.p1`),
            tender: 'cash',
            amount: Money.parse(asked.price?.total ?? 0),
            status: 'success',
            deviceId: deviceId(1),
            at: instant(NOW_MS),
          },
        ],
      },
    );
    await replica.insertBooking(booking);
    return booking;
  });
}

test('[LEA8] what became of a sale made without the server is told until somebody has read it', async () => {
  const server = new FakeServer();
  const name = databaseNameOf(deviceId(1));
  const one = await till(server, name);
  await untilOnline(one);
  entrusted(server, one, seats('A1'));
  await until(async () => (await safe(one)).length === 1);
  one.line.cutNow();
  const { id } = await sold(one, 'alone', seatId('A1'));
  await one.replica.noteOfflineSale(id);
  expect(await firstValueFrom(one.replica.offlineSales$)).toEqual([{ bookingId: id, outcome: 'open' }]);
  await one.replica.acknowledgeOfflineSales();
  one.line.cut = false;
  await until(async () => (await firstValueFrom(one.replica.offlineSales$))[0]?.outcome === 'accepted');
  await closed(one);
  const again = await till(server, name);
  expect(await firstValueFrom(again.replica.offlineSales$)).toEqual([{ bookingId: id, outcome: 'accepted' }]);
  await again.replica.acknowledgeOfflineSales();
  expect(await firstValueFrom(again.replica.offlineSales$)).toEqual([]);
});
