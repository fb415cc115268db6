import { invariant } from '#shared/domain/invariant.ts';
import type { Currency } from '#shared/wire/scalars.ts';

/** Coins above one major unit and notes that people carry, in major units. Rare large notes are left out. */
const CARRIED: Readonly<Record<string, readonly number[]>> = {
  EUR: [5, 10, 20, 50, 100, 200],
  USD: [1, 5, 10, 20, 50, 100],
  GBP: [5, 10, 20, 50],
  CHF: [10, 20, 50, 100, 200],
  INR: [10, 20, 50, 100, 200, 500],
  JPY: [500, 1_000, 5_000, 10_000],
};
const CARRIED_ELSEWHERE = [5, 10, 20, 50, 100, 200] as const;

export const NOTE_BUTTONS_MAX = 5;
/**
 * The sums a customer is likely to hand over for `totalMinor`, smallest first, without the exact sum itself:
 * for each note the least multiple that covers the total. `minorDigits` is the currency's (2 for euros).
 */
export function likelyTenders(totalMinor: number, currency: Currency, minorDigits: number): number[] {
  invariant(Number.isInteger(totalMinor) && totalMinor >= 0, 'a total is a count of minor units');
  if (totalMinor === 0) return [];
  const unit = 10 ** minorDigits;
  const notes = CARRIED[currency] ?? CARRIED_ELSEWHERE;
  const covering = notes.map((major) => Math.ceil(totalMinor / (major * unit)) * major * unit);
  const sums = [...new Set(covering)].filter((sum) => sum > totalMinor);
  return sums.sort((one, other) => one - other).slice(0, NOTE_BUTTONS_MAX);
}

export type TypedTender =
  | { readonly kind: 'exact' }
  | { readonly kind: 'sum'; readonly minor: number }
  | { readonly kind: 'wrong' };

/**
 * Reads what was typed into the cash field, in major units with a point or a comma (`30`, `30.50`, `30,5`).
 * Nothing typed means exact.
 */
export function readTender(text: string, minorDigits: number): TypedTender {
  const typed = text.trim();
  if (typed === '') return { kind: 'exact' };
  const match = /^(\d{1,7})(?:[.,](\d*))?$/.exec(typed);
  const fraction = match?.[2] ?? '';
  if (match === null || fraction.length > minorDigits) return { kind: 'wrong' };
  return {
    kind: 'sum',
    minor: Number(match[1]) * 10 ** minorDigits + Number(fraction.padEnd(minorDigits, '0') || '0'),
  };
}
