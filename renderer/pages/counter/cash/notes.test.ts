import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Currency } from '#shared/wire/scalars.ts';
import { likelyTenders, NOTE_BUTTONS_MAX, readTender } from './notes.ts';

const eur = Currency.parse('EUR');

test.each([
  [2400, [2500, 3000, 4000, 5000, 10000]],
  [1500, [2000, 5000, 10000, 20000]],
  [1000, [2000, 5000, 10000, 20000]],
  [2050, [2500, 3000, 4000, 5000, 10000]],
  [9850, [10000, 20000]],
  [5000, [6000, 10000, 20000]],
  [0, []],
])('[CTR3] for %d cents customers are likely to hand over %j', (total, sums) => {
  expect(likelyTenders(total, eur, 2)).toEqual(sums);
});

test('[CTR3] a currency without cents has its own notes', () => {
  expect(likelyTenders(1_800, Currency.parse('JPY'), 0)).toEqual([2_000, 5_000, 10_000]);
});

test('[CTR3] every suggestion covers the total, and they are few and ordered', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200_000 }),
      fc.constantFrom('EUR', 'USD', 'INR', 'SEK'),
      (total, code) => {
        const sums = likelyTenders(total, Currency.parse(code), 2);
        expect(sums.length).toBeLessThanOrEqual(NOTE_BUTTONS_MAX);
        expect(sums.every((sum) => sum > total)).toBe(true);
        expect([...sums].sort((one, other) => one - other)).toEqual(sums);
      },
    ),
  );
});

test.each([
  ['', { kind: 'exact' }],
  [' ', { kind: 'exact' }],
  ['30', { kind: 'sum', minor: 3000 }],
  ['30.5', { kind: 'sum', minor: 3050 }],
  ['30,50', { kind: 'sum', minor: 3050 }],
  ['30.', { kind: 'sum', minor: 3000 }],
  ['30.505', { kind: 'wrong' }],
  ['abc', { kind: 'wrong' }],
  ['-5', { kind: 'wrong' }],
])('[CTR4] %j in the cash field is %j', (text, expected) => {
  expect(readTender(text, 2)).toEqual(expected);
});
