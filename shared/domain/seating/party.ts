import { invariant } from '../invariant.ts';

/** People who want to sit together; `size` counts everyone. */
export type PartyRequest = {
  readonly size: number;
  /** How many of them need a wheelchair place. */
  readonly wheelchairs?: number;
  /** How many go with a wheelchair and stay beside it; left out: one for each, as far as there are people. */
  readonly companions?: number;
  /** How many must not sit without an adult. */
  readonly children?: number;
};

export type Party = {
  readonly size: number;
  readonly wheelchairs: number;
  readonly companions: number;
  /** In how many parts the party may sit without stranding a child. */
  readonly partsMax: number;
};

/** More than four parts is no longer together. */
const PARTS_MAX = 4;

/** Throws when there are fewer people than wheelchairs, or nobody. */
export function partyOf({
  size,
  wheelchairs = 0,
  companions = wheelchairs,
  children = 0,
}: PartyRequest): Party {
  invariant(Number.isInteger(size) && size >= 1, 'a party has at least one person');
  invariant(wheelchairs >= 0 && wheelchairs <= size, 'wheelchairs are counted among the party');
  // A companion place goes with a wheelchair place: without one, a companion is an ordinary visitor.
  const beside = wheelchairs === 0 ? 0 : Math.min(companions, size - wheelchairs);
  const adults = Math.max(0, size - wheelchairs - beside - children);
  // The part with the wheelchair has grown-ups of its own; every other part needs one.
  const guarded = children === 0 ? size : adults + (wheelchairs > 0 ? 1 : 0);
  return { size, wheelchairs, companions: beside, partsMax: Math.min(PARTS_MAX, size, guarded) };
}
