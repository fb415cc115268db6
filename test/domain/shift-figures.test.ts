import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '#shared/domain/reports/calendar.ts';
import { type ShiftBooks, shiftFigures } from '#shared/domain/shift/figures.ts';
import { changesBetween, linesOf, zReport } from '#shared/domain/shift/z.ts';
import { Booking, type Payment, type Refund, Ticket } from '#shared/wire/booking.ts';
import {
  Currency,
  Day,
  DeviceId,
  instant,
  JournalEntryId,
  Money,
  MoneyDelta,
  PaymentId,
  RefundId,
  SeatId,
  ShiftId,
} from '#shared/wire/scalars.ts';
import type { CashMove, ShiftFigures } from '#shared/wire/shift.ts';
import type { JournalEntry, JournalEvent, Shift } from '#shared/wire/till.ts';
import { CINEMA, NOW_MS, request, seat, till } from '../support/world.ts';

const HOUSE = { zone: 'Europe/Berlin', businessDayEndsAt: '05:00' };
const calendar = calendarOf(HOUSE, []);
const EUR = Currency.parse('EUR');
const TILL = DeviceId.parse('till-1');
const A = ShiftId.parse('shift-a');
const B = ShiftId.parse('shift-b');

const shiftOf = (id: ShiftId, moves: readonly Pick<CashMove, 'kind' | 'amount'>[] = []): Shift => ({
  id,
  cinemaId: CINEMA,
  deviceId: TILL,
  currency: EUR,
  status: 'open',
  rev: 1,
  businessDay: Day.parse('2026-11-25'),
  openedAt: instant(NOW_MS),
  float: Money.parse(0),
  moves: moves.map((move, n) => ({ ...move, id: `m${n}`, reason: '', at: instant(NOW_MS) })),
});

let seq = 0;
const entry = (event: JournalEvent, shiftId?: ShiftId): JournalEntry => {
  seq += 1;
  return {
    id: JournalEntryId.parse(`till-1.${seq}`),
    cinemaId: CINEMA,
    deviceId: TILL,
    seq,
    prev: '',
    at: instant(NOW_MS),
    event,
    hash: `h${seq}`,
    signature: 's',
    ...(shiftId === undefined ? {} : { shiftId }),
  };
};

const paid = (id: string, amount: number, more: Partial<Payment> = {}): Payment => ({
  id: PaymentId.parse(id),
  tender: 'cash',
  amount: Money.parse(amount),
  status: 'success',
  at: instant(NOW_MS),
  deviceId: TILL,
  shiftId: A,
  ...more,
});
const back = (id: string, of: string, amount: number, more: Partial<Refund> = {}): Refund => ({
  id: RefundId.parse(id),
  paymentId: PaymentId.parse(of),
  lines: [],
  amount: Money.parse(amount),
  status: 'paid',
  reason: 'ill',
  at: instant(NOW_MS),
  deviceId: TILL,
  shiftId: A,
  ...more,
});
const order = (id: string, more: Partial<Booking>, totals = [1_000, 1_000]): Booking =>
  Booking.parse({
    ...request(till('till-1'), id, [seat('A1'), seat('A2')]),
    status: 'confirmed',
    price: {
      currency: EUR,
      lines: totals.map((total, n) => ({
        seatId: SeatId.parse(`A${n + 1}`),
        ticketType: 'adult' as const,
        steps: [],
        total,
        taxRate: n === 0 ? 700 : 1_900,
      })),
      total: totals.reduce((a, b) => a + b, 0),
      tax: [],
    },
    ...more,
  });
const ticket = (id: string, revision: number, printed: Ticket['printed']): Ticket =>
  Ticket.parse({ id: `${id}.${revision}`, seatId: id, serial: `s${id}${revision}`, revision, printed });

const journalOf = (bookings: readonly Booking[]): JournalEntry[] =>
  bookings.flatMap(({ id: bookingId, payments, refunds }) => [
    ...payments.map(({ id, tender, amount, status, shiftId }) =>
      entry({ kind: 'payment', bookingId, paymentId: id, tender, amount, currency: EUR, status }, shiftId),
    ),
    ...refunds
      .filter(({ status }) => status === 'paid')
      .map(({ id, paymentId, amount, shiftId }) =>
        entry(
          { kind: 'refund', bookingId, refundId: id, paymentId, amount, currency: EUR, status: 'paid' },
          shiftId,
        ),
      ),
  ]);

const books = (bookings: readonly Booking[], entries = journalOf(bookings)): ShiftBooks => ({
  bookings,
  entries,
  calendar,
});
const sumOf = (tenders: ShiftFigures['sales']): number =>
  tenders.reduce((sum, { amount }) => sum + amount, 0);

describe('the figures of a shift', () => {
  test('[TIL10] expected cash is float and cash taken, less what was paid back, taken out and dropped', () => {
    const shift = shiftOf(A, [
      { kind: 'float', amount: Money.parse(10_000) },
      { kind: 'in', amount: Money.parse(300) },
      { kind: 'out', amount: Money.parse(200) },
      { kind: 'drop', amount: Money.parse(5_000) },
      { kind: 'no-sale', amount: Money.parse(0) },
    ]);
    const bookings = [
      order('b1', { payments: [paid('p1', 2_000)] }),
      order('b2', { payments: [paid('p2', 2_000, { tender: 'card' })] }),
      order('b3', { payments: [paid('p3', 2_000)], refunds: [back('r3', 'p3', 1_000)], status: 'cancelled' }),
    ];
    expect(shiftFigures(shift, books(bookings))).toMatchObject({
      sales: [
        { tender: 'cash', count: 2, amount: 4_000 },
        { tender: 'card', count: 1, amount: 2_000 },
      ],
      refunds: [{ tender: 'cash', count: 1, amount: 1_000 }],
      net: 5_000,
      untaxed: 0,
      noSales: 1,
      expected: 10_000 + 4_000 - 1_000 + 300 - 200 - 5_000,
      open: 0,
    });
  });

  test('[TIL11] a refund leaves the drawer of the shift it was paid in, whoever asked for it', () => {
    const sale = order('b1', {
      payments: [paid('p1', 2_000)],
      refunds: [back('r1', 'p1', 2_000)],
      status: 'cancelled',
    });
    const [payment, refund] = journalOf([sale]);
    const entries = [payment, { ...refund, shiftId: B }].filter(
      (one): one is JournalEntry => one !== undefined,
    );
    const figures = (id: ShiftId): ShiftFigures => shiftFigures(shiftOf(id), books([sale], entries));
    expect([figures(A).net, figures(B).net]).toEqual([2_000, -2_000]);
    expect(figures(B)).toMatchObject({ expected: -2_000, tickets: { sold: 0, undone: 2 } });
  });

  test('[TIL12] money whose booking is not here counts by the journal, and is open', () => {
    const sale = order('b1', { payments: [paid('p1', 2_000)] });
    const entries = journalOf([sale]);
    expect(shiftFigures(shiftOf(A), books([], entries))).toMatchObject({
      net: 2_000,
      expected: 2_000,
      untaxed: 2_000,
      tax: [],
      open: 1,
    });
    const lost = order('b1', { payments: [], status: 'paying' });
    expect(shiftFigures(shiftOf(A), books([lost], entries))).toMatchObject({ net: 2_000, open: 1 });
    const unknown = order('b1', { payments: [paid('p1', 2_000, { tender: 'card', status: 'unknown' })] });
    expect(shiftFigures(shiftOf(A), books([unknown]))).toMatchObject({ net: 0, open: 1 });
  });

  test('[TIL13] tickets sold stand beside what became of their paper', () => {
    const bookings = [
      order('b1', {
        payments: [paid('p1', 2_000)],
        tickets: [ticket('A1', 1, 'void'), ticket('A1', 2, 'yes'), ticket('A2', 1, 'unknown')],
      }),
      order('b2', { payments: [paid('p2', 2_000)], tickets: [ticket('A1', 1, 'yes')] }),
      order('elsewhere', { payments: [paid('p3', 2_000, { shiftId: B })] }),
    ];
    expect(shiftFigures(shiftOf(A), books(bookings)).tickets).toEqual({
      sold: 4,
      undone: 0,
      printed: 2,
      voided: 1,
      unclear: 1,
      missing: 1,
    });
  });

  test('[I9] [TIL14] the shifts’ reports add up to the payments to the cent: refunds in other shifts, late and lost bookings', () => {
    const shiftId = fc.constantFrom(A, B);
    const one = fc.record({
      parts: fc.array(
        fc.record({
          amount: fc.integer({ min: 0, max: 9_999 }),
          tender: fc.constantFrom('cash', 'card', 'voucher'),
          status: fc.constantFrom('success', 'success', 'failed', 'unknown'),
          shiftId,
          back: fc.option(
            fc.record({
              share: fc.integer({ min: 0, max: 100 }),
              status: fc.constantFrom('paid', 'paid', 'granted'),
              shiftId,
              days: fc.nat(3),
            }),
            { nil: undefined },
          ),
        } as const),
        { maxLength: 3 },
      ),
      lines: fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 2, maxLength: 2 }),
      status: fc.constantFrom('confirmed', 'cancelled', 'conflicted', 'paying'),
      /** Whether its booking has arrived where the report is made. */
      isHere: fc.boolean(),
    } as const);
    const float = fc.nat(50_000);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), float, (rows, minor) => {
        const bookings = rows.map((row, i) =>
          order(
            `b${i}`,
            {
              status: row.status,
              payments: row.parts.map(({ amount, back: _, ...part }, n) => paid(`p${i}-${n}`, amount, part)),
              refunds: row.parts.flatMap(({ amount, status, back: some }, n) => {
                if (some === undefined || status !== 'success') return [];
                const { share, days, ...more } = some;
                const at = instant(NOW_MS + days * 86_400_000);
                return [
                  back(`r${i}-${n}`, `p${i}-${n}`, Math.floor((amount * share) / 100), { ...more, at }),
                ];
              }),
            },
            row.lines,
          ),
        );
        const entries = journalOf(bookings);
        const here = bookings.filter((_, i) => rows[i]?.isHere === true);
        for (const id of [A, B]) {
          const shift = shiftOf(id, [{ kind: 'float', amount: Money.parse(minor) }]);
          const payments = bookings
            .flatMap((booking) => booking.payments)
            .filter((payment) => payment.status === 'success' && payment.shiftId === id);
          const refunds = bookings.flatMap((booking) =>
            booking.refunds
              .filter((refund) => refund.status === 'paid' && refund.shiftId === id)
              .map((refund) => ({
                ...refund,
                tender: booking.payments.find((payment) => payment.id === refund.paymentId)?.tender,
              })),
          );
          const total = (money: readonly { amount: number }[]): number =>
            money.reduce((sum, { amount }) => sum + amount, 0);
          for (const known of [bookings, here, []]) {
            const figures = shiftFigures(shift, books(known, entries));
            expect(sumOf(figures.sales)).toBe(total(payments));
            expect(sumOf(figures.refunds)).toBe(total(refunds));
            expect(figures.net).toBe(total(payments) - total(refunds));
            const cash = (money: readonly { amount: number; tender?: string | undefined }[]): number =>
              total(money.filter(({ tender }) => tender === 'cash'));
            expect(figures.expected).toBe(minor + cash(payments) - cash(refunds));
            const taxed = figures.tax.reduce((sum, { net, tax }) => sum + net + tax, 0);
            expect(taxed + figures.untaxed).toBe(figures.net);
          }
          expect(shiftFigures(shift, books(bookings, entries)).untaxed).toBe(0);
        }
      }),
    );
  });
});

describe('a Z', () => {
  const sale = order('b1', { payments: [paid('p1', 2_000)] });
  const late = order('b2', { payments: [paid('p2', 1_500, { tender: 'card' })] }, [500, 1_000]);
  const closing = (figures: ShiftFigures, reported: boolean): JournalEntry =>
    entry(
      {
        kind: 'shift',
        shiftId: A,
        event: 'closed',
        amount: MoneyDelta.parse(0),
        z: { expected: figures.expected, figures, reported },
      },
      A,
    );
  const closed = (): Shift => ({ ...shiftOf(A), status: 'closed' });

  test('[TIL15] it is final when nothing was open and nothing has changed', () => {
    const entries = journalOf([sale]);
    const close = closing(shiftFigures(shiftOf(A), books([sale], entries)), true);
    const report = zReport(closed(), [...entries, close], books([sale], entries));
    expect(report).toMatchObject({ state: 'final', changes: [], head: { seq: close.seq, hash: close.hash } });
  });

  test('[TIL15] what is heard later never changes it: it is reconciled line by line', () => {
    const entries = journalOf([sale]);
    const figures = shiftFigures(shiftOf(A), books([sale], entries));
    const close = closing(figures, false);
    const both = [sale, late];
    const report = zReport(closed(), [...entries, close], books(both, [...entries, ...journalOf([late])]));
    expect(report).toMatchObject({ state: 'reconciled', figures });
    const changes = (report?.changes ?? []).map(({ line, was, is }) => [line.name, line.of ?? '', was, is]);
    expect(changes).toContainEqual(['sales', 'card', 0, 1_500]);
    expect(changes).toContainEqual(['net', '', 2_000, 3_500]);
    expect(changes.some(([name]) => name === 'expected')).toBe(false);
  });

  test('[TIL15] it stays provisional while something is open, and as it was printed where nothing more is known', () => {
    const unclear = order('b1', { payments: [paid('p1', 2_000, { tender: 'card', status: 'unknown' })] });
    const entries = journalOf([unclear]);
    const figures = shiftFigures(shiftOf(A), books([unclear], entries));
    const close = closing(figures, true);
    const settled = order('b1', { payments: [paid('p1', 2_000, { tender: 'card' })] });
    const all = [...entries, close];
    expect(zReport(closed(), all, books([unclear], entries))).toMatchObject({ state: 'provisional' });
    expect(zReport(closed(), all, books([settled], entries))).toMatchObject({ state: 'reconciled' });
    expect(zReport(closed(), all, null)).toMatchObject({ state: 'provisional', changes: [] });
    expect(zReport(closed(), entries, null)).toBeNull();
  });

  test('[TIL16] two reports are compared by every line that either of them has', () => {
    const before = shiftFigures(shiftOf(A), books([]));
    const after = shiftFigures(shiftOf(A), books([sale]));
    expect(changesBetween(after, after)).toEqual([]);
    const changed = (from: ShiftFigures, to: ShiftFigures) =>
      changesBetween(from, to).map(({ line, was, is }) => [line.name, line.of, was, is]);
    expect(changed(before, after)).toContainEqual(['sales', 'cash', 0, 2_000]);
    expect(changed(after, before)).toContainEqual(['sales', 'cash', 2_000, 0]);
    expect(new Set(linesOf(after).map(({ name, of = '' }) => name + of)).size).toBe(linesOf(after).length);
  });
});
