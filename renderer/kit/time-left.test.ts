import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockText, passedMark, secondsLeft, untilNextSecond, urgencyOf } from './time-left.ts';

test.each([
  [121, 120, 120],
  [61, 60, 60],
  [31, 30, 30],
  [1, 0, 0],
  [120, 119, null],
  [600, 599, null],
  [30, 30, null],
  // A page that slept says only where it stands.
  [500, 45, 60],
  [500, 0, 0],
  // A countdown that is prolonged passes nothing.
  [20, 600, null],
])('[KIT6] from %d to %d seconds the mark that is said is %s', (before, now, mark) => {
  expect(passedMark(before, now)).toBe(mark);
});

test('[KIT6] counting down second by second says each mark exactly once', () => {
  const said: number[] = [];
  for (let seconds = 600; seconds > 0; seconds -= 1) {
    const mark = passedMark(seconds, seconds - 1);
    if (mark !== null) said.push(mark);
  }
  expect(said).toEqual([120, 60, 30, 0]);
});

test('[KIT7] the time left is never shown shorter than it is, and zero means over', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_200_000 }),
      fc.double({ min: 0, max: 1e7, noNaN: true }),
      (left, now) => {
        const deadline = now + left;
        const seconds = secondsLeft(deadline, now);
        expect(seconds * 1000).toBeGreaterThanOrEqual(deadline - now);
        expect(seconds === 0).toBe(deadline - now <= 0);
        const wait = untilNextSecond(deadline, now);
        if (wait === null) expect(seconds).toBe(0);
        else {
          expect(wait).toBeGreaterThan(0);
          expect(wait).toBeLessThanOrEqual(1000);
        }
      },
    ),
  );
  expect(clockText(605)).toBe('10:05');
  expect(clockText(0)).toBe('0:00');
});

test.each([
  [121, 'calm'],
  [120, 'soon'],
  [31, 'soon'],
  [30, 'urgent'],
  [0, 'over'],
])('[KIT7] %d seconds are %s', (seconds, urgency) => {
  expect(urgencyOf(seconds)).toBe(urgency);
});
