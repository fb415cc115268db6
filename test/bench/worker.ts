import { type ChildProcess, fork } from 'node:child_process';
import { z } from 'zod';
import { ROOT } from '#test/support/source.ts';

const Answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), result: z.unknown() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);

const STOP_MS_MAX = 5_000;

/** A process of the bench's own that does one job after another: clients must not share a thread with what they measure. */
export class Worker {
  private readonly child: ChildProcess;

  /** `script` is a path from the repository's root to a file that calls `serveJobs`. */
  constructor(script: string) {
    this.child = fork(script, [], {
      cwd: ROOT,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /** Sends a job and waits for its result. One at a time. */
  ask<T>(job: object, schema: z.ZodType<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (!this.child.connected) {
        reject(new Error('a worker of the bench has ended'));
        return;
      }
      const ended = (code: number | null): void =>
        reject(new Error(`a worker of the bench ended with ${code}`));
      this.child.once('exit', ended);
      this.child.once('message', (raw) => {
        this.child.off('exit', ended);
        const answer = Answer.parse(raw);
        if (answer.kind === 'failed') reject(new Error(answer.message));
        else resolve(schema.parse(answer.result));
      });
      this.child.send(job);
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise<void>((done) => this.child.once('exit', () => done()));
    this.child.disconnect();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS_MAX);
    await gone;
    clearTimeout(timer);
  }
}

/** The other side: does each job that comes and sends what it gives; ends with its parent. */
export function serveJobs<T>(schema: z.ZodType<T>, work: (job: T) => Promise<object>): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (raw) => {
    const told = (answer: z.infer<typeof Answer>): void => void process.send?.(answer);
    Promise.resolve()
      .then(() => work(schema.parse(raw)))
      .then(
        (result) => told({ kind: 'done', result }),
        (error: unknown) =>
          told({ kind: 'failed', message: error instanceof Error ? (error.stack ?? '') : String(error) }),
      );
  });
}
