import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desktopHere, sayDesktop } from '../../electron/available.ts';
import { startServer } from '../../support/processes.ts';
import { ROOT } from '../../support/source.ts';

/**
 * Builds the pages where that has not been done, and seeds one demo database that every story copies, unless
 * `FOYER_STORY_SEED` names one. Answers how to clear up.
 */
export default async function seed(): Promise<() => void> {
  sayDesktop(desktopHere());
  if (!existsSync(join(ROOT, 'out/renderer/index.html'))) {
    const built = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'],
      {
        cwd: ROOT,
        stdio: 'inherit',
      },
    );
    if (built.status !== 0) throw new Error('The pages could not be built.');
  }
  if (process.env['FOYER_STORY_SEED'] !== undefined) return () => {};
  const folder = mkdtempSync(join(tmpdir(), 'foyer-stories-'));
  const db = join(folder, 'seed.sqlite');
  const { program } = await startServer({ db });
  await program.stop();
  process.env['FOYER_STORY_SEED'] = db;
  return () => rmSync(folder, { recursive: true, force: true });
}
