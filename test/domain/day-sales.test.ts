import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from '#shared/domain/reports/allocate.ts';
import { calendarOf, minutesIntoDay } from '#shared/domain/reports/calendar.ts';
import { isAsComplete, isInReplica } from '#shared/domain/reports/coverage.ts';
import { daySales, type SalesInput } from '#shared/domain/reports/day-sales.ts';
import { bookingsBehind } from '#shared/domain/reports/drill.ts';
import { moneyLines } from '#shared/domain/reports/money-lines.ts';
import { differenceOf, figuresUntil } from '#shared/domain/reports/pace.ts';
import { heatOf } from '#shared/domain/reports/seat-heat.ts';
import { businessDayOf } from '#shared/domain/time.ts';
import { Booking, type Payment, type Refund } from '#shared/wire/booking.ts';
import { DaySales, DIMENSIONS } from '#shared/wire/reports.ts';
import { Currency, Day, instant, Money, PaymentId, RefundId, SeatId, ShiftId } from '#shared/wire/scalars.ts';
import { NOW_MS, PRICE, payment, request, screen, seat, show, till } from '../support/world.ts';

const cinema: SalesInput['cinema'] = {
  zone: 'Europe/Berlin',
  businessDayEndsAt: '05:00',
  currency: Currency.parse('EUR'),
};
const one = till('till-1');
const HOUR_MS = 3_600_000;
const WEDNESDAY = Day.parse('2026-11-25');
const THURSDAY = Day.parse('2026-11-26');

const paid = (id: string, amount: number, atMs: number, more: Partial<Payment> = {}): Payment => ({
  ...payment(id, amount),
  at: instant(atMs),
  deviceId: one.id,
  ...more,
});

const refund = (
  id: string,
  of: string,
  amount: number,
  atMs: number,
  more: Partial<Refund> = {},
): Refund => ({
  id: RefundId.parse(id),
  paymentId: PaymentId.parse(of),
  lines: [],
  amount: Money.parse(amount),
  status: 'paid',
  reason: 'ill',
  at: instant(atMs),
  ...more,
});

const order = (id: string, more: Partial<Booking>): Booking =>
  Booking.parse({ ...request(one, id, [seat('A1'), seat('A2')]), status: 'confirmed', ...more });

function sale(id: string, amount: number, atMs: number, back?: { amount: number; atMs: number }): Booking {
  return order(id, {
    status: back === undefined ? 'confirmed' : 'cancelled',
    payments: [paid(`p-${id}`, amount, atMs)],
    refunds: back === undefined ? [] : [refund(`r-${id}`, `p-${id}`, back.amount, back.atMs)],
  });
}

const input = (bookings: Booking[], shifts: SalesInput['shifts'] = []): SalesInput => ({
  cinema,
  bookings,
  shows: [show],
  screens: [screen],
  shifts,
});

describe('a business day’s sales', () => {
  test('[SAL1] a sale after midnight belongs to the evening before, and its hour comes last', () => {
    const evening = Date.parse('2026-11-25T22:30:00Z');
    const night = Date.parse('2026-11-26T00:30:00Z');
    const report = daySales(input([sale('b1', 2 * PRICE, evening), sale('b2', 2 * PRICE, night)]), WEDNESDAY);
    expect(report.by.hour.map((bar) => [bar.key, bar.net])).toEqual([
      ['23', 2 * PRICE],
      ['01', 2 * PRICE],
    ]);
    expect(report.byQuarter.map((bar) => bar.key)).toEqual(['23:30', '01:30']);
    expect(report.total).toMatchObject({ net: 4 * PRICE, ticketsSold: 4 });
    expect(daySales(input([sale('b2', 2 * PRICE, night)]), THURSDAY).total.net).toBe(0);
  });

  test('[SAL1] money taken in a shift belongs to the shift’s day, however late it was taken', () => {
    const shiftId = ShiftId.parse('late-shift');
    const late = order('b1', {
      payments: [paid('p1', 2 * PRICE, Date.parse('2026-11-26T06:10:00Z'), { shiftId })],
    });
    const shifts = [{ id: shiftId, businessDay: WEDNESDAY }];
    expect(daySales(input([late], shifts), WEDNESDAY).total.net).toBe(2 * PRICE);
    expect(daySales(input([late], shifts), THURSDAY).total.net).toBe(0);
    expect(daySales(input([late]), THURSDAY).total.net).toBe(2 * PRICE);
  });

  test('[SAL2] a refund counts on its own day and takes its tickets back there', () => {
    const bookings = [sale('b1', 2 * PRICE, NOW_MS, { amount: PRICE, atMs: NOW_MS + 24 * HOUR_MS })];
    expect(daySales(input(bookings), WEDNESDAY).total).toMatchObject({ gross: 2 * PRICE, refunds: 0 });
    const next = daySales(input(bookings), THURSDAY);
    expect(next.total).toEqual({
      gross: 0,
      refunds: PRICE,
      net: -PRICE,
      ticketsSold: 0,
      ticketsUndone: 2,
    });
    expect([next.bookings, next.refundsPaid]).toEqual([1, 1]);
  });

  test('[SAL3] occupancy counts the seats of confirmed sales against the screen’s', () => {
    const report = daySales(input([sale('b1', 2 * PRICE, NOW_MS)]), WEDNESDAY);
    expect(report.occupancy).toMatchObject({ sold: 2, seats: 10 });
    const cancelled = { ...input([]), shows: [{ ...show, cancelled: true }] };
    expect(daySales(cancelled, WEDNESDAY).occupancy).toMatchObject({ sold: 0, seats: 0 });
  });

  test('[SAL5] tickets count with the payment that completes their price, and are taken back once', () => {
    const price = { currency: cinema.currency, lines: [], total: Money.parse(2 * PRICE), tax: [] };
    const parts = order('b1', {
      price,
      payments: [paid('p1', PRICE, NOW_MS), paid('p2', PRICE, NOW_MS + 24 * HOUR_MS, { tender: 'card' })],
    });
    expect(daySales(input([parts]), WEDNESDAY).total).toMatchObject({ gross: PRICE, ticketsSold: 0 });
    expect(daySales(input([parts]), THURSDAY).total).toMatchObject({ gross: PRICE, ticketsSold: 2 });
    const open = { ...parts, status: 'paying' as const, payments: parts.payments.slice(0, 1) };
    expect(daySales(input([open]), WEDNESDAY).total).toMatchObject({ gross: PRICE, ticketsSold: 0 });
    const back = order('b2', {
      price,
      status: 'cancelled',
      payments: [paid('p3', 2 * PRICE, NOW_MS)],
      refunds: [
        refund('r1', 'p3', PRICE, NOW_MS, { lines: [SeatId.parse('A1')] }),
        refund('r2', 'p3', PRICE, NOW_MS),
      ],
    });
    expect(daySales(input([back]), WEDNESDAY).total).toMatchObject({ net: 0, ticketsUndone: 2 });
  });

  test('[SAL6] the bookings behind a figure add up to it', () => {
    const night = sale('b1', 2 * PRICE, NOW_MS + 10 * HOUR_MS);
    const day = sale('b2', 3 * PRICE, NOW_MS, { amount: PRICE, atMs: NOW_MS + 2 * HOUR_MS });
    const shows = new Map([[show.id as string, show]]);
    const calendar = calendarOf(cinema, []);
    const lines = [night, day].flatMap((booking) => moneyLines(booking, calendar));
    const behind = (dimension: 'all' | 'hour' | 'refunds', key: string | null) =>
      bookingsBehind(lines, { dimension, key }, shows).map((entry) => [entry.bookingId, entry.figures.net]);
    expect(behind('all', null)).toEqual([
      ['b1', 2 * PRICE],
      ['b2', 2 * PRICE],
    ]);
    expect(behind('hour', '13')).toEqual([['b2', 3 * PRICE]]);
    expect(behind('refunds', null)).toEqual([['b2', -PRICE]]);
  });

  test('[SAL7] a running day is compared with as much of the other day as has passed', () => {
    const sales = daySales(
      input([
        sale('b1', PRICE, Date.parse('2026-11-25T11:50:00Z')),
        sale('b2', PRICE, Date.parse('2026-11-25T12:05:00Z')),
        sale('b3', PRICE, Date.parse('2026-11-26T00:30:00Z')),
      ]),
      WEDNESDAY,
    );
    expect(figuresUntil(sales, '13:00', cinema).net).toBe(PRICE);
    expect(figuresUntil(sales, '23:59', cinema).net).toBe(2 * PRICE);
    expect(figuresUntil(sales, '04:59', cinema).net).toBe(3 * PRICE);
    expect(differenceOf(150, 100)).toEqual({ by: 50, ratio: 0.5 });
    expect(differenceOf(150, 0)).toEqual({ by: 150, ratio: null });
  });

  test('[SAL7] a day that begins within an hour counts that hour first', () => {
    const house = { zone: 'UTC', businessDayEndsAt: '04:30' };
    expect(minutesIntoDay('04:30', house)).toBe(0);
    expect(minutesIntoDay('04:15', house)).toBe(24 * 60 - 15);
    expect(minutesIntoDay('04', house)).toBe(0);
  });

  test('[SAL8] a replica knows the days that began since yesterday’s midnight', () => {
    const noon = Date.parse('2026-11-25T11:00:00Z');
    const night = Date.parse('2026-11-25T01:00:00Z');
    const known = (day: string, nowMs: number) => isInReplica(Day.parse(day), nowMs, cinema);
    expect([known('2026-11-25', noon), known('2026-11-24', noon), known('2026-11-23', noon)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([known('2026-11-24', night), known('2026-11-23', night)]).toEqual([true, false]);
  });

  test('[SAL8] a replica that lacks a booking, a show or a name is not as complete as the server', () => {
    const full = daySales(input([sale('b1', PRICE, NOW_MS)]), WEDNESDAY);
    const known = { ...input([sale('b1', PRICE, NOW_MS)]), shows: [] };
    expect(isAsComplete(full, full)).toBe(true);
    expect(isAsComplete(daySales(input([]), WEDNESDAY), full)).toBe(false);
    expect(isAsComplete(daySales(known, WEDNESDAY), full)).toBe(false);
    expect(isAsComplete(full, daySales(input([]), WEDNESDAY))).toBe(true);
    const refunded = sale('b1', PRICE, NOW_MS, { amount: PRICE, atMs: NOW_MS + HOUR_MS });
    expect(isAsComplete(full, daySales(input([refunded]), WEDNESDAY))).toBe(false);
  });

  test('[BKS3] where journals and bookings disagree the server’s figures are shown', () => {
    const full = daySales(input([sale('b1', PRICE, NOW_MS)]), WEDNESDAY);
    expect(isAsComplete(full, { ...full, provisional: { count: 1, net: PRICE } })).toBe(false);
  });

  test('[SAL9] seats are ranked by how often and how early they sold', () => {
    const booking = (id: string, seats: string[], atMs: number) =>
      order(id, { seats: seats.map((name) => seat(name)), payments: [paid(`p-${id}`, PRICE, atMs)] });
    const lost = {
      ...booking('b3', ['B1', 'B2'], NOW_MS + 2),
      status: 'conflicted' as const,
      conflicts: [{ seatId: SeatId.parse('B2'), reason: 'taken' as const, rev: 2 }],
    };
    const heat = heatOf(
      screen.id,
      [show.id],
      [
        booking('b2', ['A1'], NOW_MS + 1),
        booking('b1', ['A4', 'A5'], NOW_MS),
        lost,
        { ...booking('b4', ['B5'], NOW_MS), status: 'cancelled' },
      ],
    );
    expect(heat.seats.map((one) => [one.seatId, one.sold, one.turn])).toEqual([
      ['A4', 1, 0],
      ['A5', 1, 0],
      ['A1', 1, 0.5],
      ['B1', 1, 1],
    ]);
  });

  test('[I9] over random days the figures equal the payments to the cent, in every breakdown', () => {
    const minute = fc.integer({ min: 0, max: 4 * 24 * 60 }).map((m) => NOW_MS - 36 * HOUR_MS + m * 60_000);
    const shifts = [
      { id: ShiftId.parse('shift-1'), businessDay: WEDNESDAY },
      { id: ShiftId.parse('shift-2'), businessDay: THURSDAY },
    ];
    const one = fc.record({
      parts: fc.array(
        fc.record({
          amount: fc.integer({ min: 0, max: 9_999 }),
          at: minute,
          tender: fc.constantFrom('cash', 'card', 'voucher'),
          status: fc.constantFrom('success', 'success', 'success', 'failed', 'unknown'),
          shift: fc.constantFrom(undefined, ...shifts.map(({ id }) => id), ShiftId.parse('unheard-of')),
          back: fc.option(
            fc.record({
              share: fc.integer({ min: 0, max: 100 }),
              at: minute,
              status: fc.constantFrom('paid', 'paid', 'granted', 'refused', 'failed'),
              seats: fc.subarray(['A1', 'A2']),
            }),
            { nil: undefined },
          ),
        }),
        { maxLength: 4 },
      ),
      lines: fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 2, maxLength: 2 }),
      isPriced: fc.boolean(),
      status: fc.constantFrom('confirmed', 'cancelled', 'conflicted', 'paying'),
    } as const);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (rows) => {
        const bookings = rows.map((row, i) => {
          const [a = 0, b = 0] = row.lines;
          return order(`b${i}`, {
            status: row.status,
            payments: row.parts.map((part, n) =>
              paid(`p${i}-${n}`, part.amount, part.at, {
                tender: part.tender,
                status: part.status,
                ...(part.shift === undefined ? {} : { shiftId: part.shift }),
              }),
            ),
            refunds: row.parts.flatMap(({ amount, back }, n) =>
              back === undefined
                ? []
                : [
                    refund(`r${i}-${n}`, `p${i}-${n}`, Math.floor((amount * back.share) / 100), back.at, {
                      status: back.status,
                      lines: back.seats.map((name) => SeatId.parse(name)),
                    }),
                  ],
            ),
            ...(row.isPriced
              ? {
                  price: {
                    currency: cinema.currency,
                    lines: [a, b].map((total, n) => ({
                      seatId: SeatId.parse(`A${n + 1}`),
                      ticketType: 'adult' as const,
                      steps: [],
                      total: Money.parse(total),
                      taxRate: n === 0 ? 700 : 1_900,
                    })),
                    total: Money.parse(a + b),
                    tax: [],
                  },
                }
              : {}),
          });
        });
        const dayOf = (fact: Payment | Refund): Day =>
          shifts.find(({ id }) => id === fact.shiftId)?.businessDay ??
          businessDayOf(Date.parse(fact.at), cinema.zone, cinema.businessDayEndsAt);
        const money = bookings.flatMap(({ payments, refunds }) => [
          ...payments
            .filter(({ status }) => status === 'success')
            .map((fact) => ({ day: dayOf(fact), amount: Number(fact.amount) })),
          ...refunds
            .filter(({ status }) => status === 'paid')
            .map((fact) => ({ day: dayOf(fact), amount: -fact.amount })),
        ]);
        for (const day of new Set([WEDNESDAY, ...money.map((one) => one.day)])) {
          const expected = money
            .filter((one) => one.day === day)
            .reduce((sum, { amount }) => sum + amount, 0);
          const report = DaySales.parse(daySales(input(bookings, shifts), day));
          expect(report.total.net).toBe(expected);
          for (const bars of [report.byQuarter, ...DIMENSIONS.map((name) => report.by[name])]) {
            expect(bars.reduce((sum, bar) => sum + bar.net, 0)).toBe(expected);
            expect(bars.reduce((sum, bar) => sum + bar.ticketsSold, 0)).toBe(report.total.ticketsSold);
          }
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
  });
});
