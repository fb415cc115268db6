import { expect, test } from 'vitest';
import { PriceBreakdown } from '#shared/wire/booking.ts';
import { SeatId } from '#shared/wire/scalars.ts';
import { isPriceOf, isSameReason, lineFor, orderLines, retyped } from './lines.ts';

const [f1, f2] = [SeatId.parse('F1'), SeatId.parse('F2')];
const adult = { seatId: f1, ticketType: 'adult' as const };
const child = { seatId: f2, ticketType: 'child' as const };
const step = { rule: 'base', kind: 'base', label: 'Base', amount: 1000 };
const PRICE = PriceBreakdown.parse({
  currency: 'EUR',
  lines: [
    { seatId: f1, ticketType: 'adult', steps: [step], total: 1000, taxRate: 700 },
    { seatId: f2, ticketType: 'child', steps: [step], total: 1000, taxRate: 700 },
    { steps: [{ ...step, kind: 'fee', amount: 50 }], total: 50, taxRate: 700 },
  ],
  total: 2050,
  tax: [],
});

test('[CTR16] a ticket type is changed on one seat or on all', () => {
  expect(retyped([adult, child], 'senior', f1).map((seat) => seat.ticketType)).toEqual(['senior', 'child']);
  expect(retyped([adult, child], 'senior', null).map((seat) => seat.ticketType)).toEqual([
    'senior',
    'senior',
  ]);
});

test('[CTR17] the reasons of a price are said once for seats that share them', () => {
  const [one, other] = [lineFor(PRICE, f1, 'adult'), lineFor(PRICE, f2, 'child')];
  expect(isSameReason(one, other)).toBe(true);
  expect(isSameReason(one, orderLines(PRICE)[0] ?? null)).toBe(false);
  expect(isSameReason(one, null)).toBe(false);
});

test('[CTR17] a price is shown only for the very seats and tickets it was made of', () => {
  expect(isPriceOf(PRICE, [child, adult])).toBe(true);
  expect(isPriceOf(PRICE, [adult])).toBe(false);
  expect(isPriceOf(PRICE, [adult, { ...child, ticketType: 'adult' }])).toBe(false);
  expect(isPriceOf(undefined, [])).toBe(false);
  expect(lineFor(PRICE, f1, 'child')).toBeNull();
  expect(orderLines(PRICE).map((line) => line.total)).toEqual([50]);
});
