import type { Booking } from '#shared/wire/booking.ts';
import type { Cinema, Screen, Show } from '#shared/wire/catalog.ts';
import type { Bar, DaySales } from '#shared/wire/reports.ts';
import type { Day, ScreenId, ShowId } from '#shared/wire/scalars.ts';
import type { Shift } from '#shared/wire/till.ts';
import { businessDayRange } from '../time.ts';
import { calendarOf, type House, minutesIntoDay } from './calendar.ts';
import { breakdowns, type ShowNames } from './drill.ts';
import { breakdown, figuresOf, taxOf } from './figures.ts';
import { type MoneyLine, moneyLines } from './money-lines.ts';
import { occupancyOf, soldSeatsOf } from './occupancy.ts';

export type SalesInput = {
  readonly cinema: Pick<Cinema, 'zone' | 'businessDayEndsAt' | 'currency'>;
  readonly bookings: readonly Booking[];
  readonly shows: readonly Show[];
  readonly screens: readonly Screen[];
  readonly shifts: readonly Pick<Shift, 'id' | 'businessDay'>[];
};

/**
 * A business day's sales, from what was really paid: every captured payment and paid refund counts on its own day,
 * whatever became of its booking. Every breakdown sums to the same total, because each is a grouping of the same lines.
 */
export function daySales(input: SalesInput, day: Day): DaySales {
  const { cinema, bookings, shows, screens, shifts } = input;
  const calendar = calendarOf(cinema, shifts);
  return salesOf({
    day,
    cinema,
    lines: bookings.flatMap((booking) => moneyLines(booking, calendar)).filter((line) => line.day === day),
    shows: new Map(shows.map((show) => [show.id, show])),
    dayShows: showsOfDay(shows, day, cinema),
    seatsIn: seatsInScreens(screens),
    sold: soldSeatsOf(bookings),
  });
}

export const seatsInScreens = (screens: readonly Pick<Screen, 'id' | 'seats'>[]): Map<ScreenId, number> =>
  new Map(screens.map((screen) => [screen.id, screen.seats.length]));

/** The shows that start on a business day. */
export function showsOfDay<Known extends Pick<Show, 'startsAt'>>(
  shows: readonly Known[],
  day: Day,
  { zone, businessDayEndsAt }: House,
): Known[] {
  const { fromMs, toMs } = businessDayRange(day, zone, businessDayEndsAt);
  return shows.filter(({ startsAt }) => {
    const atMs = Date.parse(startsAt);
    return atMs >= fromMs && atMs < toMs;
  });
}

/** The figures of lines that all belong to one day. */
export function salesOf(of: {
  readonly day: Day;
  readonly cinema: Pick<Cinema, 'zone' | 'businessDayEndsAt' | 'currency'>;
  readonly lines: readonly MoneyLine[];
  /** Names of every show that a line or the day knows. */
  readonly shows: ShowNames;
  /** Those that start on the day. */
  readonly dayShows: readonly Pick<Show, 'id' | 'screenId' | 'cancelled'>[];
  readonly seatsIn: ReadonlyMap<ScreenId, number>;
  readonly sold: ReadonlyMap<ShowId, number>;
  /** Ids of money that only a journal or only a booking knows. */
  readonly oneSided?: ReadonlySet<string>;
}): DaySales {
  const { day, cinema, lines, shows, dayShows, seatsIn, sold } = of;
  const by = breakdowns(lines, shows);
  const refunds = lines.filter((line) => line.kind === 'refund');
  const provisional = lines.filter((line) => of.oneSided?.has(line.moneyId) === true);
  return {
    day,
    currency: cinema.currency,
    total: figuresOf(lines),
    bookings: new Set(lines.map((line) => line.bookingId)).size,
    refundsPaid: new Set(refunds.map((line) => line.moneyId)).size,
    byQuarter: inOrder(
      breakdown(lines, (line) => line.quarter),
      cinema,
    ),
    by: { ...by, hour: inOrder(by.hour, cinema) },
    tax: taxOf(lines),
    ...(provisional.length === 0 ? {} : { provisional: standing(provisional) }),
    occupancy: occupancyOf(dayShows, seatsIn, sold),
  };
}

const standing = (lines: readonly MoneyLine[]): { count: number; net: number } => ({
  count: new Set(lines.map((line) => line.moneyId)).size,
  net: figuresOf(lines).net,
});

/** In the order of a business day: one o'clock at night comes after eleven in the evening. */
function inOrder(bars: Bar[], house: House): Bar[] {
  return bars.sort((a, b) => minutesIntoDay(a.key ?? '', house) - minutesIntoDay(b.key ?? '', house));
}
