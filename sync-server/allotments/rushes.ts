import { type Demand, isRush, NO_DEMAND, wanted } from '#shared/domain/allotment/demand.ts';
import type { ShowId } from '#shared/wire/scalars.ts';

/** Shows whose demand is remembered; of more than these none is in a rush. */
const SHOWS_MAX = 2_000;

/** Which shows everybody wants seats of. Nothing here decides about a seat, and a restart forgets it. */
export type Rushes = {
  /** A hold was granted; true: it is the one with which a rush begins. */
  held(showId: ShowId): boolean;
  isRush(showId: ShowId): boolean;
};

export function watchRushes(monotonicMs: () => number): Rushes {
  const demands = new Map<ShowId, Demand>();
  return {
    held: (showId) => {
      const nowMs = monotonicMs();
      const before = demands.get(showId) ?? NO_DEMAND;
      const now = wanted(before, nowMs);
      // Re-inserting keeps the order of use: the first key is the one longest unwanted.
      demands.delete(showId);
      demands.set(showId, now);
      const [oldest] = demands.keys();
      if (demands.size > SHOWS_MAX && oldest !== undefined) demands.delete(oldest);
      return isRush(now, nowMs) && !isRush(before, nowMs);
    },
    isRush: (showId) => isRush(demands.get(showId) ?? NO_DEMAND, monotonicMs()),
  };
}
