import { expect } from 'vitest';
import { toldOf } from './shrink.ts';
import { simulate } from './simulate.ts';

const STEPS = 200;

/** Runs the schedules from `first` on; a failing one is told as a story. Returns what they came to. */
export function runSchedules(first: number, count: number): { sold: number; leased: number } {
  const total = { sold: 0, leased: 0 };
  for (let seed = first; seed < first + count; seed += 1) {
    const { failure, figures } = simulate({ seed, steps: STEPS });
    if (failure !== null) expect.unreachable(toldOf({ seed, steps: STEPS }));
    total.sold += figures.sold;
    total.leased += figures.leased;
  }
  return total;
}
