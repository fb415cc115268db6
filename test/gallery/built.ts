import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf, STAMP_FILE } from '#electron/start/fingerprint.ts';
import { ROOT } from '../support/source.ts';

/** Builds the pages unless they were built from the sources as they are; `FOYER_PAGES` names others that are used as they are. */
export function ensureBuilt(say: (line: string) => void): void {
  if (process.env['FOYER_PAGES'] !== undefined || isCurrent()) return;
  say('Building the pages …');
  const tool = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
  const { status } = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
    timeout: 5 * 60_000,
  });
  if (status !== 0) throw new Error('The pages could not be built.');
}

function isCurrent(): boolean {
  const stamp = join(ROOT, STAMP_FILE);
  return existsSync(stamp) && readFileSync(stamp, 'utf8').includes(fingerprintOf(ROOT));
}
