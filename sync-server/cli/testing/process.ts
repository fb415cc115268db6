import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const Started = z.strictObject({
  url: z.string(),
  codes: z.strictObject({
    counter: z.array(z.string()),
    lobby: z.array(z.string()),
    door: z.array(z.string()),
    manager: z.array(z.string()),
  }),
  pins: z.record(z.string(), z.string()),
});
export type Started = z.infer<typeof Started>;

export type Ended = {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
};

export type Running = {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has said so far. */
  readonly said: { out: string; err: string };
};

/** Runs the server's command line as a process of its own. */
export function run(args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sync-server/cli/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += String(data);
  });
  child.stderr.on('data', (data) => {
    said.err += String(data);
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...said }));
  });
  return { child, ended, said };
}

/** Waits for the one line a server says when it listens. */
export async function started(running: Running): Promise<Started> {
  const { child, said } = running;
  const line = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const end = said.out.indexOf('\n');
      if (end >= 0) resolve(said.out.slice(0, end));
    };
    child.stdout?.on('data', look);
    child.once('close', () => reject(new Error(`The server ended: ${said.err}`)));
    look();
  });
  return Started.parse(JSON.parse(line));
}

/** Asks a server to stop and waits until it has. */
export async function stopped(running: Running, signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
  running.child.kill(signal);
  return running.ended;
}
