import { describe, expect, test } from 'vitest';
import { Instant } from '#shared/wire/scalars.ts';
import { tariffProblems } from './check.ts';
import { baseRule, FROM, money, percentRule, STANDARD, tariffOf, versionOf } from './cinema.fixture.ts';
import { versionInForce, versionNumbered } from './price.ts';
import { standardTariffVersion } from './standard.ts';

const cap = { id: 'cap', kind: 'cap', label: 'Cap', amount: 2_000 };
const floor = { id: 'floor', kind: 'floor', label: 'Floor', amount: 200 };
const flat = { id: 'flat', kind: 'flat', label: 'Flat', amount: 500, when: { weekdays: [2] } };
const fee = { id: 'fee', kind: 'fee', label: 'Fee', amount: 50, per: 'order' };

describe('a sound tariff', () => {
  test('[PRC15] the standard one is, with and without flat Tuesday', () => {
    expect(tariffProblems(STANDARD)).toEqual([]);
    const flatTuesday = standardTariffVersion({
      version: 2,
      from: FROM,
      taxRate: 700,
      base: money(1_250),
      flatTuesday: money(600),
    });
    expect(tariffProblems(flatTuesday)).toEqual([]);
  });

  test.each([
    [
      'base, flat, percentage, cap, floor, fee',
      [baseRule(1_000), flat, percentRule(100), cap, floor, fee],
      [],
    ],
    ['cap and floor either way round', [baseRule(1_000), floor, cap], []],
    [
      'a percentage behind a cap',
      [baseRule(1_000), cap, percentRule(100)],
      [{ kind: 'out-of-order', ruleId: 'percent 100', behindRuleId: 'cap' }],
    ],
    [
      'everything behind the fee',
      [fee, baseRule(1_000), flat],
      [
        { kind: 'out-of-order', ruleId: 'base', behindRuleId: 'fee' },
        { kind: 'out-of-order', ruleId: 'flat', behindRuleId: 'fee' },
      ],
    ],
  ])('[PRC16] %s', (_, rules, expected) => {
    expect(tariffProblems(versionOf(rules))).toEqual(expected);
  });

  test.each([
    ['two rules of one name', versionOf([baseRule(1), percentRule(1), percentRule(1)]), 'id-twice'],
    ['no base', versionOf([percentRule(1)]), 'no-base'],
    ['a base on Tuesdays only', versionOf([flat]), 'no-base'],
    ['more than everything off', versionOf([baseRule(1), percentRule(-10_001)]), 'percent-below-nothing'],
    [
      'an order that pays the visitor',
      versionOf([baseRule(1), { ...fee, amount: -1 }]),
      'order-fee-negative',
    ],
    ['a negative tax', versionOf([baseRule(1)], { taxRate: -1 }), 'tax-negative'],
    ['a price that is no sum of money', versionOf([baseRule(999_999_999)]), 'too-dear'],
    [
      'tiers the wrong way round',
      versionOf([baseRule(1)], {
        cancellation: [120, 1_440].map((untilMinutesBefore) => ({
          untilMinutesBefore,
          refundRate: 1,
          releasesSeats: true,
        })),
      }),
      'tiers-out-of-order',
    ],
  ])('[PRC15] %s is reported', (_, version, kind) => {
    expect(tariffProblems(version).map((problem) => problem.kind)).toEqual([kind]);
  });
});

describe('versions', () => {
  const version = (number: number, from: string) => ({
    ...standardTariffVersion({ version: number, from: Instant.parse(from), taxRate: 0, base: money(number) }),
  });
  const tariff = tariffOf(
    version(1, '2026-01-01T00:00:00Z'),
    version(2, '2026-06-01T00:00:00Z'),
    version(3, '2026-06-01T00:00:00Z'),
  );

  test.each([
    ['2025-12-31T23:59:59Z', 1],
    ['2026-01-01T00:00:00Z', 1],
    ['2026-05-31T23:59:59Z', 1],
    ['2026-06-01T00:00:00Z', 3],
    ['2030-01-01T00:00:00Z', 3],
  ])('[PRC17] at %s version %i is in force', (at, expected) => {
    expect(versionInForce(tariff, Date.parse(at)).version).toBe(expected);
  });

  test('[PRC17] a version is found by its number as long as it is kept', () => {
    expect(versionNumbered(tariff, 2)?.version).toBe(2);
    expect(versionNumbered(tariff, 9)).toBeNull();
  });
});
