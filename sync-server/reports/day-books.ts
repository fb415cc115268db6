import { invariant } from '#shared/domain/invariant.ts';
import { type Calendar, calendarOf } from '#shared/domain/reports/calendar.ts';
import { asJournalled, type MoneyFact, moneyFacts, oneSided } from '#shared/domain/reports/journal-money.ts';
import { type MoneyLine, moneyLines, strayLine } from '#shared/domain/reports/money-lines.ts';
import { businessDayRange } from '#shared/domain/time.ts';
import type { Booking, Payment, Refund } from '#shared/wire/booking.ts';
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
  /** Ids of money that only a journal or only a booking knows. */
  readonly oneSided: ReadonlySet<string>;
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
  const { found, strays, oneSided } = await readMoney(reads, cinemaId, ids, readAtMs);
  const otherShifts = await reads.shifts(
    cinemaId,
    otherShiftsOf(found, strays, new Set(shifts.map(({ id }) => id))),
  );
  const calendar = calendarOf(cinema, [...shifts, ...otherShifts]);
  const lines = [
    ...found.flatMap((booking) => moneyLines(booking, calendar)),
    ...strays.map((fact) => strayLine(fact, calendar)),
  ].filter((line) => line.day === day);
  const concerned = new Set(lines.map((line) => line.bookingId));
  const dayShows = await reads.showsStarting(cinemaId, range);
  const shows = new Map(dayShows.map((show) => [show.id, show]));
  const named = new Set(lines.flatMap(({ showId }) => showId ?? []));
  const others = [...named].filter((id) => !shows.has(id));
  for (const show of await reads.shows(cinemaId, others)) shows.set(show.id, show);
  const bookings = new Map(
    found.filter(({ id }) => concerned.has(id)).map((booking) => [booking.id, booking]),
  );
  return { day, cinema, calendar, lines, bookings, dayShows, shows, oneSided, readAtMs };
}

/** How long a booking and the journal of its money may be apart on their way here before that is worth a word. */
const TOGETHER_MS = 60_000;

/** Bookings with their money as the journals tell it, and what journals tell of bookings that are not here. */
async function readMoney(
  reads: SalesReads,
  cinemaId: CinemaId,
  ids: readonly BookingId[],
  nowMs: number,
): Promise<{ found: Booking[]; strays: MoneyFact[]; oneSided: Set<string> }> {
  const bookings = await reads.bookings(ids);
  const since = await reads.journalsSince(cinemaId);
  const told = new Map<string, MoneyFact[]>();
  for (const fact of moneyFacts(await reads.journalOf(ids)))
    told.set(fact.bookingId, [...(told.get(fact.bookingId) ?? []), fact]);
  const isJournalled = ({ deviceId, at }: Payment | Refund): boolean =>
    deviceId !== undefined && Date.parse(at) >= (since.get(deviceId) ?? Number.POSITIVE_INFINITY);
  const apart = new Set<string>();
  const found: Booking[] = [];
  const timeOf = new Map<string, number>();
  for (const booking of bookings) {
    const facts = told.get(booking.id) ?? [];
    const whole = asJournalled(booking, facts);
    for (const { id, at } of [...whole.payments, ...whole.refunds]) timeOf.set(id, Date.parse(at));
    for (const id of oneSided(booking, facts, isJournalled)) apart.add(id);
    told.delete(booking.id);
    found.push(whole);
  }
  const strays = [...told.values()].flat();
  for (const { id, at } of strays) {
    apart.add(id);
    timeOf.set(id, Date.parse(at));
  }
  const settled = [...apart].filter((id) => nowMs - (timeOf.get(id) ?? 0) >= TOGETHER_MS);
  return { found, strays, oneSided: new Set(settled) };
}

/** Shifts that money of the day's bookings was taken in, beyond those of the day itself. */
function otherShiftsOf(
  bookings: readonly Booking[],
  strays: readonly MoneyFact[],
  known: ReadonlySet<ShiftId>,
): ShiftId[] {
  const named = new Set<ShiftId>();
  const money = [...bookings.flatMap(({ payments, refunds }) => [...payments, ...refunds]), ...strays];
  for (const { shiftId } of money) if (shiftId !== undefined && !known.has(shiftId)) named.add(shiftId);
  return [...named];
}
