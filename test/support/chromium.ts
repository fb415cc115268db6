import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/** Switches that keep a test browser from talking to anybody but our own servers. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium that is here already: named by `FOYER_CHROMIUM`, Playwright's own, or the system's. */
export function findChromium(): string | null {
  const named = process.env['FOYER_CHROMIUM'];
  if (named !== undefined && existsSync(named)) return named;
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  return KNOWN.find((path) => existsSync(path)) ?? null;
}

/** Finds a Chromium or fetches one: Playwright's own first, then Debian's package where we may install it. */
export function ensureChromium(say: (line: string) => void): string {
  const here = findChromium();
  if (here !== null) return here;
  say('No Chromium here: fetching Playwright’s own (up to 3 minutes) …');
  spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 180_000 });
  const fetched = findChromium();
  if (fetched !== null) return fetched;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('That did not work: installing Debian’s package chromium …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update'], { stdio: 'ignore', timeout: 300_000, env });
    execFileSync('apt-get', ['install', '-y', 'chromium'], { stdio: 'ignore', timeout: 900_000, env });
  }
  const installed = findChromium();
  if (installed === null)
    throw new Error('No Chromium could be found or installed. Install one, or name it in FOYER_CHROMIUM.');
  return installed;
}
