import { IMPOSSIBLE } from './block.ts';
import type { Field } from './field.ts';
import { type Parts, partsOf } from './parts.ts';
import type { Party } from './party.ts';
import type { Part } from './together.ts';

/** What one column between parts costs. */
const APART = 4_000;

/** The cheapest chains of parts that end in one row, by state (parts, seats and kind so far), and their last link. */
type Chains = { readonly cost: Float64Array; readonly link: Int32Array };

/** What the search writes on; made once, so that the loops allocate nothing. */
type Scratch = {
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

/**
 * Splits a party over as few parts as possible: each part neighbours, each in the row of the one before or the next
 * row back, at most one in a stretch of free seats. Null when even that cannot be done.
 *
 * How far the parts are apart is the sum of their distances from the column that makes it least. So every column is
 * tried in turn, and within one the parts no longer depend on each other.
 */
export function bestSplit(field: Field, party: Party): readonly Part[] | null {
  if (party.partsMax < 2) return null;
  const parts = partsOf(field, party);
  for (let count = 2; count <= party.partsMax; count++) {
    const scratch = scratchFor(parts, party, count);
    for (let column = field.geometry.columnMin; column <= field.geometry.columnMax; column++) {
      searchAround(scratch, column);
    }
    if (scratch.best.parts.length > 0) return scratch.best.parts;
  }
  return null;
}

function scratchFor(parts: Parts, party: Party, count: number): Scratch {
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

function searchAround(scratch: Scratch, column: number): void {
  const { runRow } = scratch.parts;
  priceGroups(scratch, column);
  scratch.linkCount = 0;
  scratch.here.cost.fill(IMPOSSIBLE);
  let row = -2;
  for (let run = 0; run < runRow.length; run++) {
    const next = runRow[run] ?? 0;
    if (next !== row) {
      [scratch.before, scratch.here] = [scratch.here, scratch.before];
      scratch.here.cost.fill(IMPOSSIBLE);
      if (next !== row + 1) scratch.before.cost.fill(IMPOSSIBLE);
      row = next;
    }
    // Long chains first: a stretch of seats must not serve one chain twice.
    for (let length = scratch.count - 1; length >= 1; length--) extendChains(scratch, run, length);
    beginChains(scratch, run);
  }
}

function priceGroups({ parts, groupCost, groupStart }: Scratch, column: number): void {
  const { groupFirstBlock, cost, middle, start } = parts;
  for (let group = 0; group < groupCost.length; group++) {
    const end = groupFirstBlock[group + 1] ?? 0;
    let least = IMPOSSIBLE;
    for (let block = groupFirstBlock[group] ?? 0; block < end; block++) {
      const price = (cost[block] ?? IMPOSSIBLE) + APART * Math.abs((middle[block] ?? 0) - column);
      if (price >= least) continue;
      least = price;
      groupStart[group] = start[block] ?? 0;
    }
    groupCost[group] = least;
  }
}

function beginChains(scratch: Scratch, run: number): void {
  const { runFirstGroup, groupKind, groupSize } = scratch.parts;
  const end = runFirstGroup[run + 1] ?? 0;
  for (let group = runFirstGroup[run] ?? 0; group < end; group++) {
    const state = stateOf(scratch, 1, groupSize[group] ?? 0, groupKind[group] ?? 0);
    keepCheaper(scratch, state, scratch.groupCost[group] ?? IMPOSSIBLE, -1, group);
  }
}

/** Adds a block of this stretch of seats to every chain of `length` parts that ends here or in the row before. */
function extendChains(scratch: Scratch, run: number, length: number): void {
  const { before, here, parts, party } = scratch;
  for (let seats = length; seats < party.size; seats++) {
    for (let kind = 0; kind < parts.kinds; kind++) {
      const state = stateOf(scratch, length, seats, kind);
      const costBefore = before.cost[state] ?? IMPOSSIBLE;
      const costHere = here.cost[state] ?? IMPOSSIBLE;
      const cost = Math.min(costBefore, costHere);
      if (cost === IMPOSSIBLE) continue;
      const link = (costHere <= costBefore ? here.link[state] : before.link[state]) ?? -1;
      addBlocks(scratch, run, state, cost, link);
    }
  }
}

function addBlocks(scratch: Scratch, run: number, state: number, cost: number, link: number): void {
  const { parts, party, groupCost } = scratch;
  const { groupKind, groupSize, kinds, kindSums, runFirstGroup } = parts;
  const kind = state % kinds;
  const chain = Math.floor(state / kinds);
  const seats = chain % (party.size + 1);
  const length = Math.floor(chain / (party.size + 1)) + 1;
  const isLast = length === scratch.count;
  const end = runFirstGroup[run + 1] ?? 0;
  for (let group = runFirstGroup[run] ?? 0; group < end; group++) {
    const total = seats + (groupSize[group] ?? 0);
    if (total > party.size) break;
    const sum = kindSums[kind * kinds + (groupKind[group] ?? 0)] ?? -1;
    if (sum < 0) continue;
    const price = cost + (groupCost[group] ?? IMPOSSIBLE);
    if (!isLast) keepCheaper(scratch, stateOf(scratch, length, total, sum), price, link, group);
    else if (total === party.size && sum === kinds - 1) keepBest(scratch, price, link, group);
  }
}

function stateOf({ party, parts }: Scratch, length: number, seats: number, kind: number): number {
  return (length * (party.size + 1) + seats) * parts.kinds + kind;
}

function keepCheaper(scratch: Scratch, state: number, cost: number, previous: number, group: number): void {
  const { here, links } = scratch;
  if (cost >= (here.cost[state] ?? IMPOSSIBLE)) return;
  here.cost[state] = cost;
  here.link[state] = scratch.linkCount;
  links.previous[scratch.linkCount] = previous;
  links.start[scratch.linkCount] = scratch.groupStart[group] ?? 0;
  links.size[scratch.linkCount] = scratch.parts.groupSize[group] ?? 0;
  scratch.linkCount++;
}

/** The one place that allocates: only when the whole party sits better than anywhere before. */
function keepBest(scratch: Scratch, total: number, lastLink: number, group: number): void {
  if (total >= scratch.best.total) return;
  const { links, groupStart, parts } = scratch;
  const found: Part[] = [{ start: groupStart[group] ?? 0, size: parts.groupSize[group] ?? 0 }];
  for (let link = lastLink; link >= 0; link = links.previous[link] ?? -1) {
    found.push({ start: links.start[link] ?? 0, size: links.size[link] ?? 0 });
  }
  scratch.best = { total, parts: found.toReversed() };
}
