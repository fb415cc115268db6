import type { Change } from '../engine.ts';
import { BusyError, StoreError } from '../store/errors.ts';
import type { Log } from '../store/log.ts';
import type { Store, Tx } from '../store/store.ts';

/** Rows that may wait for their commit; at some 10,000 rows a second this is half a second of waiting. */
export const WAITING_ROWS_MAX = 5_000;
/** Rows that share one commit: enough to make the disk's part small, few enough to answer the first one soon. */
const COMMIT_ROWS_MAX = 500;

type Outcome = { readonly deliver: () => void };

type Waiting = {
  readonly rows: number;
  /** Runs the work; what it answers may leave only after the commit. */
  readonly run: (tx: Tx) => Promise<Outcome>;
  readonly fail: (error: unknown) => void;
};

export type GroupCommit = {
  /**
   * Runs `work` in the next transaction, together with everything else that waits. It is a unit of its own: if it
   * throws, it alone is rolled back and rejected. Resolves when the commit is durable. `rows` is its size for the
   * limits. Rejects with `BusyError` at once when too much waits already, with `StoreError` when the commit fails.
   */
  run<T>(rows: number, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same for work whose every write is in a unit of its own already: if it throws, those that ended stay. */
  runUnits<T>(rows: number, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
  readonly figures: CommitFigures;
};

export type CommitFigures = {
  commits: number;
  rows: number;
  busy: number;
  failures: number;
  waitingRows: number;
  lastCommitMs: number;
};

export type CommitOptions = {
  readonly store: Store;
  readonly now: () => number;
  readonly log: Log;
  /** After each durable commit, before its answers leave. */
  readonly committed: (changes: readonly Change[]) => void;
  /** After a commit that failed: what was remembered of it must be forgotten. */
  readonly undone: () => void;
};

const nextTurnOfTheLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Requests that arrive while one commit is on its way to the disk share the next. */
export function groupCommit(options: CommitOptions): GroupCommit {
  const queue: Waiting[] = [];
  const figures: CommitFigures = {
    commits: 0,
    rows: 0,
    busy: 0,
    failures: 0,
    waitingRows: 0,
    lastCommitMs: 0,
  };
  let draining: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      // Sockets are read first: whatever has arrived by then comes along.
      await nextTurnOfTheLoop();
      await commitTogether(takeBatch(queue), options, figures);
    }
    draining = null;
  }

  const runUnits = <T>(rows: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (figures.waitingRows + rows > WAITING_ROWS_MAX && queue.length > 0) {
        figures.busy += 1;
        reject(new BusyError());
        return;
      }
      figures.waitingRows += rows;
      queue.push({
        rows,
        fail: reject,
        run: async (tx) => {
          const answer = await work(tx);
          return { deliver: () => resolve(answer) };
        },
      });
      draining ??= drain();
    });

  return {
    figures,
    runUnits,
    run: (rows, work) => runUnits(rows, (tx) => tx.unit(() => work(tx))),
    idle: async () => {
      while (draining !== null) await draining;
    },
  };
}

function takeBatch(queue: Waiting[]): Waiting[] {
  let rows = 0;
  let count = 0;
  for (const waiting of queue) {
    rows += waiting.rows;
    if (count > 0 && rows > COMMIT_ROWS_MAX) break;
    count += 1;
  }
  return queue.splice(0, count);
}

/** One unit: its answer, or its own failure. A failure of the storage is everybody's. */
async function runOne(tx: Tx, waiting: Waiting): Promise<Outcome> {
  try {
    return await waiting.run(tx);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    return { deliver: () => waiting.fail(error) };
  }
}

async function commitTogether(
  batch: readonly Waiting[],
  options: CommitOptions,
  figures: CommitFigures,
): Promise<void> {
  const rows = batch.reduce((sum, waiting) => sum + waiting.rows, 0);
  const startedMs = performance.now();
  try {
    const { result, changes } = await options.store.transaction(options.now, async (tx) => {
      const outcomes: Outcome[] = [];
      for (const waiting of batch) outcomes.push(await runOne(tx, waiting));
      return outcomes;
    });
    figures.commits += 1;
    figures.rows += rows;
    options.committed(changes);
    for (const outcome of result) outcome.deliver();
  } catch (error) {
    figures.failures += 1;
    options.undone();
    options.log.error({ err: error, requests: batch.length }, 'A commit failed; nothing of it was written');
    for (const waiting of batch) waiting.fail(error);
  } finally {
    figures.waitingRows -= rows;
    figures.lastCommitMs = performance.now() - startedMs;
  }
}
