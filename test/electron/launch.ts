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

export type Desktop = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Quits it; one that does not quit is killed. */
  close(): Promise<void>;
  /** `kill -9`, as power loss would. */
  kill(): Promise<void>;
};

const QUIT_MS_MAX = 10_000;

/** The built application in the real Electron. Throws when the binary is not here: ask `electronBinary` before. */
export async function launchDesktop(options: DesktopOptions): Promise<Desktop> {
  const executablePath = electronBinary();
  if (executablePath === null) throw new Error('The Electron binary is not here.');
  ensureBuilt(join(ROOT, 'out/main/main.js'));
  const app = await _electron.launch({
    executablePath,
    args: [ROOT],
    env: environmentOf(options, process.env),
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  const kill = async (): Promise<void> => {
    const child = app.process();
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  };
  const close = async (): Promise<void> => {
    const late = setTimeout(() => void kill(), QUIT_MS_MAX);
    await app.close().catch(() => undefined);
    clearTimeout(late);
  };
  return { app, page, close, kill };
}

/** What the application is told: this machine's environment without any `FOYER_…` of ours, and the till's own. */
export function environmentOf(options: DesktopOptions, env: NodeJS.ProcessEnv): Record<string, string> {
  const { data, serverUrl, device = 'desktop', enrol } = options;
  return {
    ...withoutFoyer(env),
    FOYER_DATA: data,
    FOYER_SERVER: serverUrl,
    FOYER_DEVICE: device,
    // A test machine has no keychain; the shell refuses to do without one or a key file.
    FOYER_KEY_FILE: keyFile(data),
    ...(enrol === undefined ? {} : { FOYER_ENROL: enrol.code, FOYER_NAME: enrol.name }),
  };
}

function withoutFoyer(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).filter(([name]) => !name.startsWith('FOYER_'));
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
