import type { Log } from '../store/log.ts';

/** Where time comes from; tests bring their own. */
export type TimeSource = {
  /** Milliseconds since 1970, UTC; people and time servers may set it to anything at any moment. */
  wallMs(): number;
  /** Milliseconds since some fixed moment of this process; never steps. */
  monotonicMs(): number;
};

export const systemTime: TimeSource = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

/** No Foyer ran before this: a clock that says less has never been set. */
export const EARLIEST_MS = Date.UTC(2026, 0, 1);
/** Longer than any cinema stays closed; a wall clock further ahead of the last known time is wrong. */
export const FORWARD_JUMP_MS_MAX = 400 * 24 * 60 * 60 * 1_000;

/**
 * The only clock that ends a hold: the value kept in the database plus the monotonic time since the start. The wall
 * clock is read once, here: stepping it while the server runs changes nothing. A server that starts on a clock set
 * back goes on from the last time it knew.
 */
export function startClock(persistedMs: number, source: TimeSource, log: Log): () => number {
  const baseMs = startingPoint(persistedMs, source.wallMs(), log);
  const startedMs = source.monotonicMs();
  return () => baseMs + Math.floor(source.monotonicMs() - startedMs);
}

function startingPoint(persistedMs: number, wallMs: number, log: Log): number {
  const wall = Math.floor(wallMs);
  const known = Math.max(persistedMs, EARLIEST_MS);
  if (wall < known) {
    log.warn(
      { wall: new Date(wall).toISOString(), resumed: new Date(known).toISOString() },
      'The clock of this computer is behind the time Foyer last recorded; Foyer goes on from there. Set the clock.',
    );
    return known;
  }
  const latest = known + FORWARD_JUMP_MS_MAX;
  // A database that has never recorded a time has nothing to be ahead of.
  if (persistedMs >= EARLIEST_MS && wall > latest) {
    log.warn(
      { wall: new Date(wall).toISOString(), bounded: new Date(latest).toISOString() },
      'The clock of this computer is more than a year ahead of the time Foyer last recorded; Foyer does not follow it that far. Set the clock and start again.',
    );
    return latest;
  }
  return wall;
}
