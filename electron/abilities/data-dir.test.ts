import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataDirectory, deviceDirectory } from './data-dir.ts';

const home = '/home/ada';

test.each([
  ['linux', { FOYER_DATA: '/srv/foyer', XDG_DATA_HOME: '/x' }, '/srv/foyer'],
  ['linux', { XDG_DATA_HOME: '/x' }, '/x/foyer'],
  ['linux', { FOYER_DATA: '', XDG_DATA_HOME: '' }, '/home/ada/.local/share/foyer'],
  ['darwin', {}, '/home/ada/Library/Application Support/Foyer'],
  ['win32', { APPDATA: '/roaming' }, '/roaming/Foyer'],
] as const)('[RUN1] on %s with %o data is in %s', (platform, env, folder) => {
  expect(dataDirectory({ env, platform, home })).toBe(folder);
});

test('[RUN1] a device name cannot lead out of the data directory', () => {
  expect(deviceDirectory('/data', 'counter-1')).toBe(join('/data', 'devices', 'counter-1'));
  for (const name of ['../x', 'a/b', '', '.', 'Counter', 'c'.repeat(33), 'a\0']) {
    expect(() => deviceDirectory('/data', name)).toThrow(/cannot name a device/);
  }
});
