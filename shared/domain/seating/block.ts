import type { Field } from './field.ts';

/**
 * What a block of neighbours costs, in one number whose levels never reach each other, the gravest first: seats that
 * may clash, people who sit alone, single seats left over, accessible places taken from those who need them; then the place itself.
 */
export const CLASH = 1e14;
export const ALONE = 1e13;
export const STRANDED = 1e12;
const MISUSED = 1e10;
/** Two seat types in one block are as bad as some seventeen columns. */
const MIXED = 120_000;
export const IMPOSSIBLE = Number.POSITIVE_INFINITY;

/**
 * The cost of `size` neighbours from `start`, of whom `wheelchairs` need a wheelchair place and `companions` stay
 * beside them. Impossible when it would tear a love seat apart, or take accessible places without need.
 */
export function blockCost(
  field: Field,
  start: number,
  size: number,
  wheelchairs: number,
  companions: number,
): number {
  const { partner } = field.geometry;
  const end = start + size;
  if (partner[start] === start - 1 || partner[end - 1] === end) return IMPOSSIBLE;
  if (companions > size - wheelchairs || (wheelchairs === 0 && companions > 0)) return IMPOSSIBLE;
  const wheelchairPlaces = between(field.wheelchairs, start, end);
  const companionPlaces = between(field.companions, start, end);
  if (wheelchairPlaces < wheelchairs) return IMPOSSIBLE;
  const misused = wheelchairPlaces - wheelchairs + Math.max(0, companionPlaces - companions);
  if (field.keep && misused > 0) return IMPOSSIBLE;
  return (
    CLASH * between(field.clashes, start, end) +
    STRANDED * strandedBeside(field, start, end) +
    MISUSED * misused +
    MIXED * between(field.mixed, start + 1, end) +
    between(field.place, start, end)
  );
}

/** How many single seats a block newly leaves at its two ends (0 to 2). */
export function strandedBeside(field: Pick<Field, 'geometry' | 'free'>, start: number, end: number): number {
  const { joined, accessible } = field.geometry;
  const { free } = field;
  const before = start - 1;
  const left =
    joined[start] === 1 &&
    free[before] === 1 &&
    accessible[before] === 0 &&
    !(joined[before] === 1 && free[before - 1] === 1);
  const after = end + 1;
  const right =
    joined[end] === 1 &&
    free[end] === 1 &&
    accessible[end] === 0 &&
    !(joined[after] === 1 && free[after] === 1);
  return (left ? 1 : 0) + (right ? 1 : 0);
}

function between(sums: Int32Array | Float64Array, start: number, end: number): number {
  return (sums[end] ?? 0) - (sums[start] ?? 0);
}
