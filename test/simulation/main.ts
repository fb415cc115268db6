import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    seed: { type: 'string' },
    steps: { type: 'string', default: '200' },
  },
});
const steps = Number(values.steps);
const first = Number(values.seed ?? 1);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const t0 = performance.now();
let bad = 0;
const fig = { sold: 0, leased: 0, conflicted: 0 };
const by: Record<string, number[]> = {};
for (let seed = first; seed < first + count; seed += 1) {
  const out = simulate({ seed, steps, telling: values.seed !== undefined });
  fig.sold += out.figures.sold;
  fig.leased += out.figures.leased;
  fig.conflicted += out.figures.conflicted;
  if (values.seed !== undefined) console.log(out.story.join('\n'));
  if (out.failure !== null) {
    bad += 1;
    (by[out.failure.name] ??= []).push(seed);
    if (bad <= 10) console.log(seed, out.failure);
  }
}
console.log(
  count,
  'schedules',
  bad,
  'bad',
  (performance.now() - t0) / count,
  'ms each',
  fig,
  Object.fromEntries(Object.entries(by).map(([k, v]) => [k, `${v.length}: ${v.slice(0, 8)}`])),
);
