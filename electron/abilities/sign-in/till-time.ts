/**
 * How old things on this machine are, for a host whose wall clock may say anything: a count of milliseconds that only
 * grows, with what the clocks read when it was last looked at.
 */
export type TillTime = {
  readonly ms: number;
  /** Milliseconds since 1970, as this machine believes. */
  readonly wallMs: number;
  /** Milliseconds since this machine was started. */
  readonly upMs: number;
};

/** What a restart costs at which the wall clock reads earlier than it did: nobody can tell how long the machine was off. */
export const UNTOLD_PAUSE_MS = 60 * 60 * 1_000;

/**
 * The count now. Elapsed is whatever clock says more: a wall clock that is set ahead ages everything early, which is
 * safe, and one that is set back stops nothing, because the machine's own running time counts all the same. After a
 * restart with the clock set back the pause is unknown and costs an hour, so that nobody lives on such restarts.
 */
export function tillTimeAt(seen: TillTime, wallMs: number, upMs: number): TillTime {
  const hasRestarted = upMs < seen.upMs;
  const ran = hasRestarted ? upMs : upMs - seen.upMs;
  const byWall = wallMs - seen.wallMs;
  const untold = hasRestarted && byWall < 0 ? UNTOLD_PAUSE_MS : 0;
  return { ms: seen.ms + Math.max(ran, byWall, untold), wallMs, upMs };
}
