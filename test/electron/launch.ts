import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { ROOT } from '../support/source.ts';
import { electronBinary } from './available.ts';
import { ensureBuilt } from './built.ts';

export type DesktopOptions = {
  /** The data directory, as `FOYER_DATA`. */
  readonly data: string;
  readonly serverUrl: string;
  /** The device's folder name; `desktop` where left out. */
  readonly device?: string;
  /** A one-time code to enrol with, and the name to enrol as. */
  readonly enrol?: { readonly code: string; readonly name: string };
};

export type Desktop = { readonly app: ElectronApplication; readonly page: Page; close(): Promise<void> };

/** The built application in the real Electron. Throws when the binary is not here: ask `electronBinary` before. */
export async function launchDesktop(options: DesktopOptions): Promise<Desktop> {
  const executablePath = electronBinary();
  if (executablePath === null) throw new Error('The Electron binary is not here.');
  ensureBuilt(join(ROOT, 'out/main/main.js'));
  const { data, serverUrl, device = 'desktop', enrol } = options;
  const app = await _electron.launch({
    executablePath,
    args: [ROOT],
    env: {
      ...ownEnvironment(),
      FOYER_DATA: data,
      FOYER_SERVER: serverUrl,
      FOYER_DEVICE: device,
      // A test machine has no keychain; the shell refuses to do without one or a key file.
      FOYER_KEY_FILE: keyFile(data),
      ...(enrol === undefined ? {} : { FOYER_ENROL: enrol.code, FOYER_NAME: enrol.name }),
    },
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return { app, page, close: () => app.close() };
}

function ownEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('FOYER_'));
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function keyFile(data: string): string {
  const file = join(data, 'test.key');
  mkdirSync(data, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  } catch {
    // The key of an earlier launch on the same data: the device's secrets are sealed with it.
  }
  return file;
}
