import { join } from 'node:path';
import { z } from 'zod';
import { type Bench, insist, type Run } from '../bench.ts';
import type { Outcome } from '../figures.ts';
import { Worker } from '../worker.ts';
import { CINEMA_ID } from '../world/catalogue.ts';
import { House } from '../world/house.ts';
import { audit } from './audit.ts';
import { type Claims, claimsOf } from './claims.ts';
import { type Claim, LoadResult, type Ruled } from './jobs.ts';
import { openRawStore, type RawResult, type RawStore } from './raw-sqlite.ts';
import { CONNECTIONS, type Round, report } from './report.ts';

const DEVICES = 16;
/** Groups of three seats in the raw store; they are taken again and again. */
const RAW_HOLDS = 12_000;
/** A burst that has not ended by then is cut off, and what was answered counts. */
const BURST_MS_MAX = 6_000;
const PUSH_PATH = '/bookings/1/push';

/** Claims of one burst; how long a raw store is measured, in milliseconds. */
type Sizes = { rounds: number; disjoint: number; contending: number; rawMs: number };
const FULL: Sizes = { rounds: 3, disjoint: 3_000, contending: 2_000, rawMs: 600 };
const QUICK: Sizes = { rounds: 1, disjoint: 300, contending: 300, rawMs: 50 };

type Stage = {
  readonly run: Run;
  readonly house: House;
  readonly tokens: readonly string[];
  readonly client: Worker;
  readonly echoUrl: string;
  readonly raw: RawStore;
  readonly claims: Claims;
  readonly answered: Ruled[];
};

function load(
  stage: Stage,
  connections: number,
  claims: readonly Claim[],
  isEcho: boolean,
): Promise<LoadResult> {
  const job = {
    url: isEcho ? stage.echoUrl : stage.house.url,
    path: PUSH_PATH,
    cinemaId: CINEMA_ID,
    tokens: stage.tokens,
    connections,
    claims,
    isJudged: !isEcho,
    msMax: BURST_MS_MAX,
  };
  return stage.client.ask(job, LoadResult);
}

async function holds(stage: Stage, connections: number, claims: readonly Claim[]): Promise<LoadResult> {
  const result = await load(stage, connections, claims, false);
  stage.answered.push(...result.ruled);
  return result;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const together = (results: readonly RawResult[]): RawResult => ({
  holds: sum(results.map(({ holds }) => holds)),
  perSecond: sum(results.map(({ perSecond }) => perSecond)) / results.length,
});

const joined = (results: readonly LoadResult[]): LoadResult => ({
  elapsedMs: sum(results.map(({ elapsedMs }) => elapsedMs)),
  latenciesMs: results.flatMap(({ latenciesMs }) => latenciesMs),
  ruled: results.flatMap(({ ruled }) => ruled),
});

async function round(stage: Stage, sizes: Sizes, connections: number): Promise<Round> {
  const disjoint = stage.claims.disjoint(sizes.disjoint);
  // The machine drifts within seconds: what a burst is compared with is measured on both sides of it.
  const grouped = [stage.raw.measure(sizes.rawMs / 2, 50)];
  const ours = await holds(stage, connections, disjoint);
  grouped.push(stage.raw.measure(sizes.rawMs / 2, 50));
  const refused = ours.ruled.filter(({ status }) => status !== 'pending').length;
  insist(refused === 0, `${refused} of ${ours.ruled.length} disjoint holds were refused`);
  const single = stage.raw.measure(sizes.rawMs, 1);
  const half = Math.ceil(disjoint.length / 2);
  const echo = [await load(stage, connections, disjoint.slice(0, half), true)];
  const contending = await holds(stage, connections, stage.claims.contending(sizes.contending));
  echo.push(await load(stage, connections, disjoint.slice(half), true));
  return {
    connections,
    grouped: together(grouped),
    single,
    echo: joined(echo),
    disjoint: ours,
    contending,
  };
}

async function measure(stage: Stage, sizes: Sizes): Promise<Round[]> {
  const rounds: Round[] = [];
  await holds(stage, 64, stage.claims.disjoint(Math.min(1_000, sizes.disjoint)));
  await load(stage, 64, stage.claims.disjoint(200), true);
  for (let n = 1; n <= sizes.rounds; n += 1) {
    for (const connections of CONNECTIONS) {
      stage.run.say(`round ${n} of ${sizes.rounds}, ${connections} connections`);
      rounds.push(await round(stage, sizes, connections));
    }
  }
  stage.run.say(await audit(stage.house.url, stage.tokens[0] ?? '', stage.answered));
  return rounds;
}

async function run(run: Run): Promise<Outcome> {
  const sizes = run.quick ? QUICK : FULL;
  const size = { screens: 20, seatsPerScreen: 300, shows: run.quick ? 60 : 420, largeScreenSeats: 0 };
  const client = new Worker('test/bench/holds/load.ts');
  const echo = new Worker('test/bench/holds/echo.ts');
  const raw = openRawStore(join(run.folder, 'raw.sqlite'), RAW_HOLDS);
  let house: House | null = null;
  try {
    const opened = await House.open(run, 'holds', size, 0);
    house = opened;
    const tokens: string[] = [];
    for (let n = 1; n <= DEVICES; n += 1) tokens.push((await opened.enrol(`Till ${n}`)).token);
    const { url: echoUrl } = await echo.ask({ listen: true }, z.object({ url: z.string() }));
    const claims = claimsOf(opened.programme, CONNECTIONS.length * sizes.rounds);
    const stage: Stage = { run, house: opened, tokens, client, echoUrl, raw, claims, answered: [] };
    return report(await measure(stage, sizes));
  } finally {
    await house?.close();
    await client.stop();
    await echo.stop();
    raw.close();
  }
}

export const holdsBench: Bench = {
  name: 'holds',
  about: 'holds a second through the real server, against raw SQLite and an HTTP echo',
  run,
};
