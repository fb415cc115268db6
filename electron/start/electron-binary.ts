import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Fetching Electron takes this long at most; whoever waits wants to sell tickets. */
const FETCH_MS_MAX = 60_000;

/** Electron's program: there already, or fetched now if that is quick; null when it is not to be had. */
export async function electronBinary(
  root: string,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<string | null> {
  const folder = join(root, 'node_modules', 'electron');
  const there = installedBinary(folder, env);
  if (there !== null) return there;
  if (!canFetchInto(folder)) return null;
  say('Fetching Electron, for at most a minute …');
  await fetchElectron(folder, env, signal);
  return installedBinary(folder, env);
}

function installedBinary(folder: string, env: NodeJS.ProcessEnv): string | null {
  const given = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const name = readIfThere(join(folder, 'path.txt')) ?? (given === undefined ? null : 'electron');
  if (name === null) return null;
  const binary = join(given ?? join(folder, 'dist'), name);
  return existsSync(binary) ? binary : null;
}

function canFetchInto(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return existsSync(join(folder, 'install.js'));
  } catch {
    return false;
  }
}

/** Electron's own installer, in a process that can be given up; its complaints interest nobody here. */
function fetchElectron(folder: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      cwd: folder,
      env,
      stdio: 'ignore',
      timeout: FETCH_MS_MAX,
      killSignal: 'SIGKILL',
      signal,
    });
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
