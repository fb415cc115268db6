import { IMPOSSIBLE } from './block.ts';
import type { Parts } from './parts.ts';
import type { Party } from './party.ts';
import type { Part } from './together.ts';

/** The cheapest chains of parts that end in one row, by state (parts, seats and kind so far), and their last link. */
type Chains = { readonly cost: Float64Array; readonly link: Int32Array };

/** What the search writes on; made once, so that the loops allocate nothing. */
export type Scratch = {
  readonly parts: Parts;
  readonly party: Party;
  /** In how many parts the party is split. */
  readonly count: number;
  /** The cheapest block of each group for the column in hand. */
  readonly groupCost: Float64Array;
  readonly groupStart: Int32Array;
  /** Chains that end in the row before, and in the row in hand. */
  before: Chains;
  here: Chains;
  /** Links are never rewritten: a chain stays what it was when it was found. */
  readonly links: { readonly previous: number[]; readonly start: number[]; readonly size: number[] };
  linkCount: number;
  best: { total: number; parts: readonly Part[] };
};

export function scratchFor(parts: Parts, party: Party, count: number): Scratch {
  const states = count * (party.size + 1) * parts.kinds;
  const groups = parts.groupSize.length;
  const chains = (): Chains => ({ cost: new Float64Array(states), link: new Int32Array(states) });
  return {
    parts,
    party,
    count,
    before: chains(),
    here: chains(),
    linkCount: 0,
    groupCost: new Float64Array(groups),
    groupStart: new Int32Array(groups),
    links: { previous: [], start: [], size: [] },
    best: { total: IMPOSSIBLE, parts: [] },
  };
}

/** Begins a chain with each block of this stretch of seats. */
export function beginChains(scratch: Scratch, run: number): void {
  const { runFirstGroup, groupKind, groupSize } = scratch.parts;
  const end = runFirstGroup[run + 1] ?? 0;
  for (let group = runFirstGroup[run] ?? 0; group < end; group++) {
    const state = stateOf(scratch, 1, groupSize[group] ?? 0, groupKind[group] ?? 0);
    keepCheaper(scratch, state, scratch.groupCost[group] ?? IMPOSSIBLE, -1, group);
  }
}

/** Adds the last part: whatever the party still lacks has one size and one kind. */
export function finishChains(scratch: Scratch, run: number): void {
  const { before, here, party, groupCost } = scratch;
  const { groupKind, groupSize, kinds, runFirstGroup } = scratch.parts;
  const end = runFirstGroup[run + 1] ?? 0;
  for (let group = runFirstGroup[run] ?? 0; group < end; group++) {
    const seats = party.size - (groupSize[group] ?? 0);
    const state = stateOf(scratch, scratch.count - 1, seats, kinds - 1 - (groupKind[group] ?? 0));
    const costBefore = before.cost[state] ?? IMPOSSIBLE;
    const costHere = here.cost[state] ?? IMPOSSIBLE;
    const total = Math.min(costBefore, costHere) + (groupCost[group] ?? IMPOSSIBLE);
    if (total >= scratch.best.total) continue;
    keepBest(scratch, total, (costHere <= costBefore ? here.link[state] : before.link[state]) ?? -1, group);
  }
}

/** Adds a block of this stretch of seats to every chain of `length` parts that ends here or in the row before. */
export function extendChains(scratch: Scratch, run: number, length: number): void {
  const { before, here, parts, party } = scratch;
  for (let seats = length; seats < party.size; seats++) {
    for (let kind = 0; kind < parts.kinds; kind++) {
      const state = stateOf(scratch, length, seats, kind);
      const costBefore = before.cost[state] ?? IMPOSSIBLE;
      const costHere = here.cost[state] ?? IMPOSSIBLE;
      const cost = Math.min(costBefore, costHere);
      if (cost >= scratch.best.total) continue;
      const link = (costHere <= costBefore ? here.link[state] : before.link[state]) ?? -1;
      addBlocks(scratch, run, state, cost, link);
    }
  }
}

function addBlocks(scratch: Scratch, run: number, state: number, cost: number, link: number): void {
  const { parts, party, groupCost } = scratch;
  const { groupKind, groupSize, kinds, kindStep, runFirstGroup } = parts;
  const kind = state % kinds;
  const end = runFirstGroup[run + 1] ?? 0;
  const seats = Math.floor(state / kinds) % (party.size + 1);
  for (let group = runFirstGroup[run] ?? 0; group < end; group++) {
    const size = groupSize[group] ?? 0;
    // The next part of the chain needs a seat as well.
    if (seats + size >= party.size) break;
    const added = groupKind[group] ?? 0;
    if (kind + added >= kinds || (kind % kindStep) + (added % kindStep) >= kindStep) continue;
    const next = state + (party.size + 1 + size) * kinds + added;
    keepCheaper(scratch, next, cost + (groupCost[group] ?? IMPOSSIBLE), link, group);
  }
}

function stateOf({ party, parts }: Scratch, length: number, seats: number, kind: number): number {
  return (length * (party.size + 1) + seats) * parts.kinds + kind;
}

function keepCheaper(scratch: Scratch, state: number, cost: number, previous: number, group: number): void {
  const { here, links } = scratch;
  if (cost >= (here.cost[state] ?? IMPOSSIBLE) || cost >= scratch.best.total) return;
  here.cost[state] = cost;
  here.link[state] = scratch.linkCount;
  links.previous[scratch.linkCount] = previous;
  links.start[scratch.linkCount] = scratch.groupStart[group] ?? 0;
  links.size[scratch.linkCount] = scratch.parts.groupSize[group] ?? 0;
  scratch.linkCount++;
}

/** The one place that allocates: only when the whole party sits better than anywhere before. */
function keepBest(scratch: Scratch, total: number, lastLink: number, group: number): void {
  const { links, groupStart, parts } = scratch;
  const found: Part[] = [{ start: groupStart[group] ?? 0, size: parts.groupSize[group] ?? 0 }];
  for (let link = lastLink; link >= 0; link = links.previous[link] ?? -1) {
    found.push({ start: links.start[link] ?? 0, size: links.size[link] ?? 0 });
  }
  scratch.best = { total, parts: found.toReversed() };
}
