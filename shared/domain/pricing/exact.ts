import { RATE_WHOLE } from '../money.ts';

/** A sum of minor units as an exact fraction: percentages of percentages never lose anything on the way. */
export type Exact = { readonly over: bigint; readonly under: bigint };

const WHOLE = BigInt(RATE_WHOLE);

export function exactly(amountMinor: number): Exact {
  return { over: BigInt(amountMinor), under: 1n };
}

/** `basisPoints` of a sum. */
export function portion(value: Exact, basisPoints: number): Exact {
  const over = value.over * BigInt(basisPoints);
  // Most percentages come out even; shortening then keeps the numbers small.
  return over % WHOLE === 0n
    ? { over: over / WHOLE, under: value.under }
    : { over, under: value.under * WHOLE };
}

export function plus(left: Exact, right: Exact): Exact {
  if (left.under === right.under) return { over: left.over + right.over, under: left.under };
  return { over: left.over * right.under + right.over * left.under, under: left.under * right.under };
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`. */
export function compare(left: Exact, right: Exact): number {
  const difference = left.over * right.under - right.over * left.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The nearest whole minor unit, halves away from zero. */
export function halfUp(value: Exact): number {
  const size = value.over < 0n ? -value.over : value.over;
  const rounded = Number((size * 2n + value.under) / (value.under * 2n));
  return value.over < 0n && rounded > 0 ? -rounded : rounded;
}
