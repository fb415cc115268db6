import { expect, test } from 'vitest';
import { PINNED } from './pinned.ts';
import { toldOf } from './shrink.ts';
import { simulate } from './simulate.ts';
import { TROUBLES } from './world/weather.ts';

test.each(PINNED)('[SIM2] seed $seed does not break again: $was', ({ seed, steps }) => {
  const { failure } = simulate({ seed, steps });
  if (failure !== null) expect.unreachable(toldOf({ seed, steps }));
});

test('[SIM4] the same seed always tells the same story', () => {
  const [once, again] = [1, 2].map(() => simulate({ seed: 42, steps: 200, telling: true }));
  expect(once?.story.length).toBeGreaterThan(50);
  expect(again).toEqual(once);
});

test('[I8] clocks that step by hours and run fast or slow, and nothing else, break nothing', () => {
  const clocks = new Set(['server-clock', 'kiosk-clocks', 'server-crashes', 'partitions']);
  const calm = new Set(TROUBLES.filter((trouble) => !clocks.has(trouble)));
  for (let seed = 20_001; seed <= 20_300; seed += 1)
    expect(simulate({ seed, steps: 200, calm }).failure).toBeNull();
});
