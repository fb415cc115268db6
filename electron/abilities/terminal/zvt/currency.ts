/** ISO 4217 numeric codes of the currencies terminals of this kind are built for: ZVT writes no letters. */
const NUMERIC: Readonly<Record<string, number>> = {
  AED: 784,
  AUD: 36,
  BAM: 977,
  BGN: 975,
  BRL: 986,
  CAD: 124,
  CHF: 756,
  CNY: 156,
  CZK: 203,
  DKK: 208,
  EGP: 818,
  EUR: 978,
  GBP: 826,
  HKD: 344,
  HUF: 348,
  ILS: 376,
  INR: 356,
  ISK: 352,
  JPY: 392,
  KRW: 410,
  MAD: 504,
  MXN: 484,
  NOK: 578,
  NZD: 554,
  PLN: 985,
  RON: 946,
  RSD: 941,
  SAR: 682,
  SEK: 752,
  SGD: 702,
  THB: 764,
  TRY: 949,
  TWD: 901,
  UAH: 980,
  USD: 840,
  ZAR: 710,
};
const ALPHABETIC = new Map(Object.entries(NUMERIC).map(([letters, number]) => [number, letters]));

/** Null for a currency the protocol has no number for here. */
export const numericCurrency = (letters: string): number | null => NUMERIC[letters] ?? null;
export const currencyLetters = (number: number): string | null => ALPHABETIC.get(number) ?? null;
