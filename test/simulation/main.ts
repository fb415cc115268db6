/**
 * `npm run sim -- --seeds <n> [--seed <s>] [--steps <n>]`: runs schedules from a seed on (1, or a random one that is
 * said), tells the story of the first that breaks an invariant, and how fast it was. With `--seed` alone: that one.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { toldOf } from './shrink.ts';
import { simulate } from './simulate.ts';

const STORIES_MAX = 3;
const Count = z.coerce.number().int().min(1).max(10_000_000);

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, seed: { type: 'string' }, steps: { type: 'string', default: '200' } },
});
const steps = Count.parse(values.steps);
const first = Count.parse(values.seed ?? '1');
const count = Count.parse(values.seeds ?? (values.seed === undefined ? '1000' : '1'));

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const failed: number[] = [];
const total = { sold: 0, leased: 0, conflicted: 0 };
const startedMs = performance.now();
for (let seed = first; seed < first + count; seed += 1) {
  const { failure, figures } = simulate({ seed, steps });
  total.sold += figures.sold;
  total.leased += figures.leased;
  total.conflicted += figures.conflicted;
  if (failure === null) continue;
  failed.push(seed);
  say(`seed ${seed}, step ${failure.step}: ${failure.message}`);
}
const seconds = (performance.now() - startedMs) / 1_000;
for (const seed of failed.slice(0, STORIES_MAX)) say(`\n${toldOf({ seed, steps })}`);
say(
  `${count} schedules of ${steps} steps in ${seconds.toFixed(1)} s (${(count / seconds).toFixed(0)} a second): ` +
    `${failed.length} break an invariant; ${total.sold} sales stand, ${total.leased} were made under allotments, ${total.conflicted} are disputed.`,
);
if (failed.length > 0) say(`Seeds to pin: ${failed.join(' ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
