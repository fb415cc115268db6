import { expect, test } from 'vitest';
import { runSchedules } from './schedules.ts';

/** Half of the ten thousand; the other half runs in another process. */
const firsts = Array.from({ length: 5 }, (_, n) => 2_000 * n + 1);

test.each(firsts)(
  '[SIM1] every invariant holds in a thousand schedules from seed %i on',
  (first) => {
    const { sold, leased } = runSchedules(first, 1_000);
    // A simulation in which nothing happens would hold every invariant.
    expect(sold).toBeGreaterThan(1_000);
    expect(leased).toBeGreaterThan(100);
  },
  300_000,
);
