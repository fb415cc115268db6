import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openKioskExit } from './kiosk-exit.ts';
import { temporaryFolder } from './testing.ts';

test('[LOB7] a kiosk is left with its own PIN, of which only a hash is kept', async () => {
  using folder = temporaryFolder();
  const exit = openKioskExit(folder.path, () => 0);
  expect(await exit.check('2580')).toEqual({ result: 'not-set' });
  await exit.setPin('2580');
  expect(await exit.check('2581')).toEqual({ result: 'wrong' });
  expect(await exit.check('2580')).toEqual({ result: 'right' });
  expect(readFileSync(join(folder.path, 'kiosk-exit.json'), 'utf8')).not.toContain('2580');
  await expect(exit.setPin('12')).rejects.toThrow(/4 to 12 digits/);
});

test('[LOB7] whoever guesses is locked out, a restart does not help, and the right PIN waits too', async () => {
  using folder = temporaryFolder();
  let nowMs = 1_000_000;
  const first = openKioskExit(folder.path, () => nowMs);
  await first.setPin('2580');
  for (let guess = 0; guess < 5; guess += 1) expect(await first.check('1111')).toEqual({ result: 'wrong' });
  const again = openKioskExit(folder.path, () => nowMs);
  await again.setPin('2580');
  expect(await again.check('2580')).toEqual({ result: 'locked', retryAfterSeconds: 30 });
  nowMs += 30_000;
  expect(await again.check('1111')).toEqual({ result: 'wrong' });
  expect(await again.check('2580')).toEqual({ result: 'locked', retryAfterSeconds: 60 });
  nowMs += 60_000;
  expect(await again.check('2580')).toEqual({ result: 'right' });
  expect(await again.check('1111')).toEqual({ result: 'wrong' });
  expect(await again.check('2580')).toEqual({ result: 'right' });
});

test('[LOB7] a clock that was set back locks nobody out for longer than the longest lock', async () => {
  using folder = temporaryFolder();
  let nowMs = 10 ** 12;
  const exit = openKioskExit(folder.path, () => nowMs);
  await exit.setPin('2580');
  for (let guess = 0; guess < 5; guess += 1) await exit.check('1111');
  nowMs = 0;
  expect(await exit.check('2580')).toEqual({ result: 'locked', retryAfterSeconds: 900 });
});
