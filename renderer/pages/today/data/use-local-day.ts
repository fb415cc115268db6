import { useMemo } from 'react';
import { auditTime } from 'rxjs';
import { useLive, useReplica, useScreens, useShows } from '#renderer/replica/hooks.ts';
import { type Calendar, calendarOf } from '#shared/domain/reports/calendar.ts';
import { isInReplica } from '#shared/domain/reports/coverage.ts';
import { salesOf, seatsInScreens, showsOfDay } from '#shared/domain/reports/day-sales.ts';
import { bookingsBehind, entriesOf } from '#shared/domain/reports/drill.ts';
import { type MoneyLine, moneyReader } from '#shared/domain/reports/money-lines.ts';
import { soldSeatsOf } from '#shared/domain/reports/occupancy.ts';
import { heatOf } from '#shared/domain/reports/seat-heat.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Cinema, Screen, Show } from '#shared/wire/catalog.ts';
import type { Day } from '#shared/wire/scalars.ts';
import type { Shift } from '#shared/wire/till.ts';
import type { DayData } from './day-data.ts';

/** More bookings than a replica holds: two days of a large cinema, and what is sold ahead. */
const BOOKINGS_MAX = 50_000;
/** Sales of a busy moment are reckoned together. */
const PAUSE_MS = 150;
const NO_BOOKINGS: readonly Booking[] = [];
const NO_SHIFTS: readonly Shift[] = [];

export type Books = {
  readonly bookings: readonly Booking[];
  readonly screens: readonly Screen[];
  readonly shows: readonly Show[];
  readonly calendar: Calendar;
  readonly linesOf: (booking: Booking) => readonly MoneyLine[];
  /** The replica's bookings have been read. */
  readonly isRead: boolean;
};

/** What the replica knows of sales, live. */
export function useBooks(cinema: Cinema): Books {
  const replica = useReplica();
  const bookings = useLive(
    useMemo(() => replica.bookings$({ limit: BOOKINGS_MAX }).pipe(auditTime(PAUSE_MS)), [replica]),
    NO_BOOKINGS,
  );
  const shifts = useLive(replica.shifts$, NO_SHIFTS);
  const [screens, shows] = [useScreens(), useShows()];
  const { zone, businessDayEndsAt } = cinema;
  const reading = useMemo(() => {
    const calendar = calendarOf({ zone, businessDayEndsAt }, shifts);
    return { calendar, linesOf: moneyReader(calendar) };
  }, [zone, businessDayEndsAt, shifts]);
  const isRead = bookings !== NO_BOOKINGS;
  return useMemo(
    () => ({ bookings, screens, shows, isRead, ...reading }),
    [bookings, screens, shows, isRead, reading],
  );
}

/** A business day from this device's own replica; null when it does not hold all of it, or has not been read yet. */
export function useLocalDay(cinema: Cinema, books: Books, day: Day, nowMs: number): DayData | null {
  const isHere = isInReplica(day, nowMs, cinema);
  return useMemo(
    () => (!books.isRead || !isHere ? null : localDay(cinema, books, day)),
    [cinema, books, day, isHere],
  );
}

function localDay(cinema: Cinema, { bookings, screens, shows, linesOf }: Books, day: Day): DayData {
  const lines = bookings.flatMap((booking) => linesOf(booking).filter((line) => line.day === day));
  const named = new Map(shows.map((show) => [show.id as string, show]));
  const dayShows = showsOfDay(shows, day, cinema);
  const sales = salesOf({
    day,
    cinema,
    lines,
    shows: named,
    dayShows,
    seatsIn: seatsInScreens(screens),
    sold: soldSeatsOf(bookings),
  });
  const byId = (): Map<Booking['id'], Booking> => new Map(bookings.map((booking) => [booking.id, booking]));
  return {
    source: 'replica',
    sales,
    shows: named,
    asOfMs: Date.now(),
    bookings: async (drill, from, limit) => {
      const behind = bookingsBehind(lines, drill, named);
      const entries = entriesOf(behind.slice(from, from + limit), byId());
      return { kind: 'ok', value: { total: behind.length, entries, shows: [] } };
    },
    seats: async (screenId) => {
      const ids = dayShows
        .filter((show) => show.screenId === screenId && show.cancelled !== true)
        .map((show) => show.id);
      return { kind: 'ok', value: heatOf(screenId, ids, bookings) };
    },
  };
}
