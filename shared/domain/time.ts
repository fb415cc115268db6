import { Temporal } from 'temporal-polyfill';
import { Day } from '#shared/wire/scalars.ts';
import { invariant } from './invariant.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** ISO: 1 Monday … 7 Sunday. */
export type Weekday = (typeof WEEKDAYS)[number];

export type LocalTime = {
  readonly day: Day;
  readonly weekday: Weekday;
  /** What the clock on the wall shows, in minutes since 00:00: 150 at 02:30, whether or not an hour was skipped before. */
  readonly minuteOfDay: number;
};

/** What calendar and clock show in `zone` (IANA) at an instant. Throws on an unknown zone. */
export function localOf(epochMs: number, zone: string): LocalTime {
  const local = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
  return {
    day: Day.parse(local.toPlainDate().toString()),
    weekday: weekdayOf(local.dayOfWeek),
    minuteOfDay: local.hour * 60 + local.minute,
  };
}

/**
 * The instant at which the clock in `zone` shows `time` (`HH:MM`) on `day`. A time that is skipped in spring is taken
 * an hour later, one that comes twice in autumn the first time.
 */
export function instantAt(day: Day, time: string, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** The day `count` days later (or earlier, when negative). */
export function addDays(day: Day, count: number): Day {
  return Day.parse(Temporal.PlainDate.from(day).add({ days: count }).toString());
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** The business day an instant belongs to: before `endsAt` (`HH:MM` in `zone`) it is still the day before. */
export function businessDayOf(epochMs: number, zone: string, endsAt: string): Day {
  const { day } = localOf(epochMs, zone);
  if (epochMs < instantAt(day, endsAt, zone)) return addDays(day, -1);
  // Clocks set back over midnight show yesterday's date again although today has already begun.
  const next = addDays(day, 1);
  return epochMs < instantAt(next, endsAt, zone) ? day : next;
}

/** When a business day begins (included) and ends (excluded): 23 or 25 hours where the clocks change. */
export function businessDayRange(day: Day, zone: string, endsAt: string): { fromMs: number; toMs: number } {
  return { fromMs: instantAt(day, endsAt, zone), toMs: instantAt(addDays(day, 1), endsAt, zone) };
}

function weekdayOf(dayOfWeek: number): Weekday {
  const weekday = WEEKDAYS[dayOfWeek - 1];
  invariant(weekday !== undefined, 'a week has seven days');
  return weekday;
}
