import { v7 as uuidv7 } from 'uuid';
import { HOLD_SECONDS_DEFAULT } from '#shared/domain/limits.ts';
import type { PushedCollection } from '#shared/wire/collections.ts';
import type { PushAnswer } from '#shared/wire/messages.ts';
import { AllotmentId, type CinemaId, type ShowId } from '#shared/wire/scalars.ts';
import { openAllotments } from './allotments/desk.ts';
import { openRecalls, type Recalls } from './allotments/recalls.ts';
import { watchRushes } from './allotments/rushes.ts';
import { startUpkeep, type Upkeep } from './allotments/upkeep.ts';
import { adoptBookings } from './arbiter/adopt.ts';
import { pushAnswer } from './arbiter/answer.ts';
import { blockSeats } from './arbiter/block.ts';
import { type BookingContext, bookingRuler } from './arbiter/bookings.ts';
import { makeCatalogue } from './arbiter/catalogue.ts';
import { type GroupCommit, groupCommit } from './arbiter/group-commit.ts';
import { putDocuments } from './arbiter/put.ts';
import { type RowRuler, type RuledRow, ruleOnRows } from './arbiter/rows.ts';
import { admissionRuler, journalRuler, shiftRuler } from './arbiter/till-records.ts';
import { startClock, systemTime, type TimeSource } from './clock/server-clock.ts';
import type { Caller, Engine } from './engine.ts';
import { type Sweeper, startSweeper } from './expiry/sweeper.ts';
import { pullFrom } from './feed/pull.ts';
import { makeSubscribers, type Subscribers } from './feed/subscribers.ts';
import { openHeads } from './journal/heads.ts';
import { watchMoney } from './journal/one-sided.ts';
import { openServerKey, type ServerKey } from './journal/server-key.ts';
import { quarantineRows } from './quarantine/quarantine.ts';
import { readOpenItems, readQuarantine } from './quarantine/read.ts';
import { deviceRegistry } from './registry/devices.ts';
import { presence } from './registry/presence.ts';
import { staffRegistry } from './registry/staff.ts';
import { standingOf } from './registry/standing.ts';
import { openReports } from './reports/reports.ts';
import { reportRuler } from './restore/report.ts';
import { openRestoration } from './restore/restoration.ts';
import { type KeptState, readState } from './restore/state.ts';
import type { Log } from './store/log.ts';
import { openSqliteStore } from './store/sqlite/open.ts';
import type { Store } from './store/store.ts';

/** How far a killed server may fall behind its own time when nothing is written. */
const CLOCK_RECORDED_EVERY_MS = 5_000;

export type EngineOptions = {
  /** Path of the database; made if it does not exist. */
  readonly file: string;
  /** How long a hold lasts that names no length of its own. */
  readonly holdSeconds?: number;
  readonly log: Log;
  readonly clock?: TimeSource;
  /** The most pages of 4 KiB the database may grow to; absent: as far as the disk goes. */
  readonly pagesMax?: number;
};

/** Opens the server over an embedded database. Throws a `StoreError` whose message says what to do. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { file, log, clock = systemTime, pagesMax } = options;
  const store = await openSqliteStore({ file, ...(pagesMax === undefined ? {} : { pagesMax }) });
  try {
    const now = startClock(await store.clockMs(), clock, log);
    await store.recordClock(now());
    const key = await openServerKey(store, now);
    return engineOver(store, now, { ...(await readState(store)), key }, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

function engineOver(
  store: Store,
  now: () => number,
  kept: KeptState & { readonly key: ServerKey },
  { log, holdSeconds, clock = systemTime }: EngineOptions,
): Engine {
  const catalogue = makeCatalogue();
  const subscribers = makeSubscribers(log);
  const commits = groupCommit({
    store,
    now,
    log,
    committed: (changes) => {
      subscribers.tell(changes);
      for (const { cinemaId, collection } of changes)
        if (collection === 'shows') upkeep.forgetShows(cinemaId);
    },
    undone: () => {
      catalogue.forgetAll();
      restoration.undone();
    },
  });
  const monotonicMs = (): number => clock.monotonicMs();
  const restoration = openRestoration({ kept, commits, catalogue, now, monotonicMs, log });
  const here = presence(commits, now, log);
  const isClosed = (): boolean => restoration.closed;
  const sweeper = startSweeper({ store, commits, now, log, paused: isClosed });
  const money = watchMoney({ store, commits, now, log });
  const ticking = recordTime(store, now, log);
  const registered = { store, commits, now };
  const registry = { ...deviceRegistry(registered), ...staffRegistry(registered) };
  const recalls = openRecalls();
  const newId = (): AllotmentId => AllotmentId.parse(uuidv7());
  const rushes = watchRushes(monotonicMs);
  const upkeep = startUpkeep({
    store,
    commits,
    catalogue,
    newId,
    now,
    monotonicMs,
    log,
    isRush: rushes.isRush,
    callBack: recalls.callBack,
    paused: isClosed,
  });
  const held = (cinemaId: CinemaId, showId: ShowId): void => {
    if (rushes.held(showId)) upkeep.rush(cinemaId, showId);
  };
  const judging = { catalogue, holdSecondsDefault: holdSeconds ?? HOLD_SECONDS_DEFAULT, now, held };
  const push = pushWith({ commits, judging, isClosed, recalls, now, log });
  const pull = pullFrom(store, now);
  return {
    epoch: store.epoch,
    now,
    push: async (caller, collection, rows) => {
      here.heard(caller.device);
      const answer = await push(caller, collection, rows);
      restoration.heard(caller.device, 'push');
      return answer;
    },
    quarantine: (caller, collection, version, rows) =>
      quarantineRows(commits, now, caller, { collection, version }, rows),
    pull: async (caller, collection, query) => {
      here.heard(caller.device);
      const answer = await pull(caller, collection, query);
      if (!('wrongEpoch' in answer)) restoration.heard(caller.device, 'pull');
      return answer;
    },
    heads: (cinemaId) => store.heads(cinemaId),
    subscribe: (cinemaId, listener) => subscribers.subscribe(cinemaId, listener),
    put: (cinemaId, collection, documents) =>
      putDocuments(commits, catalogue, cinemaId, collection, documents),
    list: (cinemaId, collection) => store.list(cinemaId, collection),
    cinemas: () => store.cinemas(),
    block: (cinemaId, showId, seats) => blockSeats(commits, catalogue, cinemaId, showId, seats),
    adopt: (sales) => adoptBookings(commits, catalogue, now, sales),
    registry,
    reports: openReports({ store, registry, now }),
    attention: {
      quarantine: (cinemaId, query) => readQuarantine(store, cinemaId, query),
      openItems: (cinemaId, query) => readOpenItems(store, cinemaId, query),
      compareMoney: () => money.go(),
    },
    restoration,
    journal: openHeads(store, kept.key),
    allotments: openAllotments({ commits, recalls, upkeep, now }),
    devices: (cinemaId) => standingOf(store, here, recalls.isDeviceConnected, cinemaId),
    figures: () => ({
      ...figuresOf(store, commits, sweeper, subscribers),
      ...trustFigures(recalls, upkeep),
    }),
    close: closeOnce(async () => {
      clearInterval(ticking);
      restoration.stop();
      await sweeper.stop();
      await money.stop();
      await upkeep.stop();
      await commits.idle();
      try {
        await store.recordClock(now());
      } finally {
        await store.close();
      }
    }),
  };
}

/** How each pushed collection is ruled on; bookings of a restored server that is closed are taken over instead. */
function rulersOf(
  context: BookingContext,
  isClosed: () => boolean,
): Readonly<Record<PushedCollection, RowRuler>> {
  const judging = bookingRuler(context);
  const reporting = reportRuler(context);
  return {
    bookings: {
      ...judging,
      rule: (tx, caller, sent) => (isClosed() ? reporting(tx, caller, sent) : judging.rule(tx, caller, sent)),
    },
    shifts: shiftRuler(context.now, isClosed),
    journal: journalRuler(context.now),
    admissions: admissionRuler(isClosed),
  };
}

/** Closing again waits for the first. */
function closeOnce(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () => {
    closing ??= close();
    return closing;
  };
}

type PushParts = {
  readonly commits: GroupCommit;
  readonly judging: BookingContext;
  readonly isClosed: () => boolean;
  readonly recalls: Recalls;
  readonly now: () => number;
  readonly log: Log;
};

/** Rows of one push for which seats are recalled; the others of a very unlucky push are refused. */
const RECALLS_PER_PUSH_MAX = 4;

/**
 * Rules on pushes. Where seats are entrusted to a kiosk that is connected, their row waits for its word, outside of any
 * transaction, and is then ruled on for good; the rows behind it follow.
 */
function pushWith({ commits, judging, isClosed, recalls, now, log }: PushParts) {
  const asking = rulersOf({ ...judging, canRecall: recalls.canAsk }, isClosed);
  const final = rulersOf(judging, isClosed);
  return async (
    caller: Caller,
    collection: PushedCollection,
    rows: readonly unknown[],
  ): Promise<PushAnswer> => {
    const rule = (rulers: typeof final, some: readonly unknown[]) =>
      commits.runUnits(some.length, (tx) =>
        ruleOnRows(tx, { ruler: rulers[collection], collection, now, log }, caller, some),
      );
    const done: RuledRow[] = [];
    let left = rows;
    for (let asked = 0; left.length > 0; asked += 1) {
      const ruled = await rule(asked < RECALLS_PER_PUSH_MAX ? asking : final, left);
      done.push(...ruled.done);
      left = left.slice(ruled.count);
      if (ruled.recalls.length === 0) break;
      await recalls.ask(ruled.recalls);
      done.push(...(await rule(final, left.slice(0, 1))).done);
      left = left.slice(1);
    }
    return pushAnswer(done);
  };
}

function recordTime(store: Store, now: () => number, log: Log): NodeJS.Timeout {
  const timer = setInterval(() => {
    store
      .recordClock(now())
      .catch((error: unknown) => log.error({ err: error }, 'The time could not be recorded'));
  }, CLOCK_RECORDED_EVERY_MS);
  timer.unref();
  return timer;
}

const trustFigures = (recalls: Recalls, upkeep: Upkeep): Readonly<Record<string, number>> => ({
  allotments_granted: upkeep.figures.granted,
  allotment_looks_failed: upkeep.figures.failures,
  recalls_asked: recalls.figures.asked,
  recalls_unanswered: recalls.figures.unanswered,
});

function figuresOf(
  store: Store,
  commits: GroupCommit,
  sweeper: Sweeper,
  subscribers: Subscribers,
): Readonly<Record<string, number>> {
  const { figures } = commits;
  return {
    ...store.figures(),
    commits: figures.commits,
    commit_failures: figures.failures,
    rows_committed: figures.rows,
    rows_waiting: figures.waitingRows,
    requests_busy: figures.busy,
    last_commit_ms: figures.lastCommitMs,
    holds_expired: sweeper.figures.expired,
    sweeps_failed: sweeper.figures.failures,
    feed_listeners: subscribers.count(),
  };
}
