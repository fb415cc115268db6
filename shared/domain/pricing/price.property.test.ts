import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { PriceBreakdown } from '#shared/wire/booking.ts';
import { type RuleCondition, SeatType, TicketType } from '#shared/wire/catalog.ts';
import { sum } from '../money.ts';
import { baseRule, money, priced, STANDARD, ticket, versionOf } from './cinema.fixture.ts';

const minor = fc.integer({ min: 0, max: 100_000 });
const condition: fc.Arbitrary<RuleCondition> = fc.record(
  {
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
    fromMinute: fc.integer({ min: 0, max: 1_440 }),
    toMinute: fc.integer({ min: 0, max: 1_440 }),
    ticketTypes: fc.subarray([...TicketType.options]),
    seatTypes: fc.subarray([...SeatType.options]),
    channels: fc.subarray(['counter' as const, 'lobby' as const]),
    groupOf: fc.integer({ min: 2, max: 8 }),
  },
  { requiredKeys: [] },
);
const head = { id: fc.uuid(), label: fc.string({ maxLength: 20 }), when: condition };
const code = fc.constantFrom('A', 'B', 'C');
const rule = fc.oneof(
  fc
    .record({ ...head, kind: fc.constant('base'), amount: minor })
    .map((base) => ({ ...baseRule(0), ...base })),
  fc.record({ ...head, kind: fc.constant('flat'), amount: minor }),
  fc.record({ ...head, kind: fc.constant('percent'), rate: fc.integer({ min: -20_000, max: 20_000 }) }),
  fc.record({ ...head, kind: fc.constantFrom('cap', 'floor'), amount: minor }),
  fc.record({
    ...head,
    kind: fc.constant('fee'),
    per: fc.constantFrom('ticket', 'order'),
    amount: fc.integer({ min: -1_000, max: 1_000 }),
  }),
  fc.record({ ...head, kind: fc.constant('voucher'), code, amount: minor }),
);
/** Any rules at all, in any order, behind a base that always holds. */
const versions = fc
  .tuple(minor, fc.array(rule, { maxLength: 12 }), fc.integer({ min: 0, max: 3_000 }))
  .map(([amount, rules, taxRate]) => versionOf([baseRule(amount), ...rules], { taxRate }));
const tickets = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...SeatType.options), fc.integer({ min: 1, max: 20 })), {
    selector: ([type, number]) => `${type}-${number}`,
    maxLength: 12,
  })
  .chain((seats) =>
    fc.tuple(
      ...seats.map(([type, at]) =>
        fc.constantFrom(...TicketType.options).map((kind) => ticket(`${type}-${at}`, kind)),
      ),
    ),
  );
const orders = fc.record(
  {
    version: versions,
    seats: tickets,
    startsAt: fc
      .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    vouchers: fc.array(code, { maxLength: 3 }),
    overrideTotal: minor.map(money),
  },
  { requiredKeys: ['version', 'seats', 'startsAt'] },
);

test.prop([orders], { numRuns: 1_000 })(
  '[PRC13] steps sum to lines, lines to the total, net and tax to it too',
  (order) => {
    const price = priced(order);
    expect(PriceBreakdown.parse(price)).toEqual(price);
    for (const line of price.lines) expect(sum(line.steps.map((step) => step.amount))).toBe(line.total);
    expect(sum(price.lines.map((line) => line.total))).toBe(price.total);
    expect(sum(price.tax.map(({ net, tax }) => net + tax))).toBe(price.total);
    if (order.overrideTotal !== undefined && price.lines.length > 0)
      expect(price.total).toBe(order.overrideTotal);
  },
);

test.prop([orders], { numRuns: 1_000 })('[PRC9] nothing is ever negative', (order) => {
  const { lines, tax, total } = priced(order);
  const amounts = [...lines.map((line) => line.total), ...tax.flatMap((line) => [line.net, line.tax]), total];
  expect(Math.min(0, ...amounts)).toBe(0);
});

test.prop([orders, fc.infiniteStream(fc.nat())], { numRuns: 1_000 })(
  '[PRC14] [I10] the order in which seats are named changes no price of any seat',
  (order, chance) => {
    const shuffled = order.seats
      .map((seat) => ({ seat, key: chance.next().value ?? 0 }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ seat }) => seat);
    const bySeat = (seats: typeof order.seats) =>
      new Map(priced({ ...order, seats }).lines.map((line) => [line.seatId ?? 'order', line]));
    expect(bySeat(shuffled)).toEqual(bySeat(order.seats));
  },
);

test.prop([tickets, fc.integer({ min: 1, max: 50_000 })])(
  '[PRC13] whatever the base price, no standard ticket misses the exact product by more than half a cent',
  (seats, base) => {
    const rules = STANDARD.rules
      .filter(({ kind }) => kind !== 'cap' && kind !== 'floor')
      .map((each) => (each.kind === 'base' ? { ...each, amount: money(base) } : each));
    const startsAt = '2026-11-28T20:00:00Z';
    for (const line of priced({ startsAt, version: { ...STANDARD, rules }, seats: seats.slice(0, 9) })
      .lines) {
      const [first] = line.steps;
      expect(first?.kind).toBe('base');
      const exact = line.steps.reduce(
        (value, step) => value * factorOf(rules, step.rule),
        multiplied(base, line.seatId),
      );
      expect(Math.abs(exact - line.total)).toBeLessThan(0.5 + 1e-6);
    }
  },
);

function factorOf(rules: typeof STANDARD.rules, id: string): number {
  const found = rules.find((each) => each.id === id);
  return found?.kind === 'percent' ? 1 + found.rate / 10_000 : 1;
}

function multiplied(base: number, seatId = ''): number {
  const multipliers: Record<string, number> = { regular: 1, premium: 1.5, vip: 2, recliner: 2.5 };
  return base * (multipliers[seatId.split('-')[0] ?? ''] ?? 0);
}
