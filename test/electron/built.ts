import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/source.ts';

/** Builds the three parts where `file` of `out/` is missing. Throws when that fails. */
export function ensureBuilt(file: string): void {
  if (existsSync(file)) return;
  const bin = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
  const built = spawnSync(process.execPath, [bin, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (built.status !== 0) throw new Error('Foyer could not be built.');
}
