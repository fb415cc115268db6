import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filter, firstValueFrom, map, timeout } from 'rxjs';
import { afterEach, expect, test } from 'vitest';
import type { SeatId, ShowId } from '#shared/wire/scalars.ts';
import { freePort, startServer } from '../support/processes.ts';
import { seatsWrong, type Truth, tillWrong, truthOf } from './audit.ts';
import { furnishHouse } from './house.ts';
import { FaultyLine } from './proxy.ts';
import { ChaosTill } from './till.ts';

/** A busy replica has more requests under way than Node finds normal. */
setMaxListeners(100);

/** Three pushes full. */
const SALES = 60;
/** The line lets more and more through before it is cut again, until some of the sales have landed. */
const BYTES_FIRST = 6_000;
const BYTES_MORE = 9_000;
const CUTS_MAX = 24;
/** How often it is then cut in the middle of an answer, which is lost while what it says is true. */
const ANSWERS_LOST = 3;

const folder = mkdtempSync(join(tmpdir(), 'foyer-mid-sync-'));
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const back of undo.splice(0).reverse()) await back();
  rmSync(folder, { recursive: true, force: true });
});

async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  const endMs = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const isOffline = async ({ replica }: ChaosTill): Promise<boolean> =>
  (await firstValueFrom(replica.connection$)).kind === 'offline';

/** Seats this till may sell without the server, of whatever show, once it has so many. */
async function entrusted(
  { replica }: ChaosTill,
  count: number,
): Promise<{ showId: ShowId; seatId: SeatId }[]> {
  const shows = await firstValueFrom(
    replica.safeCounts$.pipe(
      filter((counts) => [...counts.values()].reduce((sum, one) => sum + one, 0) >= count),
      map((counts) => [...counts.keys()]),
      timeout({ first: 60_000 }),
    ),
  );
  const seats: { showId: ShowId; seatId: SeatId }[] = [];
  for (const showId of shows) {
    const { leases } = await firstValueFrom(replica.ownSeats$(showId));
    for (const seatId of leases.keys()) seats.push({ showId, seatId });
  }
  return seats.slice(0, count);
}

/** Sales of the till that the server has as they were made. */
const landed = ({ bookings }: Truth, { sold }: ChaosTill): number =>
  sold.filter(({ id }) => bookings.get(id)?.status === 'confirmed').length;

test('[I6] sales made without the line are all there once, though it falls again and again while they are sent', async () => {
  const db = join(folder, 'server.sqlite');
  const port = await freePort();
  const [code] = await furnishHouse(db, 1);
  const { program, url } = await startServer({ db, port, demo: false });
  undo.push(() => program.stop());
  const line = await FaultyLine.open(port);
  undo.push(() => line.close());
  const till = await ChaosTill.open(line.url, code ?? '', 'Counter 1');
  undo.push(() => till.close());

  const seats = await entrusted(till, SALES);
  line.become('cut');
  await until('the till is offline', () => isOffline(till));
  for (const { showId, seatId } of seats) await till.serve(showId, [seatId], () => 0.5);
  expect(till.sold.map(({ assurance }) => assurance)).toEqual(seats.map(() => 'leased'));

  const { token } = till.identity;
  let cuts = 0;
  /** Heals the line, cuts it in the middle of something, and says how many sales have landed by then. */
  const cut = async (direction: 'up' | 'down', bytes: number): Promise<number> => {
    cuts += 1;
    line.cutAfter(direction, bytes);
    await until(`cut ${cuts}`, () => line.fault === 'cut', 60_000);
    // The page goes too, in the middle of it: what it had stored is all it has then.
    if (cuts % 2 === 0) await till.restart();
    const truth = await truthOf(url, token);
    expect(seatsWrong(truth)).toEqual([]);
    return landed(truth, till);
  };
  let there = 0;
  for (let bytes = BYTES_FIRST; there === 0 && cuts < CUTS_MAX; bytes += BYTES_MORE)
    there = await cut('up', bytes);
  for (let n = 1; n <= ANSWERS_LOST && there < SALES; n += 1) there = await cut('down', n * 2_500);
  expect(there).toBeGreaterThan(0);
  expect(cuts).toBeGreaterThan(2);

  line.become('none');
  await till.quiet();
  await until('all has healed', async () => (await tillWrong(await truthOf(url, token), till)).length === 0);
  const truth = await truthOf(url, token);
  expect(seatsWrong(truth)).toEqual([]);
  expect(landed(truth, till)).toBe(SALES);
  // Nothing is doubled: no booking, no payment, no ticket; and the summary tells each sale once.
  const { bookings } = truth;
  expect(bookings.size).toBe(SALES);
  const counts = [...bookings.values()].map(({ payments, tickets }) => [payments.length, tickets.length]);
  expect(counts).toEqual(Array.from(bookings, () => [1, 1]));
  expect(till.journal.filter(({ event }) => event.kind === 'payment')).toHaveLength(SALES);
  await until('every sale is told as accepted', async () => {
    const told = await firstValueFrom(till.replica.offlineSales$);
    return told.length === SALES && told.every(({ outcome }) => outcome === 'accepted');
  });
}, 240_000);
