import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from '#shared/domain/reports/allocate.ts';
import { daySales, type SalesInput } from '#shared/domain/reports/day-sales.ts';
import { businessDayOf } from '#shared/domain/time.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { Currency, Day, instant, Money, PaymentId, RefundId } from '#shared/wire/scalars.ts';
import { NOW_MS, PRICE, payment, request, screen, seat, show, till } from '../support/world.ts';

const cinema: SalesInput['cinema'] = {
  zone: 'Europe/Berlin',
  businessDayEndsAt: '05:00',
  currency: Currency.parse('EUR'),
};
const one = till('till-1');

function sale(id: string, amount: number, atMs: number, refund?: { amount: number; atMs: number }): Booking {
  const paid = { ...payment(`p-${id}`, amount), at: instant(atMs), deviceId: one.id };
  return {
    ...request(one, id, [seat('A1'), seat('A2')]),
    status: refund === undefined ? 'confirmed' : 'cancelled',
    payments: [paid],
    refunds:
      refund === undefined
        ? []
        : [
            {
              id: RefundId.parse(`r-${id}`),
              paymentId: PaymentId.parse(`p-${id}`),
              lines: [],
              amount: Money.parse(refund.amount),
              status: 'paid',
              reason: 'ill',
              at: instant(refund.atMs),
            },
          ],
  };
}

const input = (bookings: Booking[]): SalesInput => ({
  cinema,
  bookings,
  shows: [show],
  screens: [screen],
  shifts: [],
});

describe('a business day’s sales', () => {
  test('[SAL1] a sale after midnight belongs to the evening before, and its hour comes last', () => {
    const evening = Date.parse('2026-11-25T22:30:00Z');
    const night = Date.parse('2026-11-26T00:30:00Z');
    const report = daySales(
      input([sale('b1', 2 * PRICE, evening), sale('b2', 2 * PRICE, night)]),
      Day.parse('2026-11-25'),
    );
    expect(report.byHour.map((bar) => [bar.key, bar.net])).toEqual([
      ['23', 2 * PRICE],
      ['01', 2 * PRICE],
    ]);
    expect(report.total).toMatchObject({ net: 4 * PRICE, ticketsSold: 4 });
    expect(daySales(input([sale('b2', 2 * PRICE, night)]), Day.parse('2026-11-26')).total.net).toBe(0);
  });

  test('[SAL2] a refund counts on its own day and takes its tickets back there', () => {
    const bookings = [sale('b1', 2 * PRICE, NOW_MS, { amount: PRICE, atMs: NOW_MS + 24 * 3_600_000 })];
    expect(daySales(input(bookings), Day.parse('2026-11-25')).total).toMatchObject({
      gross: 2 * PRICE,
      refunds: 0,
    });
    expect(daySales(input(bookings), Day.parse('2026-11-26')).total).toEqual({
      gross: 0,
      refunds: PRICE,
      net: -PRICE,
      ticketsSold: 0,
      ticketsUndone: 2,
    });
  });

  test('[SAL3] occupancy counts the seats of confirmed sales against the screen’s', () => {
    const report = daySales(input([sale('b1', 2 * PRICE, NOW_MS)]), Day.parse('2026-11-25'));
    expect(report.occupancy).toMatchObject({ sold: 2, seats: 10 });
  });

  test('[I9] over random days the figures equal the payments to the cent, in every breakdown', () => {
    const minute = fc.integer({ min: 0, max: 3 * 24 * 60 }).map((m) => NOW_MS - 36 * 3_600_000 + m * 60_000);
    const one = fc.record({
      amount: fc.integer({ min: 0, max: 9_999 }),
      at: minute,
      refund: fc.option(fc.record({ share: fc.integer({ min: 0, max: 100 }), at: minute }), {
        nil: undefined,
      }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (rows) => {
        const bookings = rows.map((row, i) =>
          sale(
            `b${i}`,
            row.amount,
            row.at,
            row.refund === undefined
              ? undefined
              : { amount: Math.floor((row.amount * row.refund.share) / 100), atMs: row.refund.at },
          ),
        );
        const money = bookings.flatMap((booking) => [
          ...booking.payments.map((p) => ({ at: Date.parse(p.at), amount: Number(p.amount) })),
          ...booking.refunds.map((r) => ({ at: Date.parse(r.at), amount: -r.amount })),
        ]);
        const dayOf = (at: number) => businessDayOf(at, cinema.zone, cinema.businessDayEndsAt);
        for (const day of new Set(money.map((m) => dayOf(m.at)))) {
          const expected = money.filter((m) => dayOf(m.at) === day).reduce((sum, m) => sum + m.amount, 0);
          const report = daySales(input(bookings), day);
          expect(report.total.net).toBe(expected);
          const bars = [
            report.byHour,
            report.byMovie,
            report.byShow,
            report.byTender,
            report.byTicketType,
            report.byClerk,
          ];
          for (const breakdown of bars)
            expect(breakdown.reduce((sum, bar) => sum + bar.net, 0)).toBe(expected);
          expect(report.tax.reduce((sum, t) => sum + t.net + t.tax, 0)).toBe(expected);
        }
      }),
    );
  });

  test('[SAL4] a sum is split to the last unit', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.array(fc.nat(5_000), { minLength: 1, maxLength: 20 }),
        (amount, weights) => {
          const parts = allocate(amount, weights);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(amount);
          expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
  });
});
