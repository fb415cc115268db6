import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '#electron/abilities/testing.ts';
import { BRIDGE } from '#shared/wire/bridge.ts';
import { type ElectronDouble, electronDouble } from './double.ts';
import { electronOf } from './shell.ts';

/** Runs the main process as Electron would, on data of its own. */
async function run(
  folder: string,
  prepare: (double: ElectronDouble) => void = () => undefined,
): Promise<ElectronDouble> {
  vi.stubEnv('FOYER_DATA', folder);
  vi.stubEnv('FOYER_SERVER', 'http://127.0.0.1:1');
  const double = electronDouble();
  prepare(double);
  await electronOf(double);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await import('#electron/main/main.ts');
    await vi.waitFor(() => {
      const settled = double.app.exits.length > 0 || double.windows.some(({ loaded }) => loaded.length > 0);
      if (!settled) throw new Error('still starting');
    });
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
  return double;
}

async function quit(double: ElectronDouble): Promise<void> {
  double.app.quit();
  await expect.poll(() => double.app.exits).toEqual([0]);
}

test('[SHL10] the main process starts in Electron’s order: scheme and sandbox before ready, guards before the page', async () => {
  using folder = temporaryFolder();
  const double = await run(folder.path);
  expect(double.errorBoxes).toEqual([]);
  expect(double.app.sandboxed).toBe(true);
  expect(double.app.paths.get('userData')).toBe(join(folder.path, 'devices', 'desktop', 'electron'));
  expect(double.windows.map(({ loaded }) => loaded)).toEqual([['foyer://app/']]);
  expect(double.windows[0]?.webContents.mainFrame?.origin).toBe('foyer://app');
  expect(double.verbs.size).toBe(Object.keys(BRIDGE).length);
  expect(double.grants('media', 'foyer://app/')).toBe(false);
  expect(double.menus).toEqual(process.platform === 'darwin' ? [] : [null]);
  await quit(double);
});

test('[SHL10] what keeps the shell from starting is said in a box, and it ends', async () => {
  using folder = temporaryFolder();
  const double = await run(folder.path, ({ keychain }) => {
    keychain.available = false;
  });
  expect(double.errorBoxes).toEqual([
    expect.stringMatching(/^Foyer cannot start: This machine has no keychain/),
  ]);
  expect(double.app.exits).toEqual([1]);
  expect(double.windows).toEqual([]);
});

test('[SHL10] a key that another keychain sealed is refused, not replaced', async () => {
  using folder = temporaryFolder();
  await quit(await run(folder.path));
  const key = join(folder.path, 'devices', 'desktop', 'device-key');
  writeFileSync(key, 'keychain:AAAA');
  const double = await run(folder.path);
  expect(double.errorBoxes).toEqual([expect.stringContaining('cannot be read as this device')]);
  expect(double.windows).toEqual([]);
});

test('[SHL7] a second instance opens nothing', async () => {
  using folder = temporaryFolder();
  const double = await run(folder.path, ({ app }) => {
    app.hasLock = false;
  });
  expect(double.windows).toEqual([]);
  expect(double.app.exits).toEqual([0]);
});
