import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '#shared/domain/reports/calendar.ts';
import { daySales, type SalesInput } from '#shared/domain/reports/day-sales.ts';
import { asJournalled, moneyFacts } from '#shared/domain/reports/journal-money.ts';
import { dayTotals, shiftTotals } from '#shared/domain/reports/journal-totals.ts';
import { moneyOfShift } from '#shared/domain/shift/money.ts';
import { Booking, type Payment } from '#shared/wire/booking.ts';
import { Currency, Day, instant, Money, PaymentId, RefundId, ShiftId } from '#shared/wire/scalars.ts';
import { JournalEntry, type JournalEvent } from '#shared/wire/till.ts';
import { CINEMA, request, screen, seat, show, till } from '../support/world.ts';

const cinema: SalesInput['cinema'] = {
  zone: 'Europe/Berlin',
  businessDayEndsAt: '05:00',
  currency: Currency.parse('EUR'),
};
const TILLS = [till('till-1'), till('till-2')];
const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map((day) => Day.parse(day));
const EVERY_DAY = ['2026-11-22', '2026-11-27', '2026-11-28'].map((day) => Day.parse(day)).concat(DAYS);
const MIDNIGHT_MS = Date.parse('2026-11-22T23:00:00.000Z');
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** Each till has a shift on each business day, from noon to half past six in the morning; in between it has none. */
const SHIFTS = TILLS.flatMap(({ id: deviceId }) =>
  DAYS.map((businessDay, n) => ({
    id: ShiftId.parse(`${deviceId}.${businessDay}`),
    deviceId,
    businessDay,
    from: n * DAY_MINUTES + 12 * 60,
    to: (n + 1) * DAY_MINUTES + 6 * 60 + 30,
  })),
);

type Paid = { readonly tender: Payment['tender']; readonly amount: number; readonly afterMin: number };
type Back = {
  readonly of: number;
  readonly amount: number;
  readonly afterMin: number;
  readonly by: number;
  readonly askedMin: number;
};
type Order = {
  readonly by: number;
  /** Minutes after the first midnight. */
  readonly atMin: number;
  readonly paid: readonly Paid[];
  readonly back: readonly Back[];
  readonly isVoid: boolean;
  /** What has arrived so far: the booking, the entries of its journal. */
  readonly has: { readonly booking: boolean; readonly journal: boolean };
};

const orders = fc.array(
  fc.record({
    by: fc.nat(1),
    atMin: fc.integer({ min: 0, max: 3 * DAY_MINUTES }),
    paid: fc.array(
      fc.record({
        tender: fc.constantFrom('cash' as const, 'card' as const, 'voucher' as const),
        amount: fc.integer({ min: 1, max: 20_001 }),
        afterMin: fc.nat(30),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    back: fc.array(
      fc.record({
        of: fc.nat(2),
        amount: fc.integer({ min: 1, max: 20_001 }),
        askedMin: fc.nat(600),
        afterMin: fc.nat(DAY_MINUTES - 31),
        by: fc.nat(1),
      }),
      { maxLength: 2 },
    ),
    isVoid: fc.boolean(),
    has: fc.record({ booking: fc.boolean(), journal: fc.boolean() }),
  }),
  { maxLength: 25 },
);

const at = (minute: number) => instant(MIDNIGHT_MS + minute * MINUTE_MS);
const shiftAt = (by: number, minute: number) =>
  SHIFTS.find(({ deviceId, from, to }) => deviceId === TILLS[by]?.id && minute >= from && minute < to);
const deviceOf = (by: number) => (TILLS[by] ?? till('till-1')).id;

/** One movement of money as the test knows it: nothing of it is reckoned by the code under test. */
type Move = {
  id: string;
  kind: 'payment' | 'refund';
  amount: number;
  tender: Payment['tender'];
  day: Day;
  shift?: ShiftId;
};
type Told = { minute: number; by: number; event: JournalEvent };

/** A day of trade: the bookings as the tills leave them, what their journals tell, and the money itself. */
function tradeOf(all: readonly Order[]) {
  const bookings: Booking[] = [];
  const told: Told[] = [];
  const moves: (Move & { order: number })[] = [];
  const dayOf = (by: number, minute: number): Day =>
    shiftAt(by, minute)?.businessDay ??
    DAYS[Math.floor((minute - 5 * 60) / DAY_MINUTES)] ??
    Day.parse('2026-11-22');
  for (const [n, order] of all.entries()) {
    const id = `b${n}`;
    const booking = request(TILLS[order.by] ?? till('till-1'), id, [seat('A1'), seat('A2')]);
    const payments = order.paid.map(({ tender, amount, afterMin }, i) => {
      const minute = order.atMin + afterMin;
      const shift = shiftAt(order.by, minute);
      const payment = { id: PaymentId.parse(`${id}.p${i}`), tender, amount: Money.parse(amount) };
      const event = {
        ...{ kind: 'payment' as const, bookingId: booking.id, paymentId: payment.id },
        currency: cinema.currency,
      };
      const of = { ...event, tender, amount: payment.amount };
      if (tender === 'card') told.push({ minute, by: order.by, event: { ...of, status: 'pending' } });
      told.push({ minute, by: order.by, event: { ...of, status: 'success' } });
      moves.push({
        order: n,
        id: payment.id,
        kind: 'payment',
        amount,
        tender,
        day: dayOf(order.by, minute),
        ...(shift === undefined ? {} : { shift: shift.id }),
      });
      return {
        ...payment,
        status: 'success',
        at: at(minute),
        deviceId: deviceOf(order.by),
        ...(shift === undefined ? {} : { shiftId: shift.id }),
      };
    });
    const refunds = order.back.map(({ of, amount, afterMin, askedMin, by }, i) => {
      const asked = order.atMin + 30 + askedMin;
      const minute = asked + afterMin;
      const shift = shiftAt(by, minute);
      const payment = payments[of % payments.length] ?? payments[0];
      if (payment === undefined) throw new Error('every order is paid');
      const refundId = RefundId.parse(`${id}.r${i}`);
      const money = { paymentId: payment.id, amount: Money.parse(amount) };
      const event = {
        kind: 'refund' as const,
        bookingId: booking.id,
        refundId,
        ...money,
        currency: cinema.currency,
      };
      told.push({ minute, by, event: { ...event, status: 'paid' } });
      moves.push({
        order: n,
        id: refundId,
        kind: 'refund',
        amount,
        tender: payment.tender,
        day: dayOf(by, minute),
        ...(shift === undefined ? {} : { shift: shift.id }),
      });
      // The booking names when, and in which shift, it was asked for.
      const askedIn = shiftAt(order.by, asked);
      return {
        id: refundId,
        ...money,
        lines: [],
        status: 'paid',
        reason: 'ill',
        deviceId: deviceOf(by),
        at: at(asked),
        ...(askedIn === undefined ? {} : { shiftId: askedIn.id }),
      };
    });
    bookings.push(
      Booking.parse({ ...booking, status: order.isVoid ? 'cancelled' : 'confirmed', payments, refunds }),
    );
  }
  return { bookings, told, moves };
}

/** The journals of both tills: each in the order of its time, numbered; the same again now and then, as after a crash. */
function journalsOf(told: readonly Told[]): JournalEntry[] {
  const inOrder = [...told].sort((a, b) => a.minute - b.minute);
  return TILLS.flatMap((device, by) =>
    inOrder
      .filter((one) => one.by === by)
      .flatMap((one, n) => (n % 5 === 0 ? [one, one] : [one]))
      .map(({ minute, event }, n) => {
        const shift = shiftAt(by, minute);
        const id = { id: `${device.id}.${n + 1}`, seq: n + 1, prev: 'p', hash: 'h', signature: 's' };
        const place = { cinemaId: CINEMA, deviceId: device.id, at: at(minute), event };
        return JournalEntry.parse({ ...id, ...place, ...(shift === undefined ? {} : { shiftId: shift.id }) });
      }),
  );
}

function sumsOf(moves: readonly Move[]) {
  const sum = (kind: Move['kind'], some: readonly Move[]): number =>
    some.filter((move) => move.kind === kind).reduce((total, { amount }) => total + amount, 0);
  const sums = (some: readonly Move[]) => {
    const [gross, refunds] = [sum('payment', some), sum('refund', some)];
    return { gross, refunds, net: gross - refunds };
  };
  const tenders = new Set(moves.map(({ tender }) => tender));
  const byTender = Object.fromEntries(
    [...tenders].map((t) => [t, sums(moves.filter(({ tender }) => tender === t))]),
  );
  return { ...sums(moves), byTender };
}

const calendar = calendarOf(cinema, SHIFTS);
const salesOf = (bookings: readonly Booking[], day: Day) =>
  daySales({ cinema, bookings, shows: [show], screens: [screen], shifts: SHIFTS }, day).total;

test('[I9] days and shifts by the journals equal the payments to the cent: refunds on other days, split tender, voids, two tills', () => {
  fc.assert(
    fc.property(orders, (all) => {
      const { bookings, told, moves } = tradeOf(all);
      const entries = journalsOf(told);
      const facts = moneyFacts(entries);
      for (const day of DAYS) {
        const of = moves.filter((move) => move.day === day);
        expect(dayTotals(facts, day, calendar)).toEqual(sumsOf(of));
        const { gross, refunds, net } = sumsOf(of);
        const journalled = bookings.map((booking) =>
          asJournalled(
            booking,
            facts.filter(({ bookingId }) => bookingId === booking.id),
          ),
        );
        expect(salesOf(journalled, day)).toMatchObject({ gross, refunds, net });
      }
      for (const { id } of SHIFTS) {
        const of = moves.filter(({ shift }) => shift === id);
        expect(shiftTotals(facts, id)).toEqual(sumsOf(of));
        const till = moneyOfShift(id, bookings, entries).map((money) => ({
          ...money,
          day: DAYS[0] ?? Day.parse('2026-11-23'),
        }));
        expect(sumsOf(till)).toEqual(sumsOf(of));
      }
    }),
    { numRuns: 150 },
  );
});

test('[I9] offline sales that arrive late count once, from whichever side came first, and in the end to the cent', () => {
  fc.assert(
    fc.property(orders, (all) => {
      const { bookings, told, moves } = tradeOf(all);
      const arrived = (side: 'booking' | 'journal', id: string): boolean =>
        all[Number(id.slice(1).split('.')[0])]?.has[side] === true;
      const here = bookings.filter(({ id }) => arrived('booking', id));
      const entries = journalsOf(
        told.filter(({ event }) => 'bookingId' in event && arrived('journal', event.bookingId)),
      );
      const facts = moneyFacts(entries);
      const known = new Set([
        ...here.map(({ id }) => id as string),
        ...facts.map(({ bookingId }) => bookingId as string),
      ]);
      // What only a journal knows stands beside the bookings until they come.
      const both = here.map((booking) =>
        asJournalled(
          booking,
          facts.filter(({ bookingId }) => bookingId === booking.id),
        ),
      );
      const strays = facts.filter(({ bookingId }) => !here.some(({ id }) => id === bookingId));
      const sum = { gross: 0, refunds: 0 };
      for (const day of EVERY_DAY) {
        for (const { gross, refunds } of [salesOf(both, day), dayTotals(strays, day, calendar)]) {
          sum.gross += gross;
          sum.refunds += refunds;
        }
      }
      const { gross, refunds } = sumsOf(moves.filter(({ order }) => known.has(`b${order}`)));
      expect(sum).toEqual({ gross, refunds });
    }),
    { numRuns: 100 },
  );
});
