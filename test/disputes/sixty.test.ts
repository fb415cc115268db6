import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { filter, firstValueFrom } from 'rxjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandContext } from '#renderer/commands/context.ts';
import { acceptReseat, proposeReseat } from '#renderer/commands/reseat.ts';
import { proposalFor } from '#renderer/pages/counter/disputes/dispute.ts';
import { newBooking, toConfirmed } from '#shared/domain/booking/steps.ts';
import { priceOf } from '#shared/domain/pricing/price.ts';
import { versionInForce } from '#shared/domain/pricing/version.ts';
import type { Booking, BookingSeat } from '#shared/wire/booking.ts';
import type { Screen } from '#shared/wire/catalog.ts';
import { COLLECTIONS } from '#shared/wire/collections.ts';
import { EnrolAnswer, REPLICA_HEADER } from '#shared/wire/messages.ts';
import { BookingId, instant, PaymentId, type SeatId } from '#shared/wire/scalars.ts';
import { openEngine } from '#sync-server/open-engine.ts';
import { programmeOf } from '../bench/world/catalogue.ts';
import { ChaosTill } from '../chaos/till.ts';
import { freePort, startServer } from '../support/processes.ts';

const DISPUTED = 60;
const SIZE = { screens: 1, seatsPerScreen: 400, shows: 1, largeScreenSeats: 0 };
const PUSH_ROWS = 20;
/** As many as the page tries by itself. */
const TRIES_MAX = 5;

const folder = mkdtempSync(join(tmpdir(), 'foyer-sixty-'));
const programme = programmeOf(SIZE, Date.now());
let stop: () => Promise<void> = async () => {};
let seller: ChaosTill;
let rival: Pushing;

beforeAll(async () => {
  const db = join(folder, 'server.sqlite');
  const engine = await openEngine({ file: db, log: pino({ level: 'silent' }) });
  const { cinema, tariff, movies, screens, shows } = programme;
  await engine.put(cinema.id, 'cinemas', [cinema]);
  await engine.put(cinema.id, 'tariffs', [tariff]);
  await engine.put(cinema.id, 'movies', movies);
  await engine.put(cinema.id, 'screens', screens);
  await engine.put(cinema.id, 'shows', shows);
  const [first = '', second = ''] = await engine.registry.createCodes(cinema.id, 'counter', 2);
  await engine.close();
  const { url, program } = await startServer({ db, port: await freePort(), demo: false });
  seller = await ChaosTill.open(url, first, 'Counter 1');
  rival = await enrol(url, second);
  stop = async () => {
    await seller.close();
    await program.stop();
  };
});
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

test(`[DSK5] ${DISPUTED} disputed sales of one show are reseated one after another, every party together`, async () => {
  const [screen] = programme.screens;
  const [show] = programme.shows;
  if (screen === undefined || show === undefined) throw new Error('a programme has a show');
  const pairs = pairsOf(screen.seats.filter(({ type }) => type === 'regular'));
  expect(
    await push(
      rival,
      pairs.map((pair, n) => sale(rival, `rival-${n}`, pair)),
    ),
  ).toEqual(Array(DISPUTED).fill('confirmed'));
  expect(
    await push(
      pushing(seller),
      pairs.map((pair, n) => sale(pushing(seller), `sale-${n}`, pair)),
    ),
  ).toEqual(Array(DISPUTED).fill('conflicted'));
  const ctx: CommandContext = seller.ctx;
  const disputes$ = ctx.replica.bookings$({ statuses: ['conflicted'], limit: 200 });
  await expect.poll(async () => (await firstValueFrom(disputes$)).length, { timeout: 20_000 }).toBe(DISPUTED);
  const fromMs = performance.now();
  const splits: string[] = [];
  for (const { id } of await firstValueFrom(disputes$)) {
    const seats = await holdReplacement(ctx, id, screen);
    // As the page does, which shows what the replica has.
    const held$ = ctx.replica.booking$(id).pipe(filter((now) => now?.swap?.status === 'held'));
    await firstValueFrom(held$);
    const seated = await acceptReseat(ctx, id);
    expect(seated).toMatchObject({ kind: 'reseated', print: { result: 'printed' } });
    const places = seats.map(({ seatId }) => screen.seats.find((seat) => seat.id === seatId));
    if (new Set(places.map((seat) => seat?.row)).size > 1) splits.push(id);
  }
  const tookMs = Math.round(performance.now() - fromMs);
  console.log(`${DISPUTED} disputed sales were reseated in ${tookMs} ms`);
  expect(splits).toEqual([]);
  expect(await firstValueFrom(disputes$)).toEqual([]);
  await expect.poll(async () => bookedOnce(show.id), { timeout: 20_000 }).toBe(DISPUTED * 4);
}, 180_000);

/** Holds other seats for a disputed sale, without those the server keeps for a till that is silent; says which. */
async function holdReplacement(
  ctx: CommandContext,
  id: BookingId,
  screen: Screen,
): Promise<readonly BookingSeat[]> {
  const refused = new Set<SeatId>();
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const booking = await ctx.replica.get('bookings', id);
    if (booking === null) throw new Error('the sale is gone');
    const seatmap = await ctx.replica.get('seatmaps', booking.showId);
    const proposal = proposalFor(booking, screen, seatmap, refused);
    if (proposal === null) throw new Error('no room');
    const { kind } = await proposeReseat(ctx, id, proposal.seats);
    if (kind === 'held') return proposal.seats;
    expect(kind).toBe('refused');
    for (const { seatId } of proposal.seats) refused.add(seatId);
  }
  throw new Error(`not held in ${TRIES_MAX} tries`);
}

/** How many seats are booked, and that no booking misses one of its own. */
async function bookedOnce(showId: string): Promise<number> {
  const seatmap = await seller.replica.get('seatmaps', showId);
  const booked = Object.entries(seatmap?.seats ?? {}).filter(([, { status }]) => status === 'booked');
  for (const [seatId, { bookingId }] of booked) {
    const booking = await seller.replica.get('bookings', bookingId ?? '');
    expect(booking?.seats.map((seat) => seat.seatId)).toContain(seatId);
  }
  return booked.length;
}

/** What a till needs to report sales. RxDB opens no second replica in one process. */
type Pushing = {
  readonly serverUrl: string;
  readonly token: string;
  readonly deviceId: Booking['deviceId'];
  readonly replicaId: string;
};

const pushing = ({ identity, replica }: ChaosTill): Pushing => ({
  ...identity,
  replicaId: replica.replicaId,
});

async function enrol(serverUrl: string, code: string): Promise<Pushing> {
  const answer = await fetch(`${serverUrl}/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name: 'Counter 2' }),
  });
  return { ...EnrolAnswer.parse(await answer.json()), serverUrl, replicaId: 'replica-of-the-rival' };
}

type Pair = readonly [Place, Place];
type Place = (typeof programme.screens)[number]['seats'][number];

/** Seats side by side, front rows first: what is lost leaves room behind it. */
function pairsOf(seats: readonly Place[]): readonly Pair[] {
  const pairs: Pair[] = [];
  const used = new Set<string>();
  for (const seat of seats) {
    const next = seats.find(({ row, column }) => row === seat.row && column === seat.column + 1);
    if (next === undefined || used.has(seat.id) || used.has(next.id)) continue;
    used.add(seat.id).add(next.id);
    pairs.push([seat, next]);
    if (pairs.length === DISPUTED) return pairs;
  }
  throw new Error('the screen is too small');
}

/** A promised sale of two, made without the line. */
function sale({ deviceId }: Pushing, name: string, pair: Pair): Booking {
  const { cinema, tariff, movies, screens, shows } = programme;
  const [show] = shows;
  const movie = movies.find(({ id }) => id === show?.movieId);
  const [screen] = screens;
  const version = versionInForce(tariff, Date.now());
  if (show === undefined || movie === undefined || screen === undefined)
    throw new Error('a programme is whole');
  const seats = pair.map(({ id }) => ({ seatId: id, rev: 0, ticketType: 'adult' as const }));
  const price = priceOf({
    show,
    movie,
    screen,
    tariff,
    version,
    zone: cinema.zone,
    channel: 'counter',
    seats,
  });
  const asked = newBooking({
    id: BookingId.parse(name),
    showId: show.id,
    cinemaId: cinema.id,
    deviceId,
    prefix: 'A',
    channel: 'counter',
    seats,
    priced: { price, tariffVersion: version.version },
    nowMs: Date.now(),
  });
  const payment = {
    id: PaymentId.parse(`pay-${name}`),
    tender: 'cash' as const,
    amount: price.total,
    status: 'success' as const,
    deviceId,
    at: instant(Date.now()),
  };
  return toConfirmed(asked, deviceId, { payments: [payment], assurance: 'promised' });
}

/** What the server made of sales that a till reports, in their order. */
async function push(till: Pushing, sales: readonly Booking[]): Promise<string[]> {
  const { serverUrl, token, replicaId } = till;
  const statuses: string[] = [];
  for (let from = 0; from < sales.length; from += PUSH_ROWS) {
    const rows = sales
      .slice(from, from + PUSH_ROWS)
      .map((booking) => ({ newDocumentState: { ...booking, _deleted: false } }));
    const response = await fetch(`${serverUrl}/bookings/${COLLECTIONS.bookings.version}/push`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        [REPLICA_HEADER]: replicaId,
      },
      body: JSON.stringify(rows),
    });
    const answer: readonly { status: string }[] = await response.json();
    statuses.push(...answer.map(({ status }) => status));
  }
  return statuses;
}
