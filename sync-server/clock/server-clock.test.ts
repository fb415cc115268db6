import { expect, test } from 'vitest';
import { HOUR_MS, handClock, NOON_MS, silent } from '../store/house.fixture.ts';
import { EARLIEST_MS, FORWARD_JUMP_MS_MAX, startClock } from './server-clock.ts';

const warnings: string[] = [];
const log = { ...silent, warn: (_: unknown, message?: string) => warnings.push(message ?? '') };
const started = (persistedMs: number, wallMs: number): number => {
  warnings.length = 0;
  return startClock(persistedMs, handClock(wallMs), log)();
};

test('[CLK1] the wall clock is read at the start; stepping it later changes nothing', () => {
  const source = handClock(NOON_MS);
  const now = startClock(0, source, silent);
  expect(now()).toBe(NOON_MS);
  source.pass(1_500);
  for (const step of [-5 * HOUR_MS, 5 * HOUR_MS]) {
    source.setWall(NOON_MS + step);
    expect(now()).toBe(NOON_MS + 1_500);
  }
});

test.each([
  ['a new database takes the wall clock', 0, NOON_MS, NOON_MS, 0],
  ['an ordinary restart', NOON_MS, NOON_MS + HOUR_MS, NOON_MS + HOUR_MS, 0],
  ['a wall clock set back', NOON_MS, NOON_MS - 5 * HOUR_MS, NOON_MS, 1],
  ['a wall clock that was never set', 0, 0, EARLIEST_MS, 1],
  [
    'a wall clock of another century',
    NOON_MS,
    NOON_MS + 10 * FORWARD_JUMP_MS_MAX,
    NOON_MS + FORWARD_JUMP_MS_MAX,
    1,
  ],
])('[CLK2] time starts right: %s', (_, persistedMs, wallMs, expected, warned) => {
  expect(started(persistedMs, wallMs)).toBe(expected);
  expect(warnings).toHaveLength(warned);
});
