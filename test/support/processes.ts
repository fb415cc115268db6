import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { z } from 'zod';
import { ROOT } from './source.ts';

const Listening = z.object({
  url: z.url(),
  codes: z.record(z.string(), z.array(z.string())),
  pins: z.record(z.string(), z.string()),
});
export type Listening = z.infer<typeof Listening>;

const START_MS_MAX = 60_000;
const STOP_MS_MAX = 10_000;

/** A port that was free a moment ago: for servers that must come back on the same one. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no port')),
      );
    });
  });
}

export type ProgramOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** How far the clock of its computer is ahead of ours, in milliseconds. */
  readonly clockAheadMs?: number;
};

/** A program of ours run from its TypeScript, its complaints kept for the report of a failed test. */
export class Program {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  complaints = '';
  private lines: string[] = [];
  private waiting: (() => void)[] = [];

  constructor(script: string, args: readonly string[], { env = {}, clockAheadMs = 0 }: ProgramOptions = {}) {
    const clock = clockAheadMs === 0 ? [] : ['--import', './test/support/clock-preload.ts'];
    this.child = spawn(process.execPath, ['--import', 'tsx', ...clock, script, ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FOYER_TEST_CLOCK_AHEAD_MS: String(clockAheadMs), ...env },
    });
    this.exited = new Promise((done) => this.child.on('exit', (code) => done(code)));
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.complaints = `${this.complaints}${chunk.toString()}`.slice(-20_000);
    });
    let rest = '';
    this.child.stdout?.on('data', (chunk: Buffer) => {
      const parts = `${rest}${chunk.toString()}`.split('\n');
      rest = parts.pop() ?? '';
      this.lines.push(...parts);
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.child.on('exit', () => {
      for (const wake of this.waiting.splice(0)) wake();
    });
  }

  /** The first line on standard output that `wanted` takes; throws when the program ends or stays silent. */
  async line<T>(wanted: (line: string) => T | null): Promise<T> {
    const deadline = Date.now() + START_MS_MAX;
    for (let seen = 0; ; ) {
      for (; seen < this.lines.length; seen += 1) {
        const found = wanted(this.lines[seen] ?? '');
        if (found !== null) return found;
      }
      if (this.child.exitCode !== null || this.child.signalCode !== null || Date.now() > deadline)
        throw new Error(`The program did not start.\n${this.lines.join('\n')}\n${this.complaints}`);
      await new Promise<void>((wake) => {
        const timer = setTimeout(wake, 1_000);
        this.waiting.push(() => {
          clearTimeout(timer);
          wake();
        });
      });
    }
  }

  /** Asks it to end and waits; a program that does not is killed, and the answer is null. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.exited;
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS_MAX);
    const code = await this.exited;
    clearTimeout(timer);
    return code;
  }

  [Symbol.asyncDispose](): Promise<unknown> {
    return this.stop();
  }
}

export type ServerOptions = {
  readonly db: string;
  readonly port?: number;
  readonly holdSeconds?: number;
  readonly demo?: boolean;
  /** How far the clock of its computer is ahead of ours, in milliseconds. */
  readonly clockAheadMs?: number;
};

/** Starts the sync server and waits until it listens. */
export async function startServer(options: ServerOptions): Promise<Listening & { program: Program }> {
  const args = ['--port', String(options.port ?? 0), '--db', options.db];
  if (options.demo !== false) args.push('--demo');
  if (options.holdSeconds !== undefined) args.push('--hold-seconds', String(options.holdSeconds));
  const { clockAheadMs = 0 } = options;
  const program = new Program('sync-server/cli/main.ts', args, { clockAheadMs });
  const listening = await program.line((line) => {
    if (!line.startsWith('{')) return null;
    return Listening.parse(JSON.parse(line));
  });
  return { ...listening, program };
}
