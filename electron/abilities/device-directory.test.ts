import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deviceDirectory } from './device-directory.ts';

test('[RUN1] a device name cannot lead out of the data directory', () => {
  expect(deviceDirectory('/data', 'counter-1')).toBe(join('/data', 'devices', 'counter-1'));
  for (const name of ['../x', 'a/b', '', '.', 'Counter', 'c'.repeat(33), 'a\0']) {
    expect(() => deviceDirectory('/data', name)).toThrow(/cannot name a device/);
  }
});
