import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { type TillTime, tillTimeAt, UNTOLD_PAUSE_MS } from './till-time.ts';

const HOUR_MS = 60 * 60 * 1_000;
const START: TillTime = { ms: 0, wallMs: 10 ** 12, upMs: 10 ** 6 };

const span = fc.integer({ min: 0, max: 48 * HOUR_MS });
const step = fc.integer({ min: -10_000 * HOUR_MS, max: 10_000 * HOUR_MS });
const event = fc.oneof(
  fc.record({ kind: fc.constant('runs' as const), forMs: span }),
  fc.record({ kind: fc.constant('clock set' as const), byMs: step }),
  fc.record({ kind: fc.constant('off' as const), forMs: span, bootMs: fc.integer({ min: 0, max: HOUR_MS }) }),
);

/** A machine that runs, is switched off and has its clock set, while a host looks at the end of each. */
function live(events: readonly (typeof event extends fc.Arbitrary<infer T> ? T : never)[]) {
  let [seen, wallMs, upMs, ranMs, passedMs] = [START, START.wallMs, START.upMs, 0, 0];
  for (const happened of events) {
    if (happened.kind === 'clock set') wallMs += happened.byMs;
    else {
      const pause = happened.kind === 'off' ? happened.bootMs : 0;
      upMs = happened.kind === 'off' ? pause : upMs + happened.forMs;
      wallMs += happened.forMs + pause;
      passedMs += happened.forMs + pause;
      if (happened.kind === 'runs') ranMs += happened.forMs;
    }
    seen = tillTimeAt(seen, wallMs, upMs);
  }
  return { seen, ranMs, passedMs };
}

test.prop([fc.array(event, { maxLength: 30 })])(
  '[SGN3] the till’s own time never goes back, and counts all the time it ran whatever its clock says',
  (events) => {
    const { seen, ranMs } = live(events);
    expect(seen.ms).toBeGreaterThanOrEqual(ranMs);
    const one = tillTimeAt(seen, seen.wallMs - HOUR_MS, seen.upMs);
    expect(one.ms).toBe(seen.ms);
  },
);

test.prop([fc.array(event, { maxLength: 30 })])(
  '[SGN3] with a clock that nobody sets it is the time that passed, pauses included',
  (events) => {
    const { seen, passedMs } = live(events.filter(({ kind }) => kind !== 'clock set'));
    expect(seen.ms).toBe(passedMs);
  },
);

test('[SGN3] a restart with the clock set back costs an hour, so that a day lasts two dozen of them at most', () => {
  let seen = START;
  for (let restart = 1; restart <= 24; restart += 1) {
    // Up for longer than that and looked at late: the running time counts in its place.
    seen = tillTimeAt(seen, seen.wallMs - 24 * HOUR_MS, 10_000);
    expect(seen.ms).toBe(restart * UNTOLD_PAUSE_MS);
    seen = { ...seen, upMs: 20_000 };
  }
  expect(seen.ms).toBe(24 * HOUR_MS);
});
