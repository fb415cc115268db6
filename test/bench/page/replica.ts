import type { Page } from '@playwright/test';
import { COLLECTION_NAMES } from '#shared/wire/collections.ts';
import { type Bench, insist, type Run } from '../bench.ts';
import { type Figure, median, type Outcome, timed, within } from '../figures.ts';
import { House } from '../world/house.ts';
import { pullRaw } from '../world/pull.ts';
import { onStage, type Stage } from './stage.ts';
import { rowOf, Till } from './till.ts';

const FULL = { screens: 10, seatsPerScreen: 300, shows: 200, largeScreenSeats: 0 };
const QUICK = { screens: 4, seatsPerScreen: 100, shows: 40, largeScreenSeats: 0 };
const SOLD_SHARE = 0.3;
const SHOWS_A_DAY_AND_SCREEN = 5;

type Measured = {
  readonly raw: number[];
  readonly usable: number[];
  readonly complete: number[];
  readonly restart: number[];
  readonly switched: number[];
};

/** What the first screen must show: today's shows, and the map of the first. */
type Expected = { readonly shows: number; readonly seats: number; readonly taken: number };

function expectedAt(house: House, number: number): Expected {
  const { shows, screens } = house.programme;
  const show = shows[number - 1];
  const seats = screens.find(({ id }) => id === show?.screenId)?.seats.length ?? 0;
  const taken = show === undefined ? 0 : (house.furnished.sold.get(show.id) ?? 0);
  return { shows: screens.length * SHOWS_A_DAY_AND_SCREEN, seats, taken };
}

const usable = (page: Page, { shows, seats, taken }: Expected): Promise<number> =>
  page.evaluate(([a, b, c]) => window.foyerProbes.untilUsable(a, b, c), [shows, seats, taken] as const);

/** Everything a kiosk replicates, pulled and thrown away: what network and server alone take. */
async function rawSync(house: House, token: string): Promise<number> {
  const startedMs = performance.now();
  await Promise.all(COLLECTION_NAMES.map((name) => pullRaw(house.url, token, name)));
  return performance.now() - startedMs;
}

async function syncRound(house: House, till: Till, restarts: number, into: Measured): Promise<void> {
  into.raw.push(await rawSync(house, till.token));
  const first = expectedAt(house, 1);
  const context = await till.profile();
  try {
    const page = await context.newPage();
    await page.goto(till.url, { waitUntil: 'commit' });
    const usableAt = await usable(page, first);
    const pulledAt = await page.evaluate(() => window.foyerProbes.untilPulled());
    into.usable.push(usableAt);
    into.complete.push(Math.max(usableAt, pulledAt));
    await page.close();
    for (let n = 0; n < restarts; n += 1) {
      const again = await context.newPage();
      await again.goto(till.url, { waitUntil: 'commit' });
      into.restart.push(await usable(again, first));
      await again.close();
    }
  } finally {
    await context.close();
  }
}

/** Shows are opened in the order of their numbers: neighbours never have the same seats taken. */
async function switchShows(house: House, till: Till, times: number): Promise<number[]> {
  const page = await till.window();
  const first = expectedAt(house, 1);
  await usable(page, first);
  const values: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const number = ((n + 1) % first.shows) + 1;
    const { seats, taken } = expectedAt(house, number);
    const row = rowOf(page, number);
    await row.scrollIntoViewIfNeeded();
    await page.evaluate(([a, b]) => window.foyerProbes.armSwitch(a, b), [seats, taken] as const);
    await row.click();
    values.push(await page.evaluate(() => window.foyerProbes.switched()));
  }
  await page.context().close();
  return values;
}

async function measure(stage: Stage): Promise<Outcome> {
  const { quick, say } = stage.run;
  const house = await House.open(stage.run, 'replica', quick ? QUICK : FULL, SOLD_SHARE);
  try {
    const till = await Till.open(stage, house, 'sync-till');
    const into: Measured = { raw: [], usable: [], complete: [], restart: [], switched: [] };
    const rounds = quick ? 1 : 5;
    for (let n = 1; n <= rounds; n += 1) {
      say(`first sync and restart, round ${n} of ${rounds}`);
      await syncRound(house, till, quick ? 1 : 3, into);
    }
    say('switching shows');
    into.switched.push(...(await switchShows(house, till, quick ? 6 : 100)));
    return report(house, into);
  } finally {
    await house.close();
  }
}

function report(house: House, into: Measured): Outcome {
  const { shows } = house.programme;
  const { bookings } = house.furnished;
  insist(into.usable.length > 0, 'no first sync was measured');
  const size = `${shows.length} shows, ${bookings} bookings`;
  const overRaw = median(into.usable.map((value, at) => value / (into.raw[at] ?? Number.NaN)));
  const ratio: Figure = {
    what: 'first sync to usable ÷ the bare pull beside it',
    unit: '×',
    n: into.usable.length,
    p50: overRaw,
  };
  return {
    figures: [
      timed(`bare pull of everything from Node, nothing stored (${size})`, into.raw),
      timed('first sync: start of the page to usable', into.usable, 'empty profile'),
      timed('first sync: start of the page to usable and the last document pulled', into.complete),
      ratio,
      timed('start of the page to usable, replica on disk', into.restart),
      timed('tap on another show to its map painted', into.switched),
    ],
    targets: [
      within('P6', 'first sync of 200 shows, 30 % sold, to usable, median', median(into.usable), 2_000),
      within('P6', 'start to usable with the replica on disk, median', median(into.restart), 1_500),
      within('P6', 'switch of show, median', median(into.switched), 50),
    ],
  };
}

export const replicaBench: Bench = {
  name: 'replica',
  about: 'first sync, start with the replica on disk, and switch of show, in Chromium',
  run: (run: Run) => onStage(run, measure),
};
