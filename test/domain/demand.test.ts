import { expect, test } from 'vitest';
import { type Demand, isRush, NO_DEMAND, wanted } from '#shared/domain/allotment/demand.ts';

/** The demand after holds at these seconds. */
const after = (...seconds: readonly number[]): Demand =>
  seconds.reduce((demand, second) => wanted(demand, second * 1_000), NO_DEMAND);
const every = (gap: number, count: number, from = 100): number[] =>
  Array.from({ length: count }, (_, n) => from + n * gap);

test.each([
  ['nobody has asked', [], 100, false],
  ['a few at once', every(0, 5), 100, false],
  [
    'a queue at every till of a small house: a hold every other second, for an hour',
    every(2, 1_800),
    3_700,
    false,
  ],
  ['two a second for ten seconds', every(0.5, 24), 112, true],
  ['ten at once', every(0, 10), 100, true],
  ['ten at once, a second later', every(0, 10), 101, false],
  ['a thousand, half a minute later', every(0.01, 1_000), 140, false],
])('[ALL14] %s', (_, seconds, at, rush) => {
  expect(isRush(after(...seconds), at * 1_000)).toBe(rush);
});
