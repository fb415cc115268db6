import { BusyError } from '../store/errors.ts';
import type { Log } from '../store/log.ts';

/** Work that goes round: one at a time, every so often, and whenever it is asked for. */
export type Rounds<Result> = {
  /** One round now, or the one that runs already. */
  go(): Promise<Result>;
  /** Resolves when no round runs any more. */
  stop(): Promise<void>;
};

/** Begins the rounds. A round that fails is logged and the next one comes; a full queue is no fault of its own. */
export function startRounds<Result>(of: {
  readonly everyMs: number;
  readonly log: Log;
  /** Said of a round that failed. */
  readonly failed: string;
  readonly round: () => Promise<Result>;
}): Rounds<Result> {
  let running: Promise<Result> | null = null;
  const go = (): Promise<Result> => {
    running ??= of.round().finally(() => {
      running = null;
    });
    return running;
  };
  const timer = setInterval(() => {
    go().catch((error: unknown) => {
      if (!(error instanceof BusyError)) of.log.error({ err: error }, of.failed);
    });
  }, of.everyMs);
  timer.unref();
  return {
    go,
    stop: async () => {
      clearInterval(timer);
      await running?.catch(() => undefined);
    },
  };
}
