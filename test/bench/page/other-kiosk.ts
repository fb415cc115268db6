import type { Page } from '@playwright/test';
import { z } from 'zod';
import { type Bench, insist, type Run } from '../bench.ts';
import { type Figure, median, type Outcome, quantile, timed, within } from '../figures.ts';
import { Worker } from '../worker.ts';
import { CINEMA_ID, triplesOf } from '../world/catalogue.ts';
import { type CrowdBegin, type CrowdResult, CrowdResult as CrowdResultSchema } from '../world/crowd-jobs.ts';
import { type Entrusted, entrustedAtLast } from '../world/entrusted.ts';
import { House } from '../world/house.ts';
import { onStage, type Stage } from './stage.ts';
import { atFirstShow, giveBack, tappable, tapSeat } from './tap.ts';
import { Till } from './till.ts';

const SIZE = { screens: 4, seatsPerScreen: 300, shows: 20, largeScreenSeats: 0 };
const KIOSKS = 10;
const HOLDS_PER_SECOND = 20;
const REST_MS = 150;

/** One hold of kiosk A: both in epoch milliseconds of one browser's clock. */
type Seen = {
  /** From the tap at A to the frame of B that shows the seat as held. */
  readonly fromTap: number;
  /** From A painting its grant to B painting the hold; B may be first. */
  readonly fromGrant: number;
};

async function holdSeen(own: Page, other: Page, seatId: string): Promise<Seen> {
  await other.evaluate((id) => window.foyerProbes.armSeat(id, 'held'), seatId);
  const tap = await tapSeat(own, seatId);
  const seenAt = await other.evaluate(() => window.foyerProbes.seat());
  const originMs = await own.evaluate(() => performance.timeOrigin);
  await giveBack(own, seatId);
  await other.evaluate((id) => window.foyerProbes.untilState(id, ['available']), seatId);
  return { fromTap: seenAt - originMs - tap.tappedAt, fromGrant: seenAt - originMs - tap.grantedAt };
}

/** What the crowd does: seats of shows that neither page has open, and that no page is entrusted with. */
function crowdOf(house: House, tokens: string[], entrusted: Entrusted): CrowdBegin {
  const [first, ...others] = house.programme.shows;
  const claims = others.flatMap((show) => {
    const room = house.programme.screens.find(({ id }) => id === show.screenId);
    return room === undefined
      ? []
      : triplesOf(room)
          .filter((seats) => seats.every(({ id }) => entrusted.holder(show.id, id) === null))
          .slice(0, 20)
          .map((seats) => ({ showId: show.id, seatIds: seats.map(({ id }): string => id) }));
  });
  insist(first !== undefined && claims.length > 100, 'the crowd has too few seats');
  return {
    kind: 'begin',
    url: house.url,
    cinemaId: CINEMA_ID,
    tokens,
    isListening: true,
    perSecond: HOLDS_PER_SECOND,
    claims,
    // Nothing is given back before the block is over: all its writes are holds.
    heldMax: claims.length,
  };
}

type Block = { readonly isCrowded: boolean; readonly seen: Seen[]; readonly crowd: CrowdResult | null };

async function block(
  pages: { own: Page; other: Page },
  seats: readonly string[],
  crowd: { worker: Worker; job: CrowdBegin } | null,
): Promise<Block> {
  if (crowd !== null) await crowd.worker.ask(crowd.job, z.object({}));
  const seen: Seen[] = [];
  for (const seatId of seats) {
    seen.push(await holdSeen(pages.own, pages.other, seatId));
    // Not in step with anything of the server’s.
    await pages.own.waitForTimeout(REST_MS + Math.random() * REST_MS);
  }
  const result = crowd === null ? null : await crowd.worker.ask({ kind: 'end' }, CrowdResultSchema);
  return { isCrowded: crowd !== null, seen, crowd: result };
}

async function measure(stage: Stage): Promise<Outcome> {
  const { quick, say } = stage.run;
  const house = await House.open(stage.run, 'other', SIZE, 0);
  const worker = new Worker('test/bench/world/crowd.ts');
  try {
    const tills = [await Till.open(stage, house, 'till-a'), await Till.open(stage, house, 'till-b')] as const;
    const { page: own, show } = await atFirstShow(tills[0], house);
    const { page: other } = await atFirstShow(tills[1], house);
    const tokens: string[] = [];
    for (let n = 1; n <= KIOSKS; n += 1) tokens.push((await house.enrol(`Kiosk ${n}`)).token);
    say('waiting for the seats that are entrusted to the tills');
    const entrusted = await entrustedAtLast(house, tills[0].token);
    const seats = (await tappable(own, house, show)).filter((id) =>
      [null, tills[0].deviceId].includes(entrusted.holder(show.id, id)),
    );
    const crowd = { worker, job: crowdOf(house, tokens, entrusted) };
    const [each, blockCount] = quick ? [3, 2] : [25, 6];
    insist(seats.length >= each * blockCount, `only ${seats.length} seats can be tapped`);
    await block({ own, other }, seats.slice(0, 3), null);
    const blocks: Block[] = [];
    for (let n = 0; n < blockCount; n += 1) {
      const isCrowded = n % 2 === 1;
      say(
        `block ${n + 1}: ${isCrowded ? `${KIOSKS} kiosks, ${HOLDS_PER_SECOND} holds a second` : 'two tills alone'}`,
      );
      blocks.push(
        await block({ own, other }, seats.slice(n * each, (n + 1) * each), isCrowded ? crowd : null),
      );
    }
    return report(blocks);
  } finally {
    await worker.stop();
    await house.close();
  }
}

function report(blocks: readonly Block[]): Outcome {
  const of = (isCrowded: boolean, what: keyof Seen): number[] =>
    blocks.filter((one) => one.isCrowded === isCrowded).flatMap(({ seen }) => seen.map((one) => one[what]));
  const crowds = blocks.flatMap(({ crowd }) => (crowd === null ? [] : [crowd]));
  const crowded = of(true, 'fromTap');
  const alone = of(false, 'fromTap');
  const skipped = crowds.reduce((sum, one) => sum + one.skipped, 0);
  const overAlone: Figure = {
    what: 'with a crowd ÷ alone, medians',
    unit: '×',
    n: crowded.length,
    p50: median(crowded) / median(alone),
  };
  const crowd = `${KIOSKS} kiosks, ${HOLDS_PER_SECOND} holds/s`;
  return {
    figures: [
      timed('tap to the other till’s paint, two tills alone', alone),
      timed('own grant painted to the other till’s paint, two tills alone', of(false, 'fromGrant')),
      timed(`tap to the other till’s paint, ${crowd}`, crowded),
      timed(`own grant painted to the other till’s paint, ${crowd}`, of(true, 'fromGrant')),
      overAlone,
      timed(
        'a hold of the crowd, sent to answered',
        crowds.flatMap((one) => one.latenciesMs),
        `${skipped} skipped`,
      ),
    ],
    targets: [
      within('P5', `tap to the other till’s paint, ${crowd}, median`, median(crowded), 30),
      within('P5', `tap to the other till’s paint, ${crowd}, p99`, quantile(crowded, 0.99), 100),
    ],
  };
}

export const otherKioskBench: Bench = {
  name: 'other',
  about: 'one kiosk’s hold to another kiosk’s paint, alone and in a crowd, in Chromium',
  run: (run: Run) => onStage(run, measure),
};
