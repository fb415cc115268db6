import { describe, expect, test } from 'vitest';
import { baseRule, money, percentRule, priced, STANDARD, ticket, versionOf } from './cinema.fixture.ts';
import { explainLine } from './price.ts';

const fee = (id: string, amount: number, per: 'ticket' | 'order', when = {}) => ({
  id,
  kind: 'fee',
  label: id,
  amount,
  per,
  when,
});
const voucher = (code: string, amount: number, when = {}) => ({
  id: code,
  kind: 'voucher',
  label: `Voucher ${code}`,
  code,
  amount,
  when,
});
const totals = (query: Parameters<typeof priced>[0]) => priced(query).lines.map((line) => line.total);

describe('fees', () => {
  test('[PRC8] a fee per ticket comes after every percentage', () => {
    const version = versionOf([baseRule(1_000), percentRule(2_500), fee('Glasses', 100, 'ticket')]);
    const { lines } = priced({ version, seats: [ticket('regular-1')] });
    expect(lines.map((line) => explainLine(line, 'EUR', 'en'))).toEqual([
      'Base 10.00 · percent 2500 +25 % 2.50 · Glasses 1.00 · = 13.50',
    ]);
  });

  test('[PRC8] a fee per order is one line without a seat', () => {
    const seats = [ticket('regular-1'), ticket('regular-2')];
    const { lines, total } = priced({ channel: 'web', seats });
    expect(total).toBe(2_100);
    expect(lines[2]).toEqual({
      total: 100,
      taxRate: 2_000,
      steps: [{ rule: 'web-fee', kind: 'fee', label: 'Booking fee', amount: 100 }],
    });
    expect(priced({ channel: 'lobby', seats }).lines).toHaveLength(2);
  });

  test('[PRC8] a fee for certain tickets is due when the order has one of them; an order of nothing owes nothing', () => {
    const version = versionOf([baseRule(1_000), fee('Sofa', 300, 'order', { seatTypes: ['recliner'] })]);
    expect(totals({ version, seats: [ticket('regular-1')] })).toEqual([1_000]);
    expect(totals({ version, seats: [ticket('regular-1'), ticket('recliner-1')] })).toEqual([
      1_000, 2_500, 300,
    ]);
    expect(priced({ channel: 'web', seats: [] })).toEqual({ currency: 'EUR', lines: [], total: 0, tax: [] });
  });

  test('[PRC9] no fee, reduction or floor makes a price negative', () => {
    const rules = [
      baseRule(1_000),
      percentRule(-10_000),
      percentRule(-10_000, {}, 'b'),
      fee('Back', -50, 'ticket'),
    ];
    expect(totals({ version: versionOf(rules), seats: [ticket('regular-1')] })).toEqual([0]);
    expect(
      totals({ version: versionOf([baseRule(20), fee('Back', -50, 'ticket')]), seats: [ticket('vip-1')] }),
    ).toEqual([0]);
    expect(
      totals({ version: versionOf([baseRule(20), fee('Back', -50, 'order')]), seats: [ticket('vip-1')] }),
    ).toEqual([40, 0]);
  });

  test('[PRC9] a floor lifts a price that fell below it, a cap lowers one that rose above', () => {
    const floor = { id: 'floor', kind: 'floor', label: 'At least', amount: 600 };
    const cap = { id: 'cap', kind: 'cap', label: 'At most', amount: 1_800 };
    const version = versionOf([baseRule(1_000), percentRule(-5_000, { ticketTypes: ['child'] }), cap, floor]);
    const seats = [ticket('regular-1', 'child'), ticket('premium-1'), ticket('recliner-1')];
    expect(totals({ version, seats })).toEqual([600, 1_500, 1_800]);
  });
});

describe('vouchers', () => {
  const version = versionOf([
    baseRule(1_000),
    voucher('TEN', 1_000),
    voucher('FIFTY', 5_000),
    fee('Fee', 100, 'ticket'),
  ]);
  const seats = [ticket('regular-1'), ticket('vip-1')];

  test.each([
    ['none', [], [1_100, 2_100]],
    ['an unknown one', ['NOPE'], [1_100, 2_100]],
    ['one pays for the dearest ticket first', ['TEN'], [1_100, 1_100]],
    ['the same one twice counts once', ['TEN', 'TEN'], [1_100, 1_100]],
    ['a large one pays for all but the fees', ['FIFTY'], [100, 100]],
  ])('[PRC10] %s', (_, vouchers, expected) => {
    expect(totals({ version, seats, vouchers })).toEqual(expected);
  });

  test('[PRC10] one that is good for certain tickets or days pays for no others', () => {
    const rules = [
      baseRule(1_000),
      voucher('KID', 900, { ticketTypes: ['child'] }),
      voucher('SUN', 900, { weekdays: [7] }),
    ];
    const family = [ticket('vip-1'), ticket('regular-1', 'child')];
    expect(totals({ version: versionOf(rules), seats: family, vouchers: ['KID', 'SUN'] })).toEqual([
      2_000, 100,
    ]);
  });
});

describe('a supervisor’s price', () => {
  const seats = [ticket('regular-1'), ticket('regular-2'), ticket('premium-1')];

  test('[PRC11] it is spread in proportion, to the last cent, and each line says so', () => {
    const { lines, total } = priced({ seats, overrideTotal: money(1_000), overrideLabel: 'Sorry' });
    expect(total).toBe(1_000);
    expect(lines.map((line) => line.total)).toEqual([286, 286, 428]);
    expect(lines[0]?.steps.at(-1)).toEqual({
      rule: 'override',
      kind: 'override',
      label: 'Sorry',
      amount: -714,
    });
  });

  test('[PRC11] a comp is free, and even free tickets can be given a price', () => {
    expect(totals({ seats, overrideTotal: money(0) })).toEqual([0, 0, 0]);
    const version = versionOf([baseRule(0)]);
    expect(totals({ version, seats, overrideTotal: money(100) })).toEqual([33, 33, 34]);
  });

  test('[PRC11] an order of nothing stays nothing', () => {
    expect(priced({ seats: [], overrideTotal: money(100) }).total).toBe(0);
  });
});

describe('tax', () => {
  test('[PRC12] tax is in the price and is shown by rate, of the sum', () => {
    const { total, tax } = priced({ seats: [ticket('regular-1'), ticket('regular-2', 'child')] });
    expect(total).toBe(1_700);
    expect(tax).toEqual([{ rate: 2_000, net: 1_417, tax: 283 }]);
  });

  test('[PRC12] a rate of zero is a rate', () => {
    const version = { ...STANDARD, taxRate: 0 };
    expect(priced({ version, seats: [ticket('regular-1')] }).tax).toEqual([{ rate: 0, net: 1_000, tax: 0 }]);
  });
});

test('[PRC9] a seat the screen does not have, and a tariff without a base, are mistakes that are not sold', () => {
  expect(() => priced({ seats: [ticket('Z9')] })).toThrow('seats of the screen');
  expect(() => priced({ version: versionOf([percentRule(2_500)]), seats: [ticket('vip-1')] })).toThrow(
    'base or flat',
  );
});
