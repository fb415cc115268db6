import type { Day, ShiftId } from '#shared/wire/scalars.ts';
import type { Shift } from '#shared/wire/till.ts';
import { businessDayOf, businessDayRange, localOf } from '../time.ts';

/** Days remembered at once; a report looks at a few. */
const RANGES_MAX = 64;
const QUARTERS_MAX = 5_000;
const QUARTER_MS = 15 * 60_000;
const MINUTES_PER_DAY = 24 * 60;

/** Where and when a cinema's days end, and the days its shifts are booked to. */
export type House = {
  readonly zone: string;
  /** `HH:MM`, local. */
  readonly businessDayEndsAt: string;
};

/** How money's day is reckoned. Zones are slow to ask, so what was answered is remembered. */
export type Calendar = {
  readonly house: House;
  /** The business day of money: its shift's, or else by the clock of the cinema's zone. */
  dayOf(atMs: number, shiftId: ShiftId | undefined): Day;
  /** The quarter hour on the wall, `HH:MM`. */
  quarterOf(atMs: number): string;
};

export function calendarOf(house: House, shifts: readonly Pick<Shift, 'id' | 'businessDay'>[]): Calendar {
  const shiftDays = new Map<string, Day>(shifts.map((shift) => [shift.id, shift.businessDay]));
  const quarters = new Map<number, string>();
  const byClock = dayFinder(house);
  return {
    house,
    dayOf: (atMs, shiftId) => (shiftId === undefined ? undefined : shiftDays.get(shiftId)) ?? byClock(atMs),
    quarterOf: (atMs) => {
      const quarter = Math.floor(atMs / QUARTER_MS);
      const known = quarters.get(quarter);
      if (known !== undefined) return known;
      const { minuteOfDay } = localOf(quarter * QUARTER_MS, house.zone);
      const text = clockText(minuteOfDay);
      if (quarters.size >= QUARTERS_MAX) quarters.clear();
      quarters.set(quarter, text);
      return text;
    },
  };
}

function dayFinder({ zone, businessDayEndsAt }: House): (atMs: number) => Day {
  const ranges: { readonly day: Day; readonly fromMs: number; readonly toMs: number }[] = [];
  return (atMs) => {
    for (const range of ranges) if (atMs >= range.fromMs && atMs < range.toMs) return range.day;
    const day = businessDayOf(atMs, zone, businessDayEndsAt);
    if (ranges.length >= RANGES_MAX) ranges.length = 0;
    ranges.unshift({ day, ...businessDayRange(day, zone, businessDayEndsAt) });
    return day;
  };
}

const clockText = (minuteOfDay: number): string =>
  `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;

/** Minutes from the beginning of the business day to a clock reading (`HH` or `HH:MM`): one at night comes after eleven in the evening. */
export function minutesIntoDay(clock: string, { businessDayEndsAt }: House): number {
  const at = minutesOf(clock);
  const begins = minutesOf(businessDayEndsAt);
  // The hour in which the day begins counts as its first, even where it began before the day did.
  const first = clock.length > 2 ? begins : begins - (begins % 60);
  return at < first ? at + MINUTES_PER_DAY - first : at - first;
}

function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}
