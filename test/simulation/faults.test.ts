import { expect, test } from 'vitest';
import { FAULTS } from './faults.ts';
import { simulate } from './simulate.ts';
import { INVARIANTS } from './world/violation.ts';

const STEPS = 250;
/** A fault that hides longer than this is not found in time by anybody else either. */
const SEEDS_MAX = 600;

/** Invariants that have found a fault. */
const finders = new Set<string>();

test.each(FAULTS)('[SIM3] it is found that $name', ({ rules, breaks }) => {
  for (let seed = 1; seed <= SEEDS_MAX; seed += 1) {
    const { failure } = simulate({ seed, steps: STEPS, rules: rules() });
    if (failure === null) continue;
    expect(breaks, failure.message).toContain(failure.name);
    finders.add(failure.name);
    // The first finding is enough where it is the fault's own: without the fault nothing is found in this schedule.
    expect(simulate({ seed, steps: STEPS }).failure).toBeNull();
    return;
  }
  expect.unreachable(`not found in ${SEEDS_MAX} schedules`);
});

test('[SIM3] every invariant finds one of them', () => {
  expect(INVARIANTS.filter((name) => !finders.has(name))).toEqual([]);
});
