import { invariant } from '../invariant.ts';

/**
 * Splits a sum of minor units by weights so that the parts add up to it exactly (largest remainder method; of equal
 * remainders the earlier part gets the unit). All weights zero: everything goes to the first part.
 */
export function allocate(amountMinor: number, weights: readonly number[]): number[] {
  invariant(Number.isSafeInteger(amountMinor) && amountMinor >= 0, 'only whole, non-negative sums are split');
  invariant(weights.length > 0, 'a sum is split into at least one part');
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return weights.map((_, i) => (i === 0 ? amountMinor : 0));
  // BigInt: a sum times a weight may pass what a double counts exactly.
  const exact = weights.map((weight) => BigInt(amountMinor) * BigInt(weight));
  const parts = exact.map((share) => Number(share / BigInt(whole)));
  const order = exact
    .map((share, index) => ({ index, rest: share % BigInt(whole) }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  let left = amountMinor - parts.reduce((sum, part) => sum + part, 0);
  for (const { index } of order) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}
