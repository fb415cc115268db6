import { expect, test } from 'vitest';
import { HELD_MS_MAX, pressKey, releaseKey } from './held.ts';

const down = (held: ReadonlyMap<string, number>, atMs: number, repeat = false) =>
  pressKey(held, { code: 'Digit2', repeat, atMs });

test('[KEY2] a marked repeat is ignored', () => {
  expect(down(new Map(), 0, true).isRepeat).toBe(true);
});

test('[KEY2] an unmarked repeat is known by the key never having come up', () => {
  const first = down(new Map(), 0);
  expect(first.isRepeat).toBe(false);
  expect(down(first.held, 33).isRepeat).toBe(true);
});

test('[KEY2] the same key pressed twice counts twice', () => {
  const first = down(new Map(), 0);
  expect(down(releaseKey(first.held, 'Digit2'), 60).isRepeat).toBe(false);
});

test('[KEY2] a key whose release was lost works again', () => {
  const first = down(new Map(), 0);
  expect(down(first.held, HELD_MS_MAX).isRepeat).toBe(false);
});
