import { IMPOSSIBLE } from './block.ts';
import { beginChains, extendChains, finishChains, type Scratch, scratchFor } from './chains.ts';
import type { Field } from './field.ts';
import { partsOf } from './parts.ts';
import type { Party } from './party.ts';
import type { Part } from './together.ts';

/** What one column between parts costs. */
const APART = 4_000;

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
  // A stretch has at most one wheelchair place, so each wheelchair is a part of its own.
  for (let count = Math.max(2, party.wheelchairs); count <= party.partsMax; count++) {
    const scratch = scratchFor(parts, party, count);
    for (const column of columnsFromTheMiddle(field)) {
      searchAround(scratch, column);
      // Whether it can be done at all is the same for every column.
      if (scratch.best.parts.length === 0) break;
    }
    if (scratch.best.parts.length > 0) return scratch.best.parts;
  }
  return null;
}

/** Good splits are likeliest in the middle, and a good one found early spares most of the search. */
function columnsFromTheMiddle({ geometry: { columnMin, columnMax } }: Field): readonly number[] {
  const columns = Array.from({ length: columnMax - columnMin + 1 }, (_, at) => columnMin + at);
  const middle = (columnMin + columnMax) / 2;
  return columns.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
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
    finishChains(scratch, run);
    for (let length = scratch.count - 2; length >= 1; length--) extendChains(scratch, run, length);
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
