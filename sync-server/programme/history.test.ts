import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { daySales } from '#shared/domain/reports/day-sales.ts';
import { weekBefore } from '#shared/domain/reports/pace.ts';
import { addDays, businessDayOf, businessDayRange } from '#shared/domain/time.ts';
import { Booking } from '#shared/wire/booking.ts';
import { Day, DeviceId, Money } from '#shared/wire/scalars.ts';
import { openEngine } from '../open-engine.ts';
import { partiesOf } from './demo/audience.ts';
import { dayOf } from './demo/days.ts';
import { demoScreens, HOUSES } from './demo/houses.ts';
import { demoMovies } from './demo/movies.ts';
import { seedDemo } from './demo.ts';
import { type HouseSales, salesOfShow } from './history.ts';
import { openingTariff } from './tariff.ts';

const today = Day.parse('2026-11-23');
const nowMs = Date.parse('2026-11-23T18:10:00Z');
const [house] = HOUSES;
const { cinema } = house;
const screens = demoScreens(house);
const tariff = openingTariff(cinema, { base: Money.parse(house.base) }, 2026);
const sales: HouseSales = {
  cinema,
  opensAtMinute: house.opensAtMinute,
  tariff,
  movies: new Map(demoMovies(cinema.country, today).map((movie) => [movie.id, movie])),
  prefixes: new Map([[DeviceId.parse(`${cinema.id}.counter-a`), 'A0']]),
  nowMs,
};

function salesOf(daysAhead: number) {
  return dayOf(house, screens, tariff.id, addDays(today, daysAhead)).map((show) => {
    const screen = screens.find(({ id }) => id === show.screenId);
    if (screen === undefined) throw new Error('a show has a screen');
    const parties = partiesOf(show, screen, cinema.zone, 6, Math.max(0, daysAhead));
    return { show, parties, ...salesOfShow(sales, show, screen, parties, daysAhead) };
  });
}

test('[HIS4] past sales were paid in full before or just after the start, by several tenders, tills and channels', () => {
  const shows = salesOf(-3);
  const bookings = shows.flatMap((one) => one.bookings);
  expect(bookings.length).toBeGreaterThan(400);
  for (const { show, bookings: own } of shows) {
    for (const booking of own) {
      expect(Booking.safeParse(booking).success).toBe(true);
      expect(booking.payments[0]?.amount).toBe(booking.price?.total);
      expect(Date.parse(booking.requestedAt)).toBeLessThan(Date.parse(show.startsAt) + 10 * 60_000);
      expect(booking.tickets).toHaveLength(booking.seats.length);
    }
  }
  expect(new Set(bookings.map(({ channel }) => channel))).toEqual(new Set(['counter', 'lobby']));
  expect(new Set(bookings.map(({ payments }) => payments[0]?.tender))).toEqual(new Set(['cash', 'card']));
  expect(new Set(bookings.map(({ deviceId }) => deviceId)).size).toBe(3);
  expect(new Set(bookings.flatMap(({ seats }) => seats.map((seat) => seat.ticketType))).size).toBe(4);
});

test('[HIS4] what is given back goes back on the next day, and by the cinema’s rules', () => {
  const back = salesOf(-1).flatMap(({ bookings }) => bookings.filter(({ status }) => status === 'cancelled'));
  expect(back.length).toBeGreaterThan(2);
  const dayAt = (at: string | undefined): Day =>
    businessDayOf(Date.parse(at ?? ''), cinema.zone, cinema.businessDayEndsAt);
  for (const { payments, refunds } of back) {
    expect(dayAt(refunds[0]?.at)).toBe(addDays(dayAt(payments[0]?.at), 1));
    expect(refunds[0]?.amount).toBeLessThanOrEqual(payments[0]?.amount ?? 0);
    expect(refunds[0]?.status).toBe('paid');
  }
});

test('[HIS5] nobody has bought in the future, and every party is either sold or left', () => {
  for (const daysAhead of [0, 1, 5]) {
    for (const { parties, bookings, others } of salesOf(daysAhead)) {
      expect(bookings.length + others.length).toBe(parties.length);
      for (const { requestedAt } of bookings) expect(Date.parse(requestedAt)).toBeLessThanOrEqual(nowMs);
    }
  }
  expect(salesOf(0).flatMap(({ bookings }) => bookings).length).toBeGreaterThan(100);
  expect(salesOf(-2)).toEqual(salesOf(-2));
});

test('[HIS6] a new demo has last week’s figures beside today’s, to the cent, and is left alone the next time', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'foyer-history-'));
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const engine = await openEngine({ file: join(directory, 'server.sqlite'), log: quiet });
  try {
    await seedDemo(engine, { today, history: { engine, nowMs } });
    const heads = await engine.heads(cinema.id);
    await seedDemo(engine, { today, history: { engine, nowMs } });
    expect(await engine.heads(cinema.id)).toEqual(heads);
    const all = {
      cinema,
      bookings: await engine.list(cinema.id, 'bookings'),
      shows: await engine.list(cinema.id, 'shows'),
      screens,
      shifts: [],
    };
    for (const day of [today, weekBefore(today)]) {
      const report = await engine.reports.day(cinema.id, day);
      expect(report?.sales.total.net).toBeGreaterThan(1_000_000);
      expect(report?.sales.refundsPaid).toBeGreaterThan(0);
      const { fromMs, toMs } = businessDayRange(day, cinema.zone, cinema.businessDayEndsAt);
      const onDay = (at: string): boolean => Date.parse(at) >= fromMs && Date.parse(at) < toMs;
      const paid = all.bookings.flatMap(({ payments, refunds }) => [
        ...payments.filter(({ at }) => onDay(at)).map(({ amount }) => Number(amount)),
        ...refunds.filter(({ at }) => onDay(at)).map(({ amount }) => -amount),
      ]);
      expect(report?.sales.total.net).toBe(paid.reduce((sum, amount) => sum + amount, 0));
      expect(report?.sales).toEqual(daySales(all, day));
    }
  } finally {
    await engine.close();
    rmSync(directory, { recursive: true });
  }
}, 120_000);
