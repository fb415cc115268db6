import { minorDigits } from '#shared/domain/money.ts';

/** JSON has one kind of number: 1,555 cents are written 15.55. A double holds every sum of ours exactly at its digits. */
export const toUnits = (amountMinor: number, currency: string): number =>
  amountMinor / 10 ** minorDigits(currency);

/** Back to minor units; null for a sum that has more digits than the currency. */
export function fromUnits(amount: number, currency: string): number | null {
  const scaled = amount * 10 ** minorDigits(currency);
  const minor = Math.round(scaled);
  return Math.abs(scaled - minor) < 1e-4 ? minor : null;
}
