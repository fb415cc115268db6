import { simulate } from '#test/simulation/simulate.ts';
import { type Bench, insist, type Run } from './bench.ts';
import { median, type Outcome } from './figures.ts';

const STEPS = 200;
const PER_SECOND_MIN = 100;

/** Schedules a second of one round; each is another one, and none may break an invariant. */
function round(first: number, count: number): number {
  const startedMs = performance.now();
  for (let seed = first; seed < first + count; seed += 1) {
    const { failure } = simulate({ seed, steps: STEPS });
    insist(failure === null, `seed ${seed}: ${failure?.message}`);
  }
  return (count * 1_000) / (performance.now() - startedMs);
}

async function run({ quick, say }: Run): Promise<Outcome> {
  const [rounds, count] = quick ? [1, 20] : [5, 200];
  round(1, count);
  const rates: number[] = [];
  for (let n = 1; n <= rounds; n += 1) {
    say(`round ${n} of ${rounds}, ${count} schedules`);
    rates.push(round(1 + n * count, count));
  }
  const rate = median(rates);
  const what = `simulated schedules of ${STEPS} steps, one core`;
  return {
    figures: [{ what, unit: '/s', n: rounds * count, p50: rate }],
    targets: [
      {
        id: 'P11',
        what,
        to: `${PER_SECOND_MIN} a second`,
        ratio: rate / PER_SECOND_MIN,
        limit: 1,
        sense: 'at-least',
      },
    ],
  };
}

export const simulationBench: Bench = {
  name: 'sim',
  about: 'simulated schedules a second, with every invariant looked at',
  run,
};
