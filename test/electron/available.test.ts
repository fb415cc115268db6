import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#electron/abilities/testing.ts';
import { BRIDGE } from '#shared/wire/bridge.ts';
import {
  desktopHere,
  ELECTRON_ABSENT,
  electronBinary,
  type Machine,
  sayDesktop,
  storyProjects,
} from './available.ts';
import { environmentOf, launchDesktop } from './launch.ts';

test('[SHL11] Electron’s binary is found where it is and never fetched', () => {
  using folder = temporaryFolder();
  const electron = join(folder.path, 'node_modules', 'electron');
  expect(electronBinary(folder.path, {})).toBeNull();
  mkdirSync(join(electron, 'dist'), { recursive: true });
  writeFileSync(join(electron, 'path.txt'), 'electron\n');
  expect(electronBinary(folder.path, {})).toBeNull();
  writeFileSync(join(electron, 'dist', 'electron'), '');
  expect(electronBinary(folder.path, {})).toBe(join(electron, 'dist', 'electron'));
  expect(electronBinary(folder.path, { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' })).toBeNull();
});

test('[SHL11] the stories are told in the desktop application too where it can run, and otherwise it is said why', () => {
  using folder = temporaryFolder();
  const machine: Machine = { env: { DISPLAY: ':0' }, platform: 'linux', isRoot: false };
  const told = (where: Partial<Machine>): string[] => {
    const said: string[] = [];
    const desktop = desktopHere(folder.path, { ...machine, ...where });
    sayDesktop(desktop, (line) => said.push(line.trim()));
    return [...storyProjects(desktop).map(({ name }) => name), ...said];
  };
  expect(told({})).toEqual(['chromium', `ELECTRON ABSENT  ${ELECTRON_ABSENT}`]);
  const electron = join(folder.path, 'node_modules', 'electron');
  mkdirSync(join(electron, 'dist'), { recursive: true });
  writeFileSync(join(electron, 'path.txt'), 'electron');
  writeFileSync(join(electron, 'dist', 'electron'), '');
  expect(told({})).toEqual(['chromium', 'electron']);
  expect(told({ isRoot: true })).toEqual(['chromium', expect.stringMatching(/^ELECTRON NOT RUN .*root/)]);
  expect(told({ env: {} })).toEqual(['chromium', expect.stringMatching(/^ELECTRON NOT RUN .*no display/)]);
  expect(told({ env: {}, platform: 'darwin', isRoot: true })).toEqual(['chromium', 'electron']);
});

test('[SHL11] the application is told its own till and nothing of whoever starts it', () => {
  using folder = temporaryFolder();
  const options = { data: join(folder.path, 'data'), serverUrl: 'http://127.0.0.1:1', device: 'lobby-1' };
  const before = { PATH: '/bin', FOYER_ENROL: 'OLD', FOYER_PRINTER: 'tcp://10.0.0.1' };
  const env = environmentOf(options, before);
  const { FOYER_KEY_FILE: key = '', ...rest } = env;
  expect(rest).toEqual({
    PATH: '/bin',
    FOYER_DATA: options.data,
    FOYER_SERVER: options.serverUrl,
    FOYER_DEVICE: 'lobby-1',
  });
  const sealed = readFileSync(key);
  expect(sealed).toHaveLength(32);
  const again = environmentOf({ ...options, enrol: { code: 'NEW', name: 'Lobby 1' } }, before);
  expect(again).toMatchObject({ FOYER_ENROL: 'NEW', FOYER_NAME: 'Lobby 1' });
  // The device's secrets are sealed with it: a later start finds the same key.
  expect(readFileSync(key)).toEqual(sealed);
});

test('[SHL11] the built application runs in the real Electron, or the console says why it does not', async () => {
  const here = desktopHere();
  if (here.kind !== 'runs') {
    const said: string[] = [];
    sayDesktop(here, (line) => {
      said.push(line);
      console.warn(line);
    });
    return expect(said.join()).toContain(here.why);
  }
  using folder = temporaryFolder();
  const desktop = await launchDesktop({ data: folder.path, serverUrl: 'http://127.0.0.1:1' });
  expect(new URL(desktop.page.url()).protocol).toBe('foyer:');
  const verbs = await desktop.page.evaluate(() => Object.keys(window.foyer ?? {}));
  expect(verbs.sort()).toEqual(Object.keys(BRIDGE).sort());
  expect(await desktop.page.evaluate(() => indexedDB.databases().then(() => 'require' in window))).toBe(
    false,
  );
  await desktop.close();
}, 60_000);
