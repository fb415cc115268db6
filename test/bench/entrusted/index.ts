import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Run } from '../bench.ts';
import { type Figure, median, type Outcome, timed } from '../figures.ts';
import { claimsOf } from '../holds/claims.ts';
import { type Claim, LoadResult } from '../holds/jobs.ts';
import { Worker } from '../worker.ts';
import { CINEMA_ID } from '../world/catalogue.ts';
import { House } from '../world/house.ts';
import { KiosksResult } from './kiosks.ts';

const KIOSKS = 20;
const TILLS = 16;
const CONNECTIONS = 64;
const BURST_MS_MAX = 10_000;
/** How much of the throughput entrusted seats may cost. */
const COST_MAX = 0.05;
/** How long kiosks are given to be entrusted with their seats, in milliseconds. */
const SETTLE_MS = 15_000;

/** One cinema; the kiosks of the one are entrusted with seats, those of the other do not exist. */
type Side = {
  readonly house: House;
  readonly tokens: readonly string[];
  readonly deal: (n: number) => Claim[];
};

async function openSide(run: Run, name: string, shows: number): Promise<Side> {
  const size = { screens: 20, seatsPerScreen: 300, shows, largeScreenSeats: 0 };
  const house = await House.open(run, name, size, 0);
  const tokens: string[] = [];
  for (let n = 1; n <= TILLS; n += 1) tokens.push((await house.enrol(`Till ${n}`)).token);
  return { house, tokens, deal: claimsOf(house.programme, 0).disjoint };
}

async function connectKiosks({ house }: Side, kiosks: Worker): Promise<void> {
  const tokens: string[] = [];
  for (let n = 1; n <= KIOSKS; n += 1) tokens.push((await house.enrol(`Kiosk ${n}`)).token);
  await kiosks.ask({ kind: 'connect', url: house.url, tokens }, KiosksResult);
}

async function burst({ house, tokens }: Side, client: Worker, claims: readonly Claim[]): Promise<LoadResult> {
  const job = {
    url: house.url,
    path: '/bookings/1/push',
    cinemaId: CINEMA_ID,
    tokens,
    connections: CONNECTIONS,
    claims,
    isJudged: true,
    msMax: BURST_MS_MAX,
  };
  return client.ask(job, LoadResult);
}

/** Holds that were refused, because a kiosk's word did not come in time. */
const refused = (results: readonly LoadResult[]): number =>
  results.reduce((sum, { ruled }) => sum + ruled.filter(({ status }) => status !== 'pending').length, 0);

const perSecond = ({ latenciesMs, elapsedMs }: LoadResult): number =>
  (latenciesMs.length / elapsedMs) * 1_000;

async function run(run: Run): Promise<Outcome> {
  const [rounds, count, shows] = run.quick ? [1, 200, 20] : [6, 1_000, 100];
  const [client, kiosks] = [
    new Worker('test/bench/holds/load.ts'),
    new Worker('test/bench/entrusted/kiosks.ts'),
  ];
  const houses: House[] = [];
  try {
    const bare = await openSide(run, 'bare', shows);
    houses.push(bare.house);
    const entrusted = await openSide(run, 'entrusted', shows);
    houses.push(entrusted.house);
    await connectKiosks(entrusted, kiosks);
    run.say(`${KIOSKS} kiosks are entrusted with seats of ${shows} shows`);
    await sleep(run.quick ? SETTLE_MS / 10 : SETTLE_MS);
    for (const side of [bare, entrusted]) await burst(side, client, side.deal(count));
    const results: { readonly bare: LoadResult; readonly entrusted: LoadResult }[] = [];
    for (let n = 1; n <= rounds; n += 1) {
      run.say(`round ${n} of ${rounds}`);
      results.push({
        bare: await burst(bare, client, bare.deal(count)),
        entrusted: await burst(entrusted, client, entrusted.deal(count)),
      });
    }
    const { recalls, seats } = await kiosks.ask({ kind: 'count' }, KiosksResult);
    const ratio = median(results.map((one) => perSecond(one.entrusted) / perSecond(one.bare)));
    return {
      figures: [
        ...figures(
          'holds, nobody entrusted',
          results.map((one) => one.bare),
        ),
        ...figures(
          'holds, 20 kiosks entrusted',
          results.map((one) => one.entrusted),
        ),
        { what: 'seats recalled for them', unit: '', n: recalls, p50: seats },
        {
          what: 'of them refused: a kiosk did not answer in time',
          unit: '',
          n: rounds * count,
          p50: refused(results.map((one) => one.entrusted)),
        },
      ],
      targets: [
        {
          id: 'P12',
          what: `holds/s with ${KIOSKS} kiosks entrusted with seats of ${shows} shows`,
          to: 'holds/s with nobody entrusted',
          ratio,
          limit: 1 - COST_MAX,
          sense: 'at-least',
        },
      ],
    };
  } finally {
    await client.stop();
    await kiosks.stop();
    for (const house of houses) await house.close();
  }
}

function figures(what: string, results: readonly LoadResult[]): Figure[] {
  const latencies = results.flatMap(({ latenciesMs }) => latenciesMs);
  return [
    { what, unit: '/s', n: latencies.length, p50: median(results.map(perSecond)) },
    timed(`${what}, time of one`, latencies),
  ];
}

export const entrustedBench: Bench = {
  name: 'entrusted',
  about: 'what seats entrusted to kiosks, and their recalls, cost those who ask the server',
  run,
};
