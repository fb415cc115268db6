import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { HostError, systemCode } from './host-error.ts';

export type Lock = { release(): void };

/** `born` tells a process from a later one that was given the same number; empty where the platform does not say. */
const Holder = z.strictObject({
  pid: z.int().min(1),
  born: z.string(),
  nonce: z.string(),
  says: z.string(),
});
type Holder = z.infer<typeof Holder>;

/** Someone else lives in this folder. `says` is what the holder wrote about itself. */
export class LockHeld extends HostError {
  readonly pid: number;
  readonly says: string;

  constructor(file: string, pid: number, says: string) {
    super('lock-held', `Process ${pid} already uses ${file}.`);
    this.pid = pid;
    this.says = says;
  }
}

const ATTEMPTS_MAX = 50;
/** A takeover is a matter of microseconds: one this old was left by a process that died within it. */
const TAKEOVER_AGE_MS_MAX = 5_000;

/**
 * Takes the lock, or throws `LockHeld`. The lock of a process that is gone is taken over. `says` is kept for whoever
 * finds the lock held, for instance the address to look at.
 */
export function acquireLock(file: string, says = ''): Lock {
  const me: Holder = {
    pid: process.pid,
    born: bornOf(process.pid),
    nonce: randomBytes(8).toString('hex'),
    says,
  };
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    if (placed(file, me)) return { release: () => release(file, me) };
    const holder = readHolder(file);
    if (holder === 'gone') continue;
    if (holder !== 'unreadable' && isAlive(holder)) throw new LockHeld(file, holder.pid, holder.says);
    removeStale(file, me);
  }
  throw new HostError('lock-contested', `${file} could not be locked: other processes keep taking it.`);
}

/** Puts the whole content in place in one step, so that nobody ever reads half a lock. */
function placed(file: string, holder: Holder): boolean {
  const draft = `${file}.${holder.nonce}`;
  try {
    writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(file: string): Holder | 'gone' | 'unreadable' {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? 'gone' : 'unreadable';
  }
}

/** Of several that find the same stale lock, one removes it: the others would remove the winner's new one. */
function removeStale(file: string, me: Holder): void {
  const takeover = `${file}.takeover`;
  if (!placed(takeover, me)) {
    if (ageMs(takeover) > TAKEOVER_AGE_MS_MAX) rmSync(takeover, { force: true });
    return;
  }
  const holder = readHolder(file);
  if (holder === 'unreadable' || (holder !== 'gone' && !isAlive(holder))) rmSync(file, { force: true });
  rmSync(takeover, { force: true });
}

function release(file: string, me: Holder): void {
  const holder = readHolder(file);
  if (typeof holder === 'object' && holder.nonce === me.nonce) rmSync(file, { force: true });
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
  const born = bornOf(holder.pid);
  return born === '' || holder.born === '' || born === holder.born;
}

/** When the process began, as Linux counts it (ticks since this boot); the number alone is used again and again. */
function bornOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The command, in brackets, may itself hold blanks and brackets: count after the last one.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? '' : `${boot}/${ticks}`;
  } catch {
    return '';
  }
}

function ageMs(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
