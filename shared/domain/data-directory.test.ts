import { expect, test } from 'vitest';
import { dataDirectory } from './data-directory.ts';

const home = '/home/ada';
const windows = 'C:\\Users\\Ada';

test.each([
  ['linux', home, { FOYER_DATA: '/srv/foyer', XDG_DATA_HOME: '/x' }, '/srv/foyer'],
  ['linux', home, { XDG_DATA_HOME: '/x/' }, '/x/foyer'],
  ['linux', home, { FOYER_DATA: '', XDG_DATA_HOME: '' }, '/home/ada/.local/share/foyer'],
  ['linux', home, { XDG_DATA_HOME: 'data' }, '/home/ada/.local/share/foyer'],
  ['freebsd', '/', {}, '/.local/share/foyer'],
  ['darwin', home, { XDG_DATA_HOME: '/x' }, '/home/ada/Library/Application Support/Foyer'],
  ['win32', windows, { APPDATA: 'D:\\Roaming\\' }, 'D:\\Roaming\\Foyer'],
  ['win32', windows, { APPDATA: '' }, 'C:\\Users\\Ada\\AppData\\Roaming\\Foyer'],
  ['win32', windows, { FOYER_DATA: 'E:\\till' }, 'E:\\till'],
] as const)('[RUN1] on %s, at home in %s, with %o, data is in %s', (platform, at, env, folder) => {
  expect(dataDirectory({ env, platform, home: at })).toBe(folder);
});
