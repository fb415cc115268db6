import type { Tariff } from '#shared/wire/catalog.ts';
import { divideHalfUp } from './money.ts';
import { versionNumbered } from './pricing/version.ts';

/** A sum as coins can pay it, and what was added to it or, negative, taken off. */
export type InCash = { readonly amount: number; readonly rounding: number };

/**
 * A sum due, in minor units, to the nearest multiple of the smallest coin in use (`step`, minor units; 1 where every sum
 * can be paid); halves go up.
 */
export function inCash(dueMinor: number, step: number): InCash {
  const amount = divideHalfUp(dueMinor, step) * step;
  return { amount, rounding: amount - dueMinor };
}

/** The smallest coin by the tariff's version an order was priced with; 1 where cash is not rounded. */
export function cashStepOf(tariff: Tariff | null, version: number | undefined): number {
  if (tariff === null || version === undefined) return 1;
  return versionNumbered(tariff, version)?.cashStep ?? 1;
}
