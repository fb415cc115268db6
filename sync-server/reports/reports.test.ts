import { afterEach, beforeEach, expect, test } from 'vitest';
import { daySales } from '#shared/domain/reports/day-sales.ts';
import { Booking } from '#shared/wire/booking.ts';
import { CinemaId, Day, instant, ShiftId } from '#shared/wire/scalars.ts';
import { Shift } from '#shared/wire/till.ts';
import { CINEMA, caller, HOUR_MS, makeScreen, NOON_MS, request, row } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';

let house: OpenHouse;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const MONDAY = Day.parse('2026-11-23');
const TUESDAY = Day.parse('2026-11-24');
const till = caller('till-1');

/** A sale of the named seats at a time, ten pounds each. */
async function sell(seats: readonly string[], atMs: number, more: object = {}): Promise<Booking> {
  const asked = request(seats);
  const payment = {
    id: `p-${asked.id}`,
    tender: 'cash',
    amount: 1_000 * seats.length,
    status: 'success',
    at: instant(atMs),
    ...more,
  };
  const sold = { ...asked, status: 'confirmed', payments: [payment] };
  return house.sell(till, sold);
}

async function giveBack(booking: Booking, atMs: number): Promise<void> {
  house.clock.pass(atMs - NOON_MS);
  await house.push(till, { ...booking, status: 'cancelled' });
  const granted = Booking.parse((await house.bookings()).find(({ id }) => id === booking.id));
  const refunds = granted.refunds.map((refund) => ({ ...refund, status: 'paid' as const }));
  await house.push(till, { ...granted, refunds });
}

const day = async (which: Day) => (await house.engine.reports.day(CINEMA, which))?.sales;
/** Books stay open for a moment; a report after it is reckoned anew. */
const later = () => house.clock.pass(10_000);

test('[RPT1] a day’s report is the shared reckoning over every booking there is', async () => {
  await sell(['A1', 'A2'], NOON_MS);
  await sell(['B1'], NOON_MS + 16 * HOUR_MS);
  await giveBack(await sell(['C1'], NOON_MS), NOON_MS + 1 * HOUR_MS);
  const [cinema] = await house.engine.list(CINEMA, 'cinemas');
  if (cinema === undefined) throw new Error('the house has a cinema');
  const all = {
    cinema,
    bookings: await house.bookings(),
    shows: await house.engine.list(CINEMA, 'shows'),
    screens: [makeScreen()],
    shifts: [],
  };
  for (const which of [MONDAY, TUESDAY]) expect(await day(which)).toEqual(daySales(all, which));
  expect(await day(MONDAY)).toMatchObject({
    total: { gross: 4_000, refunds: 1_000, net: 3_000 },
    refundsPaid: 1,
    occupancy: { sold: 3, seats: 40 },
  });
});

test('[RPT1] money of a shift is found on the shift’s day, whenever it was taken', async () => {
  const shift = Shift.parse({
    id: 'shift-1',
    cinemaId: CINEMA,
    deviceId: 'till-1',
    currency: 'GBP',
    status: 'open',
    rev: 0,
    businessDay: MONDAY,
    openedAt: instant(NOON_MS),
    float: 0,
    moves: [],
  });
  await house.engine.push(till, 'shifts', [row(shift)]);
  await sell(['A1'], NOON_MS + 30 * HOUR_MS, { shiftId: ShiftId.parse('shift-1') });
  await sell(['A2'], NOON_MS + 30 * HOUR_MS);
  expect((await day(MONDAY))?.total.net).toBe(1_000);
  expect((await day(TUESDAY))?.total.net).toBe(1_000);
});

test('[RPT2] the bookings behind a figure come in pages, the latest first, and add up to it', async () => {
  for (const [at, name] of ['A1', 'A2', 'A3', 'A4', 'A5'].entries())
    await sell([name], NOON_MS + at * 60_000);
  const query = { day: MONDAY, dimension: 'tender', key: 'cash', limit: 2 } as const;
  const pages = await Promise.all(
    [0, 2, 4].map((from) => house.engine.reports.bookings(CINEMA, { ...query, from })),
  );
  const entries = pages.flatMap((page) => page?.entries ?? []);
  expect(pages.map((page) => page?.total)).toEqual([5, 5, 5]);
  expect(entries.map(({ booking }) => booking.seats[0]?.seatId)).toEqual(['A5', 'A4', 'A3', 'A2', 'A1']);
  expect(entries.reduce((sum, { figures }) => sum + figures.net, 0)).toBe(5_000);
  expect(pages[0]?.shows).toMatchObject([{ id: 'show-1' }]);
  const none = await house.engine.reports.bookings(CINEMA, { ...query, key: 'card', from: 0 });
  expect(none).toEqual({ total: 0, entries: [], shows: [] });
});

test('[RPT3] seats of a screen are told with how often and when they sold', async () => {
  await sell(['A1'], NOON_MS + 60_000);
  await sell(['A2', 'A3'], NOON_MS);
  const heat = await house.engine.reports.seats(CINEMA, MONDAY, makeScreen().id);
  expect(heat).toMatchObject({
    shows: 1,
    seats: [
      { seatId: 'A2', sold: 1, turn: 0 },
      { seatId: 'A3', sold: 1, turn: 0 },
      { seatId: 'A1', sold: 1, turn: 1 },
    ],
  });
});

test('[RPT4] asked for many times at once a day is reckoned once, and anew a moment later', async () => {
  await sell(['A1'], NOON_MS);
  const many = await Promise.all(Array.from({ length: 50 }, () => day(MONDAY)));
  expect(new Set(many.map((sales) => sales?.total.net))).toEqual(new Set([1_000]));
  await sell(['A2'], NOON_MS);
  expect((await day(MONDAY))?.total.net).toBe(1_000);
  later();
  expect((await day(MONDAY))?.total.net).toBe(2_000);
});

test('[RPT4] a day without sales, and a cinema there is not, are answered', async () => {
  expect((await day(Day.parse('2020-01-01')))?.total.net).toBe(0);
  expect(await house.engine.reports.day(CinemaId.parse('nowhere'), MONDAY)).toBeNull();
});
