import { firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '#renderer/commands/context.ts';
import { hold } from '#renderer/commands/hold.ts';
import { payCash } from '#renderer/commands/pay-cash.ts';
import { sellPromised } from '#renderer/commands/sell-promised.ts';
import { FakeHost } from '#renderer/commands/testing/host.ts';
import { FakeServer } from '#renderer/replica/testing/fake-server.ts';
import { deviceId, order, SHOW_ID, seatId } from '#renderer/replica/testing/house.ts';
import { FakeLine } from '#renderer/replica/testing/line.ts';
import { openTill, type Till, until, untilOnline } from '#renderer/replica/testing/till.ts';
import { drills } from '#renderer/stores/drill.ts';
import { toConfirmed } from '#shared/domain/booking/steps.ts';
import { instant, Money, PaymentId } from '#shared/wire/scalars.ts';
import { Drill } from './drill.ts';
import { createPretence } from './pretence.ts';

let till: Till;
let server: FakeServer;
let host: FakeHost;
let drill: Drill;
let ctx: CommandContext;

beforeEach(async () => {
  server = new FakeServer();
  host = new FakeHost();
  const line = new FakeLine(server, 1);
  const pretence = createPretence({ send: line.fetch, monotonic: () => performance.now() });
  till = await openTill(server, 1, { fetch: pretence.fetch });
  ctx = { replica: till.replica, bridge: pretence.over(host.bridge), staff: null };
  drill = new Drill(pretence);
  await untilOnline(till);
  for (const [name, id] of PROGRAMME) await until(async () => (await till.replica.get(name, id)) !== null);
});
afterEach(async () => {
  drill.close();
  drills.reported(null);
  await till.replica.close();
});

const PROGRAMME = [
  ['seatmaps', SHOW_ID],
  ['cinemas', 'cinema-1'],
  ['tariffs', 'tariff-1'],
  ['screens', 'screen-1'],
  ['shows', SHOW_ID],
  ['movies', 'movie-1'],
] as const;

const adults = (...seats: string[]) =>
  seats.map((seat) => ({ seatId: seatId(seat), ticketType: 'adult' as const }));

async function entrusted(...ids: string[]): Promise<void> {
  server.entrust(1, till.replica.replicaId, 'allotment-1', ids.map(seatId));
  await until(async () => (await firstValueFrom(till.replica.ownSeats$(SHOW_ID))).leases.size === ids.length);
}

/** Till 2 sells a seat for cash meanwhile. */
function soldElsewhere(seat: string): void {
  const asked = order(2, 'rival', [seat]);
  const payment = {
    id: PaymentId.parse('rival.p1'),
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

const technical = () =>
  host.journal.flatMap(({ event }) => (event.kind === 'technical' ? [event.event] : []));

test('[DRL5] the report of a drill without the line counts what was entrusted, sold, disputed, and how long answers took', async () => {
  await entrusted('A1', 'A2', 'B6');
  await drill.begin(ctx, 'line', 60_000);
  expect((await firstValueFrom(till.replica.connection$)).kind).toBe('offline');
  await payCash(ctx, await hold(ctx, { showId: SHOW_ID, seats: adults('A1', 'A2') }));
  const promised = await hold(ctx, { showId: SHOW_ID, seats: adults('B1') });
  expect(await payCash(ctx, promised)).toMatchObject({ kind: 'no-answer' });
  expect(await sellPromised(ctx, promised)).toMatchObject({ kind: 'sold' });
  soldElsewhere('B1');
  await until(() => drills.get().run?.numbers?.sales === 2);
  expect(drills.get().run).toMatchObject({
    findings: [],
    numbers: { entrusted: 3, seats: 3, leased: 2, promised: 1, amount: 3_000, unprinted: 0 },
  });
  expect(server.bookings.size).toBe(1);
  await drill.end('person');
  const { report, run } = drills.get();
  expect(run).toBeNull();
  expect(report).toMatchObject({
    what: 'line',
    endedBy: 'person',
    accepted: 1,
    waiting: 0,
    returned: 0,
    findings: [],
  });
  expect(report?.conflicted).toHaveLength(1);
  expect(report?.reconcileMs).toBeLessThan(10_000);
  expect(technical()).toEqual(['drill-started', 'drill-ended', 'drill-answered']);
});

test('[DRL3] nothing of a drill is missing afterwards: every sale is at the server', async () => {
  await entrusted('A1', 'A2');
  await drill.begin(ctx, 'server', 60_000);
  for (const seat of ['A1', 'A2'])
    await payCash(ctx, await hold(ctx, { showId: SHOW_ID, seats: adults(seat) }));
  await drill.end('person');
  expect([...server.bookings.values()].map(({ booking }) => booking.status)).toEqual([
    'confirmed',
    'confirmed',
  ]);
  expect(drills.get().report).toMatchObject({ accepted: 2, conflicted: [], numbers: { sales: 2 } });
});

test('[DRL1] a drill whose time is over ends by itself and says so', async () => {
  await drill.begin(ctx, 'line', 300);
  await until(
    () => drills.get().report?.reconcileMs !== undefined && drills.get().report?.reconcileMs !== null,
  );
  expect(drills.get().report).toMatchObject({ endedBy: 'time', numbers: { sales: 0 } });
  expect((await firstValueFrom(till.replica.connection$)).kind).toBe('online');
});

test('[DRL2] a drill that cannot be journalled does not begin', async () => {
  host.disk = 'full';
  await expect(drill.begin(ctx, 'line', 60_000)).rejects.toThrow();
  expect(drills.get().run).toBeNull();
  expect((await firstValueFrom(till.replica.connection$)).kind).toBe('online');
});

test('[DRL4] money that a sale has lost is told while the drill runs', async () => {
  await entrusted('A1');
  await drill.begin(ctx, 'line', 60_000);
  const id = await hold(ctx, { showId: SHOW_ID, seats: adults('A1') });
  await payCash(ctx, id);
  await till.replica.updateBooking(id, (booking) => ({ ...booking, payments: [] }));
  await until(() => drills.get().run?.findings.some(({ kind }) => kind === 'payment-lost') === true);
});
