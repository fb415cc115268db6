import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#electron/abilities/testing.ts';
import { BRIDGE } from '#shared/wire/bridge.ts';
import { ELECTRON_ABSENT, electronBinary, electronBinaryOrSay } from './available.ts';
import { launchDesktop } from './launch.ts';

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

test('[SHL11] the built application runs in the real Electron, or the console says that there is none', async () => {
  const said: string[] = [];
  const binary = electronBinaryOrSay((line) => {
    said.push(line);
    console.warn(line);
  });
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  const display =
    process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (binary === null) return expect(said.join()).toContain(ELECTRON_ABSENT);
  if (root || !display) {
    const why = root ? 'Chromium’s sandbox does not work for root' : 'there is no display';
    return console.warn(`\n  ELECTRON NOT RUN  The binary is here, but ${why}.\n`);
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
