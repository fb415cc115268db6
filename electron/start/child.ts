import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { LogFile } from './log-file.ts';

const RESTARTS_MAX = 5;
/** Restarts are counted over this long, in milliseconds. */
const RESTARTS_WINDOW_MS = 60_000;
const RESTART_DELAY_MS = 500;
const STOP_MS_MAX = 8_000;
const LINE_CHARS_MAX = 1024 * 1024;

export type ChildOptions = {
  /** What it is called when something is said about it: "the sync server". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: LogFile;
  /** Aborted when everything closes: a program that ends then, as the terminal asks all of them to, just ends. */
  readonly signal: AbortSignal;
  /** One JSON line of its standard output. */
  onNews(news: unknown): void;
  say(line: string): void;
  /** It kept ending, or ended before it had said anything, and is not started again. */
  onGivenUp(lastWords: string): void;
  /** How long it may take to stop before it is killed, in milliseconds. */
  readonly insistAfterMs?: number;
};

export type Child = {
  /** Asks it to stop, insists after a while, and returns when it is gone. */
  stop(): Promise<void>;
};

/** Runs a program and starts it again when it ends by itself, unless it keeps doing so. */
export function superviseChild(options: ChildOptions): Child {
  const { name, log } = options;
  let running: ChildProcessWithoutNullStreams | null = null;
  let stopping = false;
  let cameUp = false;
  let timer: NodeJS.Timeout | undefined;
  let ends: number[] = [];
  let gone: Promise<void> = Promise.resolve();

  const ended = (why: string): void => {
    running = null;
    if (stopping || options.signal.aborted) return;
    const now = performance.now();
    ends = [...ends.filter((at) => now - at < RESTARTS_WINDOW_MS), now];
    // What never came up at all would not come up the next time either.
    if (!cameUp || ends.length > RESTARTS_MAX) {
      options.onGivenUp(log.tail(5));
      return;
    }
    options.say(`${name} ended by itself (${why}) and is started again. Its log: ${log.path}`);
    timer = setTimeout(start, RESTART_DELAY_MS * ends.length);
  };
  const start = (): void => {
    const child = spawn(options.command, options.args, { cwd: options.cwd, env: options.env, stdio: 'pipe' });
    running = child;
    gone = new Promise((resolve) => {
      child.once('error', (error) => {
        resolve();
        if (child.pid === undefined) ended(error.message);
      });
      child.once('close', (code, signal) => {
        resolve();
        ended(signal ?? `exit ${code ?? 'unknown'}`);
      });
    });
    child.stdin.on('error', () => undefined);
    child.stderr.setEncoding('utf8').on('data', (text: string) => log.write(text));
    readLines(child, (line) => {
      const news = parseNews(line);
      if (news === null) {
        log.write(`${line}\n`);
        return;
      }
      cameUp = true;
      options.onNews(news);
    });
  };
  start();

  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      const child = running;
      if (child === null) return;
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), options.insistAfterMs ?? STOP_MS_MAX);
      await gone;
      clearTimeout(insist);
    },
  };
}

function readLines(child: ChildProcessWithoutNullStreams, take: (line: string) => void): void {
  let pending = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    pending += text;
    const lines = pending.split('\n');
    pending = (lines.pop() ?? '').slice(-LINE_CHARS_MAX);
    for (const line of lines) take(line);
  });
}

function parseNews(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
