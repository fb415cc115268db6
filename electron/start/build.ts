import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../abilities/host-error.ts';
import { acquireLock, type Lock, LockHeld } from '../abilities/lock.ts';
import { fingerprintOf, STAMP_FILE } from './fingerprint.ts';

const BUILT = ['out/renderer/index.html', 'out/main/main.js', 'out/preload/preload.cjs'] as const;
const BUILD_MS_MAX = 5 * 60_000;
const OUTPUT_CHARS_MAX = 4_000;

export type BuildState = 'current' | 'outdated' | 'missing';

/** Whether what is built was made from the sources as they are. */
export function buildState(root: string): BuildState {
  if (!BUILT.every((file) => existsSync(join(root, file)))) return 'missing';
  try {
    const stamp: unknown = JSON.parse(readFileSync(join(root, STAMP_FILE), 'utf8'));
    const sources = typeof stamp === 'object' && stamp !== null && 'sources' in stamp ? stamp.sources : null;
    return sources === fingerprintOf(root) ? 'current' : 'outdated';
  } catch {
    return 'outdated';
  }
}

/** Builds what is missing or outdated. Where nothing may be written, an outdated build is used as it is. */
export async function ensureBuilt(
  root: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  if (buildState(root) === 'current') return;
  if (!isWritable(root)) {
    if (buildState(root) === 'missing') {
      throw new HostError(
        'not-built',
        `${root} cannot be written to, and nothing is built in it yet. Run: npm run build`,
      );
    }
    say(
      'The pages were built from other sources, and this folder cannot be written to: they are used as they are.',
    );
    return;
  }
  const lock = await buildLock(root, say, signal);
  try {
    // Whoever held the lock may have built what we need.
    if (buildState(root) === 'current') return;
    say('Building the pages. This happens once, and again after changes.');
    await build(root, signal);
  } finally {
    lock.release();
  }
}

function isWritable(root: string): boolean {
  try {
    mkdirSync(join(root, 'out'), { recursive: true });
    accessSync(join(root, 'out'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function buildLock(root: string, say: (line: string) => void, signal: AbortSignal): Promise<Lock> {
  const until = performance.now() + BUILD_MS_MAX;
  for (let told = false; ; told = true) {
    try {
      return acquireLock(join(root, 'out', 'building.lock'));
    } catch (error) {
      if (!(error instanceof LockHeld) || performance.now() > until) throw error;
      if (!told) say('Another start is building the pages; waiting for it.');
      await wait(300, undefined, { signal });
    }
  }
}

function build(root: string, signal: AbortSignal): Promise<void> {
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  if (!existsSync(tool)) {
    throw new HostError('not-installed', 'The packages are not installed yet. Run: npm ci');
  }
  return new Promise((resolve, reject) => {
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-OUTPUT_CHARS_MAX);
    };
    const child = spawn(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      timeout: BUILD_MS_MAX,
      signal,
    });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new HostError('build-failed', `The pages could not be built.\n${output.trim()}`));
    });
  });
}
