import { ALLOTTED_AHEAD_MS, mayHold } from '#shared/domain/allotment/plan.ts';
import type { Recall } from '#shared/domain/allotment/recall.ts';
import { saleClosesAtMs } from '#shared/domain/catalog.ts';
import type { Show } from '#shared/wire/catalog.ts';
import type { AllotmentId, CinemaId, ShowId } from '#shared/wire/scalars.ts';
import type { Catalogue } from '../arbiter/catalogue.ts';
import type { GroupCommit } from '../arbiter/group-commit.ts';
import { BusyError } from '../store/errors.ts';
import type { Log } from '../store/log.ts';
import type { Store } from '../store/store.ts';
import { type Connected, planShow, type ShowPlan, writePlan } from './grant.ts';
import { entrustedIn } from './trust.ts';

/** Looking for seats costs a millisecond or more per show and kiosk: it takes this much of a look, and no more. */
const LOOK_EVERY_MS = 200;
const LOOK_MS_MAX = 15;
/** What was planned is written together: every kiosk pulls whatever a commit wrote. */
const WRITE_EVERY_MS = 2_000;
const PLANS_MAX = 50;
/** After a round that entrusted nothing there is no hurry. */
const REST_MS = 3_000;
/** A programme has some thousand shows; which of them are coming changes slowly. */
const READ_EVERY_MS = 60_000;
/** Shows of one cinema that are kept supplied, the next ones first. */
const SHOWS_MAX = 200;

export type Upkeep = {
  /** A kiosk has come: what it may be entrusted with is looked at from the next show on. */
  add(cinemaId: CinemaId, kiosk: Connected): () => void;
  /**
   * Everybody wants seats of a show: what kiosks are entrusted with is asked back at once, before each of these seats
   * is waited for, and no more is entrusted until that is over.
   */
  rush(cinemaId: CinemaId, showId: ShowId): void;
  /** The programme of a cinema has changed. */
  forgetShows(cinemaId: CinemaId): void;
  stop(): Promise<void>;
  readonly figures: { granted: number; failures: number };
};

export type UpkeepOptions = {
  readonly store: Store;
  readonly commits: GroupCommit;
  readonly catalogue: Catalogue;
  readonly newId: () => AllotmentId;
  readonly now: () => number;
  readonly monotonicMs: () => number;
  readonly log: Log;
  readonly isRush: (showId: ShowId) => boolean;
  readonly callBack: (recalls: readonly Recall[]) => void;
  /** True while nothing may be entrusted: a restored server that is closed does not know what is free. */
  readonly paused: () => boolean;
};

type Round = {
  readonly kiosks: Set<Connected>;
  /** Shows in which a rush has begun. */
  readonly rushes: Set<ShowId>;
  /** Null: not read yet, or changed since. */
  shows: readonly ShowId[] | null;
  at: number;
  plans: ShowPlan[];
  granted: number;
  writtenAtMs: number;
  readAtMs: number;
  restUntilMs: number;
};

const isComing = (show: Show, nowMs: number): boolean =>
  show.cancelled !== true &&
  nowMs < saleClosesAtMs(show, 'counter') &&
  Date.parse(show.startsAt) - nowMs < ALLOTTED_AHEAD_MS;

async function comingShows(store: Store, cinemaId: CinemaId, nowMs: number): Promise<ShowId[]> {
  const shows = (await store.list(cinemaId, 'shows')).filter((show) => isComing(show, nowMs));
  shows.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  return shows.slice(0, SHOWS_MAX).map(({ id }) => id);
}

/** Keeps every connected kiosk supplied with seats of its coming shows, a few shows at a time and never in a hurry. */
export function startUpkeep(options: UpkeepOptions): Upkeep {
  const { store, commits, now, monotonicMs, log } = options;
  const rounds = new Map<CinemaId, Round>();
  const figures = { granted: 0, failures: 0 };
  let running: Promise<void> | null = null;

  async function look(cinemaId: CinemaId, round: Round): Promise<void> {
    if (round.shows === null) {
      round.shows = await comingShows(store, cinemaId, now());
      round.readAtMs = monotonicMs();
    }
    const { shows } = round;
    const kiosks = [...round.kiosks];
    const endMs = monotonicMs() + LOOK_MS_MAX;
    const parts = { catalogue: options.catalogue, nowMs: now() };
    await commits.runUnits(1, async (tx) => {
      while (round.at < shows.length && round.plans.length < PLANS_MAX) {
        const showId = shows[round.at];
        if (showId === undefined) break;
        round.at += 1;
        if (options.isRush(showId)) continue;
        const plan = await planShow(tx, parts, cinemaId, showId, kiosks);
        if (plan.grants.length > 0) round.plans.push(plan);
        if (monotonicMs() >= endMs) break;
      }
    });
    const isOver = round.at >= shows.length;
    if (isOver || round.plans.length >= PLANS_MAX || monotonicMs() - round.writtenAtMs >= WRITE_EVERY_MS)
      await write(cinemaId, round);
    if (isOver) rest(round);
  }

  async function write(cinemaId: CinemaId, round: Round): Promise<void> {
    // Whoever has left meanwhile would be silent with seats it has never heard of.
    const here = new Set([...round.kiosks].map(({ replicaId }) => replicaId));
    const plans = round.plans
      .splice(0)
      .filter(({ showId }) => !options.isRush(showId))
      .map(({ showId, grants }) => ({
        showId,
        grants: grants.filter(({ replicaId }) => here.has(replicaId)),
      }));
    round.writtenAtMs = monotonicMs();
    if (plans.length === 0) return;
    const parts = { newId: options.newId, nowMs: now() };
    const granted = await commits.runUnits(plans.length, async (tx) => {
      let count = 0;
      for (const plan of plans) count += await tx.unit(() => writePlan(tx, parts, cinemaId, plan));
      return count;
    });
    round.granted += granted;
    figures.granted += granted;
  }

  async function callBack(cinemaId: CinemaId, { rushes }: Round): Promise<void> {
    const showIds = [...rushes].slice(0, PLANS_MAX);
    for (const showId of showIds) rushes.delete(showId);
    options.callBack(await entrustedIn(store, cinemaId, showIds));
  }

  function rest(round: Round): void {
    round.restUntilMs = round.granted === 0 ? monotonicMs() + REST_MS : 0;
    round.at = 0;
    round.granted = 0;
    // Shows come into reach, and their sale ends.
    if (monotonicMs() - round.readAtMs >= READ_EVERY_MS) round.shows = null;
  }

  async function lookAround(): Promise<void> {
    if (options.paused()) return;
    for (const [cinemaId, round] of rounds) {
      if (round.rushes.size > 0) await callBack(cinemaId, round);
      if (round.kiosks.size === 0 || monotonicMs() < round.restUntilMs) continue;
      await look(cinemaId, round);
    }
  }

  const timer = setInterval(() => {
    if (running !== null) return;
    running = lookAround()
      .catch((error: unknown) => {
        figures.failures += 1;
        // Whoever sells goes first; the next look comes in a moment.
        if (!(error instanceof BusyError)) log.error({ err: error }, 'Seats could not be entrusted');
      })
      .finally(() => {
        running = null;
      });
  }, LOOK_EVERY_MS);
  timer.unref();

  return {
    figures,
    add: (cinemaId, kiosk) => {
      if (!mayHold(kiosk.kind)) return () => undefined;
      const round = rounds.get(cinemaId) ?? {
        kiosks: new Set(),
        rushes: new Set(),
        shows: null,
        at: 0,
        plans: [],
        granted: 0,
        writtenAtMs: monotonicMs(),
        readAtMs: monotonicMs(),
        restUntilMs: 0,
      };
      rounds.set(cinemaId, round);
      const own = { ...kiosk };
      round.kiosks.add(own);
      // What was planned before did not know of it.
      round.plans = [];
      round.at = 0;
      round.restUntilMs = 0;
      return () => {
        round.kiosks.delete(own);
        if (round.kiosks.size === 0 && rounds.get(cinemaId) === round) rounds.delete(cinemaId);
      };
    },
    rush: (cinemaId, showId) => {
      rounds.get(cinemaId)?.rushes.add(showId);
    },
    forgetShows: (cinemaId) => {
      const round = rounds.get(cinemaId);
      if (round !== undefined) round.shows = null;
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
