import { type Figure, median, type Outcome, quantile, type Target, timed } from '../figures.ts';
import type { LoadResult } from './jobs.ts';
import type { RawResult } from './raw-sqlite.ts';

export const CONNECTIONS = [16, 64, 256] as const;

/** What one round measured at one number of connections. */
export type Round = {
  readonly connections: number;
  readonly grouped: RawResult;
  readonly single: RawResult;
  readonly echo: LoadResult;
  readonly disjoint: LoadResult;
  readonly contending: LoadResult;
};

const perSecond = (result: LoadResult): number => (result.latenciesMs.length / result.elapsedMs) * 1_000;
const grantedShare = ({ ruled }: LoadResult): number =>
  ruled.filter(({ status }) => status === 'pending').length / ruled.length;

function loadFigures(what: string, results: readonly LoadResult[], note?: string): Figure[] {
  const latencies = results.flatMap((result) => result.latenciesMs);
  const rate: Figure = { what, unit: '/s', n: latencies.length, p50: median(results.map(perSecond)) };
  return [note === undefined ? rate : { ...rate, note }, timed(`${what}, time of one`, latencies)];
}

function figuresAt(connections: number, rounds: readonly Round[]): Figure[] {
  const own = rounds.filter((one) => one.connections === connections);
  const share = median(own.map((one) => grantedShare(one.contending)));
  const at = `${connections} connections`;
  return [
    ...loadFigures(
      `HTTP echo, ${at}`,
      own.map((one) => one.echo),
    ),
    ...loadFigures(
      `holds, disjoint, ${at}`,
      own.map((one) => one.disjoint),
    ),
    ...loadFigures(
      `rulings, contending for one show, ${at}`,
      own.map((one) => one.contending),
      `${Math.round(share * 100)} % granted`,
    ),
  ];
}

/** Figures and targets of all rounds; each ratio is taken within one round. */
export function report(rounds: readonly Round[]): Outcome {
  const ratio = (connections: number, of: (round: Round) => number): number =>
    median(rounds.filter((one) => one.connections === connections).map(of));
  const raw = (what: string, results: readonly RawResult[]): Figure => ({
    what,
    unit: '/s',
    n: results.reduce((sum, result) => sum + result.holds, 0),
    p50: median(results.map((result) => result.perSecond)),
  });
  const p99 = (result: LoadResult): number => quantile(result.latenciesMs, 0.99);
  const targets: Target[] = [
    {
      id: 'P1',
      what: 'holds/s, disjoint, 64 clients',
      to: 'raw SQLite, 50 holds a commit',
      ratio: ratio(64, (one) => perSecond(one.disjoint) / one.grouped.perSecond),
      limit: 0.45,
      sense: 'at-least',
    },
    {
      id: 'P2',
      what: 'p99 of a ruling, contending for one show, 256 clients',
      to: 'p99 of an HTTP echo at the same load',
      ratio: ratio(256, (one) => p99(one.contending) / p99(one.echo)),
      limit: 3,
      sense: 'at-most',
    },
  ];
  return {
    figures: [
      raw(
        'raw SQLite, 50 holds a commit',
        rounds.map((one) => one.grouped),
      ),
      raw(
        'raw SQLite, one hold a commit',
        rounds.map((one) => one.single),
      ),
      ...CONNECTIONS.flatMap((connections) => figuresAt(connections, rounds)),
    ],
    targets,
  };
}
