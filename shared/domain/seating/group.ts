import type { SeatId } from '#shared/wire/scalars.ts';
import { type BestSeats, bestAvailable } from './best.ts';
import type { SeatQuery } from './field.ts';
import type { PartyRequest } from './party.ts';

/**
 * Seats for several parties that came as one group, each party together and all of them near each other: the largest
 * chooses first, the others sit near it. Answers in the order of `parties`; null when one of them finds no seats.
 */
export function bestForGroup(
  query: SeatQuery,
  parties: readonly PartyRequest[],
): readonly BestSeats[] | null {
  const largestFirst = parties
    .map((party, at) => ({ party, at }))
    .toSorted((a, b) => b.party.size - a.party.size);
  const taken = new Set<SeatId>();
  const found: { at: number; seats: BestSeats }[] = [];
  for (const { party, at } of largestFirst) {
    const near = [...(query.near ?? []), ...taken];
    const isFree = (seatId: SeatId) => !taken.has(seatId) && query.isFree(seatId);
    const seats = bestAvailable({ ...query, party, isFree, near });
    if (seats === null) return null;
    for (const seatId of seats.seatIds) taken.add(seatId);
    found.push({ at, seats });
  }
  return found.toSorted((a, b) => a.at - b.at).map(({ seats }) => seats);
}
