import { minorDigits } from '../money.ts';

type Cash = {
  /** In major units, the largest first. */
  readonly notes: readonly number[];
  readonly coins: readonly number[];
};

/** Coins and notes in use, by currency. A face value that is both is listed once, as a note. */
const CASH: Readonly<Record<string, Cash>> = {
  EUR: { notes: [500, 200, 100, 50, 20, 10, 5], coins: [2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] },
  GBP: { notes: [50, 20, 10, 5], coins: [2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] },
  USD: { notes: [100, 50, 20, 10, 5, 2, 1], coins: [0.5, 0.25, 0.1, 0.05, 0.01] },
  CHF: { notes: [1_000, 200, 100, 50, 20, 10], coins: [5, 2, 1, 0.5, 0.2, 0.1, 0.05] },
  SEK: { notes: [1_000, 500, 200, 100, 50, 20], coins: [10, 5, 2, 1] },
  NOK: { notes: [1_000, 500, 200, 100, 50], coins: [20, 10, 5, 1] },
  DKK: { notes: [1_000, 500, 200, 100, 50], coins: [20, 10, 5, 2, 1, 0.5] },
  PLN: { notes: [500, 200, 100, 50, 20, 10], coins: [5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] },
  CZK: { notes: [5_000, 2_000, 1_000, 500, 200, 100], coins: [50, 20, 10, 5, 2, 1] },
  INR: { notes: [500, 200, 100, 50, 20, 10], coins: [5, 2, 1] },
  JPY: { notes: [10_000, 5_000, 2_000, 1_000], coins: [500, 100, 50, 10, 5, 1] },
};
const ELSEWHERE: Cash = {
  notes: [500, 200, 100, 50, 20, 10, 5],
  coins: [2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01],
};

export type Denomination = { readonly kind: 'note' | 'coin'; readonly value: number };

/** What a drawer of this currency is counted by: face values in minor units, the largest first. */
export function denominationsOf(currency: string): Denomination[] {
  const { notes, coins } = CASH[currency] ?? ELSEWHERE;
  const unit = 10 ** minorDigits(currency);
  const of = (kind: Denomination['kind'], values: readonly number[]): Denomination[] =>
    values
      .map((major) => ({ kind, value: Math.round(major * unit) }))
      // A currency without such small parts has no such coin.
      .filter(({ value }) => value >= 1);
  return [...of('note', notes), ...of('coin', coins)];
}

/**
 * The largest difference between counted and expected cash, either way, that a clerk may close with alone: the
 * smallest note of the currency. In minor units.
 */
export function differenceMax(currency: string): number {
  const notes = denominationsOf(currency).filter(({ kind }) => kind === 'note');
  return Math.min(...notes.map(({ value }) => value));
}
