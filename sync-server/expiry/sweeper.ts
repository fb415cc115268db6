import { expireInside } from '../arbiter/apply-verdict.ts';
import type { GroupCommit } from '../arbiter/group-commit.ts';
import { BusyError, StoreError } from '../store/errors.ts';
import type { Log } from '../store/log.ts';
import type { EndedHold, Store } from '../store/store.ts';

/** Ended holds are freed within a second even when nobody looks; this leaves time for the commit. */
const SWEEP_EVERY_MS = 250;
const ENDED_PER_COMMIT_MAX = 100;
/** Batches of one sweep; what is left waits for the next. */
const BATCHES_PER_SWEEP_MAX = 20;

export type Sweeper = {
  /** One sweep now; how many holds it ended. */
  sweep(): Promise<number>;
  /** Resolves when no sweep runs any more. */
  stop(): Promise<void>;
  readonly figures: { expired: number; failures: number };
};

export type SweeperOptions = {
  readonly store: Store;
  readonly commits: GroupCommit;
  readonly now: () => number;
  readonly log: Log;
  /** True while no hold may end: a restored server that is closed moves no seats. */
  readonly paused?: () => boolean;
};

/**
 * Tidies up after holds that ran out. It waits in the same queue as everybody; whoever wants the seats earlier judges
 * their expiry himself.
 */
export function startSweeper(options: SweeperOptions): Sweeper {
  const figures = { expired: 0, failures: 0 };
  let running: Promise<number> | null = null;

  async function sweepAll(): Promise<number> {
    let total = 0;
    if (options.paused?.() === true) return total;
    for (let batch = 0; batch < BATCHES_PER_SWEEP_MAX; batch += 1) {
      const ended = await options.store.endedHolds(options.now(), ENDED_PER_COMMIT_MAX);
      if (ended.length === 0) break;
      const count = await endTogether(options, ended);
      figures.expired += count;
      total += count;
      if (ended.length < ENDED_PER_COMMIT_MAX || count === 0) break;
    }
    return total;
  }

  const sweep = (): Promise<number> => {
    running ??= sweepAll().finally(() => {
      running = null;
    });
    return running;
  };

  const timer = setInterval(() => {
    sweep().catch((error: unknown) => {
      figures.failures += 1;
      // A full queue is no fault of the sweeper's: the next sweep comes in a moment.
      if (!(error instanceof BusyError)) options.log.error({ err: error }, 'Ended holds could not be freed');
    });
  }, SWEEP_EVERY_MS);
  timer.unref();

  return {
    sweep,
    figures,
    stop: async () => {
      clearInterval(timer);
      await running?.catch(() => undefined);
    },
  };
}

/** Each hold is a unit of its own: one that cannot be ended does not keep the others. */
async function endTogether(
  { commits, now, log }: SweeperOptions,
  ended: readonly EndedHold[],
): Promise<number> {
  return commits.run(ended.length, async (tx) => {
    let count = 0;
    for (const { id } of ended) {
      try {
        if (await tx.unit(() => expireInside(tx, id, now()))) count += 1;
      } catch (error) {
        if (error instanceof StoreError) throw error;
        log.error({ err: error, booking: id }, 'One ended hold could not be freed');
      }
    }
    return count;
  });
}
