import { invariant } from './invariant.ts';

/** Ten thousand basis points are the whole. */
export const RATE_WHOLE = 10_000;

/**
 * Minor digits of ISO 4217 where they are not two. Our own table, because the tables inside browsers and Node differ
 * (they follow what is usual in shops) and a till and the server must agree on what one unit of money is.
 */
const DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV']
      .concat(['XAF', 'XOF', 'XPF'])
      .map((currency) => [currency, 0]),
  ),
  ...Object.fromEntries(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((currency) => [currency, 3])),
  CLF: 4,
  UYW: 4,
};
const FORMATTERS_MAX = 64;
const formatters = new Map<string, Intl.NumberFormat>();

/** How many decimal places the currency's smallest unit stands for: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return DIGITS[currency] ?? 2;
}

/** Divides integers and rounds halves away from zero, without ever leaving the integers. */
export function divideHalfUp(numerator: number, denominator: number): number {
  invariant(
    Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator),
    'money is counted in integers',
  );
  invariant(denominator > 0, 'a denominator is positive');
  const size = Math.abs(numerator);
  const rest = size % denominator;
  const whole = (size - rest) / denominator;
  const rounded = rest >= denominator - rest ? whole + 1 : whole;
  return numerator < 0 && rounded > 0 ? -rounded : rounded;
}

/** `rateBp` basis points of a sum, half-up and symmetric: what is charged and what is given back round alike. */
export function percentOf(amountMinor: number, rateBp: number): number {
  invariant(Number.isInteger(amountMinor), 'money is counted in integers');
  return divideHalfUp(amountMinor * rateBp, RATE_WHOLE);
}

/** Adds up sums in minor units. */
export function sum(amounts: readonly number[]): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  invariant(Number.isSafeInteger(total), 'money is counted in integers');
  return total;
}

/** Splits a sum that includes tax at `rateBp` into its net and its tax; the two always add up to it. */
export function splitTax(grossMinor: number, rateBp: number): { net: number; tax: number } {
  invariant(rateBp >= 0, 'a tax rate is not negative');
  const tax = divideHalfUp(grossMinor * rateBp, RATE_WHOLE + rateBp);
  return { net: grossMinor - tax, tax };
}

/** A sum as the locale writes it with its currency: `€15.00`, `15,00 €`. Throws on a locale that is no language tag. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  return formatter(currency, locale, 'currency').format(toMajor(amountMinor, currency));
}

/** The same without the currency, for lines that stand under one heading: `15.00`. */
export function formatAmount(amountMinor: number, currency: string, locale: string): string {
  return formatter(currency, locale, 'decimal').format(toMajor(amountMinor, currency));
}

// For display only: a double shows every sum up to MONEY_MINOR_MAX exactly at the currency's own digits.
function toMajor(amountMinor: number, currency: string): number {
  return amountMinor / 10 ** minorDigits(currency);
}

function formatter(currency: string, locale: string, style: 'currency' | 'decimal'): Intl.NumberFormat {
  const key = `${locale}|${currency}|${style}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const digits = minorDigits(currency);
  const made = new Intl.NumberFormat(locale, {
    style,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...(style === 'currency' ? { currency } : {}),
  });
  if (formatters.size >= FORMATTERS_MAX) formatters.clear();
  formatters.set(key, made);
  return made;
}
