import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, tmpdir, totalmem } from 'node:os';
import { findChromium } from '#test/support/chromium.ts';

export type Machine = Readonly<Record<string, string>>;

const TMPFS = 0x0102_1994;

export const loadNow = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');

/** What the figures were measured on; without it they say nothing. */
export function machine(): Machine {
  const [cpu] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(1)} GiB`;
  // A commit to a disk in memory costs nothing.
  const disk =
    statfsSync(tmpdir()).type === TMPFS ? 'in memory: durable commits cost nothing here' : 'on disk';
  return {
    machine: `${availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory}, ${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    chromium: chromiumVersion(),
    databases: `${tmpdir()}, ${disk}`,
    load: `${loadNow()} (1, 5, 15 minutes, at the start)`,
    at: new Date().toISOString(),
  };
}

function chromiumVersion(): string {
  const path = findChromium();
  if (path === null) return 'none';
  try {
    return execFileSync(path, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return path;
  }
}
