import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { MONEY_MINOR_MAX } from './limits.ts';
import { divideHalfUp, formatAmount, formatMoney, minorDigits, percentOf, splitTax, sum } from './money.ts';

const amounts = fc.integer({ min: 0, max: MONEY_MINOR_MAX });
const rates = fc.integer({ min: 0, max: 100_000 });

test.each([
  [1_000, 2_500, 250],
  [1_001, 5_000, 501],
  [-1_001, 5_000, -501],
  [999, 3_333, 333],
  [1, 4_999, 0],
  [1, 5_000, 1],
  [-1, 4_999, 0],
  [0, 10_000, 0],
  [1_000, -3_000, -300],
])('[MNY1] %i at %i basis points is %i, half-up', (amount, rate, expected) => {
  expect(percentOf(amount, rate)).toBe(expected);
});

property.prop([amounts, rates])(
  '[MNY1] what is charged and what is given back round alike',
  (amount, rate) => {
    expect(percentOf(-amount, rate) + percentOf(amount, rate)).toBe(0);
    const exact = BigInt(amount) * BigInt(rate) * 2n;
    expect(BigInt(percentOf(amount, rate))).toBe((exact + 10_000n) / 20_000n);
  },
);

property.prop([amounts, fc.integer({ min: 0, max: 10_000 })])(
  '[MNY2] net and tax always add up to the price',
  (gross, rate) => {
    const { net, tax } = splitTax(gross, rate);
    expect(net + tax).toBe(gross);
    expect(Math.min(net, tax)).toBeGreaterThanOrEqual(0);
  },
);

test.each([
  [1_200, 2_000, { net: 1_000, tax: 200 }],
  [1_500, 700, { net: 1_402, tax: 98 }],
  [1_500, 0, { net: 1_500, tax: 0 }],
])('[MNY2] %i with %i basis points of tax in it', (gross, rate, expected) => {
  expect(splitTax(gross, rate)).toEqual(expected);
});

test('[MNY3] money never leaves the integers', () => {
  expect(sum([1, 2, -3])).toBe(0);
  expect(() => sum([Number.MAX_SAFE_INTEGER, 1])).toThrow('integers');
  expect(() => percentOf(0.5, 100)).toThrow('integers');
  expect(() => divideHalfUp(1, 0)).toThrow('denominator');
  expect(() => splitTax(100, -1)).toThrow('not negative');
});

test.each([
  ['EUR', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['CLF', 4],
  ['HUF', 2],
  ['ISK', 0],
])('[MNY4] %s counts its smallest unit by ISO 4217', (currency, digits) => {
  expect(minorDigits(currency)).toBe(digits);
});

test.each([
  [1_500, 'EUR', 'en', '€15.00', '15.00'],
  [1_500, 'EUR', 'de', '15,00\u00a0€', '15,00'],
  [-250, 'USD', 'en-US', '-$2.50', '-2.50'],
  [1_500, 'JPY', 'en', '¥1,500', '1,500'],
  [MONEY_MINOR_MAX, 'GBP', 'en-GB', '£10,000,000.00', '10,000,000.00'],
  [1_234, 'KWD', 'en', 'KWD\u00a01.234', '1.234'],
])('[MNY5] %i %s in %s reads %s', (amount, currency, locale, withCurrency, alone) => {
  expect(formatMoney(amount, currency, locale)).toBe(withCurrency);
  expect(formatAmount(amount, currency, locale)).toBe(alone);
});

test('[MNY5] any number of locales can be shown', () => {
  for (let region = 0; region < 200; region++) {
    const locale = `en-${String(region).padStart(3, '0')}`;
    expect(formatAmount(100, 'EUR', locale)).toMatch(/^1[.,]00$/);
  }
});
