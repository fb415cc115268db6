import { formatMoney, minorDigits } from '#shared/domain/money.ts';
import { directionOf } from './languages.ts';

/** Where and for whom figures are written: `zone` and `currency` are the cinema's, `locale` is the reader's. */
export type Place = { locale: string; zone: string; currency: string };

/** An instant: epoch milliseconds, or ISO 8601 in UTC. */
export type When = number | string;

/** Everything the pages write in figures, for one place. Building it is slow, using it is fast: keep it. */
export type Formats = Place & {
  /** `15.00 €` from 1500 minor units. */
  money: (minor: number) => string;
  /** Digits after the point in this currency: 2 for EUR, 0 for JPY. */
  minorDigits: number;
  /** `20:15` */
  time: (at: When) => string;
  /** `Sat 28 Nov` */
  day: (at: When) => string;
  /** `Saturday 28 November 2026` */
  dayLong: (at: When) => string;
  number: (value: number) => string;
  /** `83 %` from 0.83 */
  percent: (ratio: number) => string;
};

/** Formats for one place. Throws `RangeError` on a zone or currency nobody knows. */
export function createFormats(place: Place): Formats {
  const { locale, zone: timeZone, currency } = place;
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
  const dayLong = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'full' });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  return {
    ...place,
    minorDigits: minorDigits(currency),
    money: moneyIn(locale, currency),
    time: (at) => time.format(new Date(at)),
    day: (at) => day.format(new Date(at)),
    dayLong: (at) => dayLong.format(new Date(at)),
    number: (value) => number.format(value),
    percent: (ratio) => percent.format(ratio),
  };
}

/**
 * Sums within Arabic, Hebrew or Persian text are written as on tickets and terminals and kept together: foreign currency signs there
 * have letters (`UK£`) that would drift to the other side of their number.
 */
function moneyIn(locale: string, currency: string): Formats['money'] {
  if (directionOf(locale) === 'ltr') return (minor) => formatMoney(minor, currency, locale);
  return (minor) => `\u2066${formatMoney(minor, currency, 'en')}\u2069`;
}
