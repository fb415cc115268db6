import { expect, test } from 'vitest';
import { daySales } from '#shared/domain/reports/day-sales.ts';
import { Booking } from '#shared/wire/booking.ts';
import type { DaySales } from '#shared/wire/reports.ts';
import { Currency, Day, ScreenId, SeatId } from '#shared/wire/scalars.ts';
import { rowsOf } from './breakdown/rows.ts';
import { bySeat, levelOf, markOf, turnOf } from './heat/levels.ts';
import { clockOf, endOf, hoursOf, ticksTo } from './hours/hours.ts';

const house = { zone: 'Europe/London', businessDayEndsAt: '05:00' };

/** A day with ten pounds taken by each of these tenders at each of these hours (London winter time is UTC). */
function day(which: string, sales: readonly (readonly [at: string, tender: string])[]): DaySales {
  const bookings = sales.map(([at, tender], n) =>
    Booking.parse({
      id: `b${n}`,
      code: `A0${n}`,
      showId: 'show-1',
      cinemaId: 'rex',
      deviceId: 'till-1',
      channel: 'counter',
      status: 'confirmed',
      rev: 1,
      seats: [{ seatId: `A${n + 1}`, rev: 0, ticketType: 'adult' }],
      requestedAt: `${at}:00.000Z`,
      payments: [{ id: `p${n}`, tender, amount: 1_000, status: 'success', at: `${at}:00.000Z` }],
      refunds: [],
      tickets: [],
      approvals: [],
      assurance: 'arbitrated',
      updatedAt: `${at}:00.000Z`,
    }),
  );
  const cinema = { ...house, currency: Currency.parse('GBP') };
  return daySales({ cinema, bookings, shows: [], screens: [], shifts: [] }, Day.parse(which));
}

const now = day('2026-11-23', [
  ['2026-11-23T18:10', 'cash'],
  ['2026-11-23T18:20', 'card'],
  ['2026-11-24T00:30', 'card'],
]);
const before = day('2026-11-16', [
  ['2026-11-16T21:00', 'cash'],
  ['2026-11-16T22:00', 'voucher'],
]);

test('[TDY1] the chart runs without gaps from the first hour either day took money to the last, over midnight', () => {
  expect(hoursOf(now, before, house)).toEqual([
    { id: '18', now: 2_000, before: 0 },
    { id: '19', now: 0, before: 0 },
    { id: '20', now: 0, before: 0 },
    { id: '21', now: 0, before: 1_000 },
    { id: '22', now: 0, before: 1_000 },
    { id: '23', now: 0, before: 0 },
    { id: '00', now: 1_000, before: 0 },
  ]);
  expect(hoursOf(now, null, house).every((hour) => hour.before === null)).toBe(true);
  expect(hoursOf(day('2026-11-23', []), null, house)).toEqual([]);
  expect([clockOf('23'), endOf('23')]).toEqual(['23:00', '00:00']);
});

test.each([
  [0, [0]],
  [100, [0, 50, 100]],
  [410_000, [0, 200_000, 400_000, 600_000]],
  [399_000, [0, 100_000, 200_000, 300_000, 400_000]],
])('[TDY1] the axis to %d has round steps', (max, ticks) => {
  expect(ticksTo(max)).toEqual(ticks);
});

test('[TDY2] a breakdown tells last week’s line beside each, and what sold then and not now', () => {
  expect(rowsOf(now, before, 'tender')).toEqual([
    { id: 'card', key: 'card', net: 2_000, tickets: 2, before: 0, share: 1 },
    { id: 'cash', key: 'cash', net: 1_000, tickets: 1, before: 1_000, share: 0.5 },
    { id: 'voucher', key: 'voucher', net: 0, tickets: 0, before: 1_000, share: 0 },
  ]);
  expect(rowsOf(now, null, 'tender').every((row) => row.before === null)).toBe(true);
  expect(rowsOf(now, before, 'show').every((row) => row.before === null)).toBe(true);
});

test('[TDY3] a seat’s shade is the quarter of shows it sold for, its turn the fifth it sold in', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map((sold) => levelOf({ sold }, 8))).toEqual([
    0, 1, 1, 2, 2, 3, 3, 4, 4,
  ]);
  expect([0, 0.19, 0.2, 0.5, 0.99, 1].map((turn) => turnOf({ turn }))).toEqual([1, 1, 2, 3, 5, 5]);
  const heat = {
    screenId: ScreenId.parse('s1'),
    shows: 4,
    seats: [{ seatId: SeatId.parse('A1'), sold: 3, turn: 0.1 }],
  };
  const seat = bySeat(heat).get(SeatId.parse('A1'));
  expect(markOf(seat, heat, 'most')).toEqual({ level: 3, text: '3' });
  expect(markOf(seat, heat, 'first')).toEqual({ level: 4, text: '1' });
  expect(markOf(undefined, heat, 'first')).toEqual({ level: 0, text: '' });
});
