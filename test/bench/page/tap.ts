import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Show } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import type { Bench, Run } from '../bench.ts';
import { type Figure, median, type Outcome, quantile, timed, within } from '../figures.ts';
import { CINEMA_ID, triplesOf } from '../world/catalogue.ts';
import { entrustedAtLast } from '../world/entrusted.ts';
import { House } from '../world/house.ts';
import { mainThread } from './main-thread.ts';
import type { Tap } from './probes.ts';
import { onStage, type Stage } from './stage.ts';
import { Till } from './till.ts';

const SIZE = { screens: 2, seatsPerScreen: 300, shows: 10, largeScreenSeats: 0 };
const SOLD_SHARE = 0.3;
/** Lets what the last tap set off come to rest: a clerk is no machine. */
const REST_MS = 250;

/** Seats anybody may buy that are free on the open map, in the order of the room. */
export async function tappable(page: Page, house: House, show: Show): Promise<SeatId[]> {
  const free = new Set<string>(await page.evaluate(() => window.foyerProbes.freeSeats()));
  const room = house.programme.screens.find(({ id }) => id === show.screenId);
  if (room === undefined) throw new Error(`${show.id} plays nowhere`);
  return triplesOf(room)
    .flat()
    .map(({ id }) => id)
    .filter((id) => free.has(id));
}

/** The window of a till with its first show open and drawn. */
export async function atFirstShow(till: Till, house: House): Promise<{ page: Page; show: Show }> {
  const page = await till.window();
  const [show] = house.programme.shows;
  if (show === undefined) throw new Error('nothing is on');
  const seats = house.programme.screens.find(({ id }) => id === show.screenId)?.seats.length ?? 0;
  const taken = house.furnished.sold.get(show.id) ?? 0;
  await page.evaluate(([a, b]) => window.foyerProbes.untilMap(a, b), [seats, taken] as const);
  return { page, show };
}

async function pressSeat(page: Page, seatId: string): Promise<void> {
  const box = await page.locator(`[data-seat="${seatId}"]`).boundingBox();
  if (box === null) throw new Error(`seat ${seatId} is not on the page`);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** Taps a free seat and answers when what was painted. */
export async function tapSeat(page: Page, seatId: string): Promise<Tap> {
  await page.evaluate((id) => window.foyerProbes.armTap(id), seatId);
  await pressSeat(page, seatId);
  return page.evaluate(() => window.foyerProbes.tap());
}

/** Taps a seat of the order again: it is given back. */
export async function giveBack(page: Page, seatId: string): Promise<void> {
  await pressSeat(page, seatId);
  await page.evaluate((id) => window.foyerProbes.untilState(id, ['available']), seatId);
}

type Measured = {
  readonly taps: Tap[];
  readonly empty: number[];
  readonly bare: number[];
  /** The main thread's processor time from before the tap to after the paint of the grant, milliseconds. */
  readonly busy: number[];
};

/** The same hold pushed by hand, of a show that no page looks at. */
function bareHold(show: Show, seatId: string): string {
  const seats = [{ seatId, rev: 0, ticketType: 'adult' }];
  const booking = {
    id: randomUUID(),
    showId: show.id,
    cinemaId: CINEMA_ID,
    status: 'requested',
    rev: 0,
    seats,
  };
  return JSON.stringify([{ newDocumentState: booking }]);
}

async function measure(stage: Stage): Promise<Outcome> {
  const { quick, say } = stage.run;
  const house = await House.open(stage.run, 'tap', SIZE, SOLD_SHARE);
  try {
    const till = await Till.open(stage, house, 'tap-till');
    const other = await house.enrol('Bare client');
    const { page, show } = await atFirstShow(till, house);
    const [wideOpen] = house.programme.shows.slice(-1);
    const bareSeats = wideOpen === undefined ? [] : await freeOf(house, wideOpen, till);
    const seats = await tappable(page, house, show);
    const spent = await mainThread(page);
    const measured: Measured = { taps: [], empty: [], bare: [], busy: [] };
    const times = Math.min(quick ? 3 : 60, seats.length, bareSeats.length);
    // The first ones warm up page and server.
    for (let n = -3; n < times; n += 1) {
      if (n % 20 === 0) say(`tap ${n} of ${times}`);
      const seatId = seats.at(n) ?? '';
      const body = wideOpen === undefined ? '' : bareHold(wideOpen, bareSeats.at(n) ?? '');
      const bare = await page.evaluate(
        ([url, token, text]) => window.foyerProbes.bareRequest(url, token, text),
        [`${house.url}/bookings/1/push`, other.token, body] as const,
      );
      await page.waitForTimeout(REST_MS);
      const empty = await page.evaluate(() => window.foyerProbes.emptyFrame());
      const before = await spent();
      const tap = await tapSeat(page, seatId);
      const after = await spent();
      await giveBack(page, seatId);
      await page.waitForTimeout(REST_MS);
      if (n < 0) continue;
      measured.bare.push(bare);
      measured.empty.push(empty);
      measured.taps.push(tap);
      measured.busy.push(after.taskMs - before.taskMs);
    }
    return report(measured);
  } finally {
    await house.close();
  }
}

/** Free seats of a show that nobody is entrusted with: a bare hold of one must not wait for the till's page. */
async function freeOf(house: House, show: Show, till: Till): Promise<string[]> {
  const room = house.programme.screens.find(({ id }) => id === show.screenId);
  if (room === undefined) return [];
  const { token } = await house.enrol('Looker');
  const taken = await house.takenSeats(token, show.id);
  const entrusted = await entrustedAtLast(house, till.token);
  return triplesOf(room)
    .flat()
    .map(({ id }) => id)
    .filter((id) => !taken.has(id) && entrusted.holder(show.id, id) === null);
}

function report({ taps, empty, bare, busy }: Measured): Outcome {
  const asked = taps.map((tap) => tap.askedAt - tap.tappedAt);
  const granted = taps.map((tap) => tap.grantedAt - tap.tappedAt);
  const nextFrames = taps.filter(({ isNextFrame }) => isNextFrame).length;
  const overBare: Figure = {
    what: 'granted ÷ the same hold by bare fetch beside it',
    unit: '×',
    n: taps.length,
    p50: median(granted.map((value, at) => value / (bare[at] ?? Number.NaN))),
  };
  return {
    figures: [
      timed('an idle page’s next frame', empty),
      timed('the same hold by bare fetch, to the frame after its answer', bare),
      timed('tap to own seat painted as asked for', asked),
      timed('tap to own seat painted as granted', granted),
      overBare,
      timed('main thread per tap and grant, processor time', busy),
    ],
    targets: [
      {
        id: 'P4',
        what: 'own seat asked for is in the next frame',
        to: 'all taps',
        ratio: nextFrames / taps.length,
        limit: 1,
        sense: 'at-least',
      },
      within('P4', 'tap to granted, median', median(granted), 25),
      within('P4', 'tap to granted, p99', quantile(granted, 0.99), 80),
    ],
  };
}

export const tapBench: Bench = {
  name: 'tap',
  about: 'tap on a seat to own seat painted, as asked for and as granted, in Chromium',
  run: (run: Run) => onStage(run, measure),
};
