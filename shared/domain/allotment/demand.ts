/**
 * How much a show is wanted: its holds of late, of which one a second is forgotten. Milliseconds are of a clock that
 * only goes forward.
 */
export type Demand = { readonly holds: number; readonly atMs: number };

/** Whoever sells faster than this for a while sells a large house out within minutes. */
const FORGOTTEN_PER_SECOND = 1;
const RUSH_HOLDS = 10;
/** A rush is over half a minute after the last of its holds at the latest. */
const HOLDS_MAX = 40;

export const NO_DEMAND: Demand = { holds: 0, atMs: 0 };

const holdsAt = ({ holds, atMs }: Demand, nowMs: number): number =>
  Math.max(0, holds - ((nowMs - atMs) / 1_000) * FORGOTTEN_PER_SECOND);

/** After one more hold. */
export const wanted = (demand: Demand, nowMs: number): Demand => ({
  holds: Math.min(HOLDS_MAX, holdsAt(demand, nowMs) + 1),
  atMs: nowMs,
});

/**
 * Whether everybody wants seats of a show at once. Then whatever a kiosk is entrusted with is somebody's next wish, and
 * would be sold by others before a line that falls is missed.
 */
export const isRush = (demand: Demand, nowMs: number): boolean => holdsAt(demand, nowMs) >= RUSH_HOLDS;
