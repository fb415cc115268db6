import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { cancellationTerms } from './cancellation.ts';
import { STANDARD_CANCELLATION } from './pricing/standard.ts';

const START_MS = Date.parse('2026-11-28T20:15:00Z');
const minutesBefore = (minutes: number) => START_MS - minutes * 60_000;

test.each([
  ['three days before', 3 * 24 * 60, 10_000, true],
  ['24 hours before, to the minute', 24 * 60, 10_000, true],
  ['23 h 59 min before', 24 * 60 - 1, 5_000, true],
  ['2 hours before, to the minute', 120, 5_000, true],
  ['1 h 59 min before', 119, 0, false],
  ['at the start', 0, 0, false],
  ['a day after it', -24 * 60, 0, false],
  ['years after it', -1_000_000, 0, false],
])('[CAN1] %s', (_, minutes, refundRate, releasesSeats) => {
  expect(cancellationTerms(STANDARD_CANCELLATION, START_MS, minutesBefore(minutes))).toEqual({
    refundRate,
    releasesSeats,
  });
});

test('[CAN1] a millisecond too late is too late', () => {
  const terms = cancellationTerms(STANDARD_CANCELLATION, START_MS, minutesBefore(120) + 1);
  expect(terms.refundRate).toBe(0);
});

test('[CAN2] without a tier that is kept nothing comes back and the seats stay sold', () => {
  expect(cancellationTerms([], START_MS, minutesBefore(10_000))).toEqual({
    refundRate: 0,
    releasesSeats: false,
  });
});

property.prop([
  fc.shuffledSubarray([...STANDARD_CANCELLATION], { minLength: 3 }),
  fc.integer({ min: -500, max: 5_000 }),
])('[CAN2] the order in which tiers are written does not matter', (tiers, minutes) => {
  const now = minutesBefore(minutes);
  expect(cancellationTerms(tiers, START_MS, now)).toEqual(
    cancellationTerms(STANDARD_CANCELLATION, START_MS, now),
  );
});
