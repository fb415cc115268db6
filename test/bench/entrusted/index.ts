import { setTimeout as sleep } from 'node:timers/promises';
import type { Show } from '#shared/wire/catalog.ts';
import type { Bench, Run } from '../bench.ts';
import { type Figure, type Outcome, quantile, timed } from '../figures.ts';
import { claimsOf } from '../holds/claims.ts';
import type { Claim, LoadResult } from '../holds/jobs.ts';
import { Worker } from '../worker.ts';
import { KiosksResult } from './kiosks.ts';
import { Side, WARM_SHOWS } from './side.ts';
import { wishesOf } from './wishes.ts';

/** How much of the throughput entrusted seats may cost. */
const COST_MAX = 0.05;
const QUIET_MS = 4_000;
const SETTLE_MS_MAX = 60_000;

type Deal = (count: number) => Claim[] | Promise<Claim[]>;
type Load = {
  readonly what: string;
  readonly deal: (side: Side, shows: readonly Show[]) => Deal;
};

/**
 * Parties of one to six come to the kiosks and are offered what the pages offer. This is what a cinema does, only some
 * hundred times as fast, and what the target is judged on: entrusted seats may not cost those who sell them.
 */
const OFFERED: Load = { what: 'best seats as kiosks offer them', deal: wishesOf };

/**
 * Nearly every hold wants seats that some other kiosk is entrusted with: they are dealt three by three from the front
 * row on, whoever has them. No kiosk asks like this; it shows what a recall costs, and that nothing is refused.
 */
const DEALT: Load = {
  what: 'seats dealt from the front row on',
  deal: (side) => claimsOf(side.house.programme, WARM_SHOWS).disjoint,
};

type Measured = {
  readonly bare: readonly LoadResult[];
  readonly entrusted: readonly LoadResult[];
  readonly recalls: KiosksResult;
  readonly entrustedBefore: number;
  readonly entrustedAfter: number;
};

async function settled(side: Side): Promise<number> {
  const startedMs = performance.now();
  let count = 0;
  let changedMs = startedMs;
  while (performance.now() - changedMs < QUIET_MS || count === 0) {
    if (performance.now() - startedMs > SETTLE_MS_MAX) break;
    await sleep(500);
    const now = await side.entrusted();
    if (now !== count) changedMs = performance.now();
    count = now;
  }
  return count;
}

async function measure(run: Run, load: Load, name: string): Promise<Measured> {
  const [rounds, count, shows] = run.quick ? [1, 100, 20] : [8, 500, 100];
  const client = new Worker('test/bench/holds/load.ts');
  const lines = new Worker('test/bench/entrusted/kiosks.ts');
  const sides: Side[] = [];
  try {
    const bare = await Side.open(run, `${name}-bare`, shows, false, lines);
    sides.push(bare);
    const entrusted = await Side.open(run, `${name}-entrusted`, shows, true, lines);
    sides.push(entrusted);
    const entrustedBefore = await settled(entrusted);
    run.say(
      `${load.what}: ${entrustedBefore} seats of ${shows} shows are entrusted to ${entrusted.kiosks} kiosks`,
    );
    for (const side of sides) await side.burst(client, await wishesOf(side, side.warmShows)(count));
    const before = await lines.ask({ kind: 'count' }, KiosksResult);
    const [dealBare, dealEntrusted] = [load.deal(bare, bare.shows), load.deal(entrusted, entrusted.shows)];
    const results: { readonly bare: LoadResult; readonly entrusted: LoadResult }[] = [];
    for (let n = 1; n <= rounds; n += 1) {
      const [claims, claimsEntrusted] = [await dealBare(count), await dealEntrusted(count)];
      const round = {
        bare: await bare.burst(client, claims),
        entrusted: await entrusted.burst(client, claimsEntrusted),
      };
      results.push(round);
      run.say(
        `${load.what}: round ${n} of ${rounds}, ${perSecond([round.bare]).toFixed(0)} and ${perSecond([round.entrusted]).toFixed(0)} holds/s`,
      );
    }
    const after = await lines.ask({ kind: 'count' }, KiosksResult);
    return {
      bare: results.map((one) => one.bare),
      entrusted: results.map((one) => one.entrusted),
      recalls: { recalls: after.recalls - before.recalls, seats: after.seats - before.seats },
      entrustedBefore,
      entrustedAfter: await entrusted.entrusted(),
    };
  } finally {
    await client.stop();
    await lines.stop();
    for (const side of sides) await side.house.close();
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const isGranted = ({ status }: LoadResult['ruled'][number]): boolean => status === 'pending';

/** Granted holds a second, over all rounds: a round in which seats are called back is not left out. */
const perSecond = (results: readonly LoadResult[]): number =>
  sum(results.map(({ ruled }) => ruled.filter(isGranted).length / 1_000)) /
  sum(results.map(({ elapsedMs }) => elapsedMs / 1_000_000));

const ratioOf = ({ bare, entrusted }: Measured): number => perSecond(entrusted) / perSecond(bare);

function figuresOf(what: string, measured: Measured): Figure[] {
  const side = (name: string, results: readonly LoadResult[]): Figure[] => {
    const latencies = results.flatMap(({ latenciesMs }) => latenciesMs);
    return [
      { what: `${what}: holds, ${name}`, unit: '/s', n: latencies.length, p50: perSecond(results) },
      timed(`${what}: holds, ${name}, time of one`, latencies),
    ];
  };
  const { bare, entrusted, recalls, entrustedBefore, entrustedAfter } = measured;
  const answers = entrusted.flatMap(({ ruled }) => ruled);
  const half = Math.floor(entrusted.length / 2);
  const ratios = entrusted.map((one, at) => perSecond([one]) / perSecond(bare.slice(at, at + 1)));
  return [
    ...side('nobody entrusted', bare),
    ...side('20 kiosks entrusted', entrusted),
    {
      what: `${what}: share of the throughput, by round`,
      unit: '',
      n: ratios.length,
      p50: quantile(ratios, 0.5),
      note: `least ${quantile(ratios, 0).toFixed(2)}`,
    },
    {
      what: `${what}: share of the throughput, second half of the rounds together`,
      unit: '',
      n: ratios.length - half,
      p50: perSecond(entrusted.slice(half)) / perSecond(bare.slice(half)),
    },
    { what: `${what}: seats recalled`, unit: '', n: recalls.recalls, p50: recalls.seats, note: 'n: recalls' },
    { what: `${what}: seats entrusted, before and after`, unit: '', n: entrustedBefore, p50: entrustedAfter },
    {
      what: `${what}: holds refused`,
      unit: '',
      n: answers.length,
      p50: answers.filter((one) => !isGranted(one)).length,
    },
  ];
}

async function run(run: Run): Promise<Outcome> {
  const offered = await measure(run, OFFERED, 'offered');
  const dealt = await measure(run, DEALT, 'dealt');
  return {
    figures: [
      ...figuresOf(OFFERED.what, offered),
      ...figuresOf(DEALT.what, dealt),
      {
        what: `${DEALT.what}: share of the throughput`,
        unit: '',
        n: dealt.entrusted.length,
        p50: ratioOf(dealt),
      },
    ],
    targets: [
      {
        id: 'P12',
        what: `${OFFERED.what}: holds/s with 20 kiosks entrusted with seats of 100 shows`,
        to: 'holds/s with nobody entrusted',
        ratio: ratioOf(offered),
        limit: 1 - COST_MAX,
        sense: 'at-least',
      },
    ],
  };
}

export const entrustedBench: Bench = {
  name: 'entrusted',
  about: 'what seats entrusted to kiosks, and their recalls, cost those who ask the server',
  run,
};
