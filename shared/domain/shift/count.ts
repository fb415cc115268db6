import { CashCount } from '#shared/wire/shift.ts';
import { sum } from '../money.ts';
import { denominationsOf } from './denominations.ts';

/** How many of one coin or note can be typed: more than any drawer holds. */
export const COUNT_DIGITS_MAX = 5;

/** What a count adds up to, in minor units. */
export const countedTotal = (count: CashCount): number => sum(count.map((one) => one.value * one.count));

/**
 * Reads a count as it was typed, by face value; what was left empty is none. Null when something is no whole number.
 * Face values the currency does not have are left out.
 */
export function readCount(typed: ReadonlyMap<number, string>, currency: string): CashCount | null {
  const count: { value: number; count: number }[] = [];
  for (const { value } of denominationsOf(currency)) {
    const text = typed.get(value)?.trim() ?? '';
    if (text === '') continue;
    if (!/^\d+$/.test(text) || text.length > COUNT_DIGITS_MAX) return null;
    if (Number(text) > 0) count.push({ value, count: Number(text) });
  }
  const parsed = CashCount.safeParse(count);
  return parsed.success ? parsed.data : null;
}
