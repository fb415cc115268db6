import { ALONE, blockCost, IMPOSSIBLE } from './block.ts';
import type { Field } from './field.ts';
import type { Party } from './party.ts';

/**
 * Every block that could be one part of a split party, grouped by stretch of seats, size and kind. A *kind* numbers
 * how many wheelchair users and companions sit in the part: `wheelchairs * (companionsOfParty + 1) + companions`.
 */
export type Parts = {
  readonly kinds: number;
  /** The kinds that differ in companions alone: kinds of two parts may be added while both digits fit. */
  readonly kindStep: number;
  /** Row of each stretch, and its first group; one more entry ends the last. */
  readonly runRow: Int32Array;
  readonly runFirstGroup: Int32Array;
  readonly groupSize: Int32Array;
  readonly groupKind: Int32Array;
  readonly groupFirstBlock: Int32Array;
  readonly start: Int32Array;
  /** The column of the block's middle seat (of two, the left one): what says how far apart parts are. */
  readonly middle: Int32Array;
  readonly cost: Float64Array;
};

export function partsOf(field: Field, party: Party): Parts {
  const groups: { size: number; kind: number; firstBlock: number }[] = [];
  const blocks: { start: number; middle: number; cost: number }[] = [];
  const runRow: number[] = [];
  const runFirstGroup: number[] = [];
  for (const { first, last } of stretchesOf(field, party)) {
    if (!isNearWheelchairPlace(field, party, first)) continue;
    runRow.push(field.geometry.row[first] ?? 0);
    runFirstGroup.push(groups.length);
    const sizeMax = Math.min(party.size - 1, last - first + 1);
    for (let size = 1; size <= sizeMax; size++) {
      for (let kind = 0; kind < kindsOf(party); kind++) {
        const firstBlock = blocks.length;
        if (!isKindPossible(field, party, kind, first, last)) continue;
        for (let start = first; start + size - 1 <= last; start++) {
          const cost = partCost(field, party, start, size, kind);
          if (cost === IMPOSSIBLE) continue;
          blocks.push({ start, middle: field.geometry.column[start + ((size - 1) >> 1)] ?? 0, cost });
        }
        if (blocks.length > firstBlock) groups.push({ size, kind, firstBlock });
      }
    }
  }
  return {
    kinds: kindsOf(party),
    kindStep: party.companions + 1,
    runRow: Int32Array.from(runRow),
    runFirstGroup: Int32Array.from([...runFirstGroup, groups.length]),
    groupSize: Int32Array.from(groups, ({ size }) => size),
    groupKind: Int32Array.from(groups, ({ kind }) => kind),
    groupFirstBlock: Int32Array.from([...groups.map(({ firstBlock }) => firstBlock), blocks.length]),
    start: Int32Array.from(blocks, ({ start }) => start),
    middle: Int32Array.from(blocks, ({ middle }) => middle),
    cost: Float64Array.from(blocks, ({ cost }) => cost),
  };
}

/**
 * The stretches of seats that hold at most one part each. For wheelchair users a stretch ends halfway to the next
 * wheelchair place, so that two of them may sit in one row.
 */
function stretchesOf(field: Field, party: Party): readonly { first: number; last: number }[] {
  const { geometry, runs } = field;
  const stretches: { first: number; last: number }[] = [];
  for (let pair = 0; pair < runs.length; pair += 2) {
    const [begin = 0, end = 0] = runs.subarray(pair, pair + 2);
    let first = begin;
    let place = -1;
    for (let at = begin; at <= end && party.wheelchairs > 0; at++) {
      if (geometry.seats[at]?.wheelchair !== true) continue;
      if (place >= 0) {
        const last = (place + at) >> 1;
        stretches.push({ first, last });
        first = last + 1;
      }
      place = at;
    }
    stretches.push({ first, last: end });
  }
  return stretches;
}

/** The greatest kind is the whole party's: all its wheelchairs and companions. */
function kindsOf({ wheelchairs, companions }: Party): number {
  return (wheelchairs + 1) * (companions + 1);
}

/** Parts of one party are at most some rows apart, so only rows that near to a wheelchair place are of use with one. */
function isNearWheelchairPlace({ geometry, wheelchairs }: Field, party: Party, first: number): boolean {
  if (party.wheelchairs === 0) return true;
  const { row, seats } = geometry;
  const here = row[first] ?? 0;
  let from = first;
  while (from > 0 && (row[from - 1] ?? 0) > here - party.partsMax) from--;
  let to = first;
  while (to < seats.length && (row[to] ?? 0) < here + party.partsMax) to++;
  return wheelchairs[from] !== wheelchairs[to];
}

/** A stretch without a wheelchair place has seats for nobody but others. */
function isKindPossible(field: Field, party: Party, kind: number, first: number, last: number): boolean {
  const places = (field.wheelchairs[last + 1] ?? 0) - (field.wheelchairs[first] ?? 0);
  return kind === 0 || Math.floor(kind / (party.companions + 1)) <= places;
}

function partCost(field: Field, party: Party, start: number, size: number, kind: number): number {
  const step = party.companions + 1;
  const wheelchairs = Math.floor(kind / step);
  return blockCost(field, start, size, wheelchairs, kind % step) + (size === 1 ? ALONE : 0);
}
