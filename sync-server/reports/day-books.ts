import { invariant } from '#shared/domain/invariant.ts';
import { type Calendar, calendarOf } from '#shared/domain/reports/calendar.ts';
import { type MoneyLine, moneyLines } from '#shared/domain/reports/money-lines.ts';
import { businessDayRange } from '#shared/domain/time.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Cinema, Show } from '#shared/wire/catalog.ts';
import type { BookingId, CinemaId, Day, ShiftId, ShowId } from '#shared/wire/scalars.ts';
import { BOOKINGS_PER_DAY_MAX, type SalesReads } from './reads.ts';

/** Everything a business day's figures are made of. */
export type DayBooks = {
  readonly day: Day;
  readonly cinema: Cinema;
  readonly calendar: Calendar;
  /** The day's money, and nothing else. */
  readonly lines: readonly MoneyLine[];
  /** The bookings it belongs to. */
  readonly bookings: ReadonlyMap<BookingId, Booking>;
  /** Shows that start on the day. */
  readonly dayShows: readonly Show[];
  /** Those, and the ones that money was taken for. */
  readonly shows: ReadonlyMap<ShowId, Show>;
  readonly readAtMs: number;
};

/** Opens the books of one day; null when there is no such cinema. */
export async function openBooks(
  reads: SalesReads,
  cinemaId: CinemaId,
  day: Day,
  nowMs: () => number,
): Promise<DayBooks | null> {
  const cinema = await reads.cinema(cinemaId);
  if (cinema === null) return null;
  const readAtMs = nowMs();
  const range = businessDayRange(day, cinema.zone, cinema.businessDayEndsAt);
  const shifts = await reads.shiftsOfDay(cinemaId, day);
  const ids = await reads.bookingsWithMoney(
    cinemaId,
    range,
    shifts.map((shift) => shift.id),
  );
  invariant(ids.length <= BOOKINGS_PER_DAY_MAX, `${cinemaId} has too many bookings on ${day}`);
  const found = await reads.bookings(ids);
  const otherShifts = await reads.shifts(cinemaId, otherShiftsOf(found, new Set(shifts.map(({ id }) => id))));
  const calendar = calendarOf(cinema, [...shifts, ...otherShifts]);
  const lines = found.flatMap((booking) => moneyLines(booking, calendar)).filter((line) => line.day === day);
  const concerned = new Set(lines.map((line) => line.bookingId));
  const dayShows = await reads.showsStarting(cinemaId, range);
  const shows = new Map(dayShows.map((show) => [show.id, show]));
  const named = new Set(lines.map((line) => line.showId));
  const others = [...named].filter((id) => !shows.has(id));
  for (const show of await reads.shows(cinemaId, others)) shows.set(show.id, show);
  const bookings = new Map(
    found.filter(({ id }) => concerned.has(id)).map((booking) => [booking.id, booking]),
  );
  return { day, cinema, calendar, lines, bookings, dayShows, shows, readAtMs };
}

/** Shifts that money of the day's bookings was taken in, beyond those of the day itself. */
function otherShiftsOf(bookings: readonly Booking[], known: ReadonlySet<ShiftId>): ShiftId[] {
  const named = new Set<ShiftId>();
  for (const { payments, refunds } of bookings) {
    for (const { shiftId } of [...payments, ...refunds]) {
      if (shiftId !== undefined && !known.has(shiftId)) named.add(shiftId);
    }
  }
  return [...named];
}
