import { addDays, businessDayOf, instantAt } from '#shared/domain/time.ts';
import type { Day } from '#shared/wire/scalars.ts';
import type { Chance } from './chance.ts';
import { SOLD_FALL_PER_DAY } from './demo/audience.ts';

const MINUTE_MS = 60_000;
/** Nobody in the demo books longer ahead of a show than this, in days. */
const AHEAD_DAYS_MAX = 6;
/** The box office opens before the first audience is let in, and closes so long after. */
const OPENS_BEFORE_MINUTES = 30;
const SELLS_FOR_MINUTES = 12 * 60;
/** On the day itself people come so long before the start, on average and at most; a few come after it. */
const EARLY_MINUTES_MEAN = 55;
const EARLY_MINUTES_MAX = 6 * 60;
const LATE_MINUTES_MAX = 6;

export type HouseHours = {
  readonly zone: string;
  readonly businessDayEndsAt: string;
  /** Minutes after midnight. */
  readonly opensAtMinute: number;
};

/**
 * When the parties of a show bought their tickets, earliest first. `daysAhead` is how far off the show is: what is sold
 * for a coming show was sold by now, and for the rest of today's some will still come.
 */
export function purchaseTimes(q: {
  readonly startsAtMs: number;
  readonly daysAhead: number;
  readonly count: number;
  readonly hours: HouseHours;
  readonly chance: Chance;
}): number[] {
  const { startsAtMs, daysAhead, count, hours, chance } = q;
  const day = businessDayOf(startsAtMs, hours.zone, hours.businessDayEndsAt);
  const opened = new Map<number, number>();
  const openedMs = (before: number): number => {
    const known = opened.get(before);
    if (known !== undefined) return known;
    const atMs = opensMs(addDays(day, -before), hours);
    opened.set(before, atMs);
    return atMs;
  };
  return Array.from({ length: count }, () => {
    let before = daysAhead;
    while (before < daysAhead + AHEAD_DAYS_MAX && chance.maybe(SOLD_FALL_PER_DAY)) before += 1;
    if (before > 0) return openedMs(before) + minutesInTheDay(chance) * MINUTE_MS;
    const early = Math.min(EARLY_MINUTES_MAX, -Math.log(1 - chance.next()) * EARLY_MINUTES_MEAN);
    const wished = startsAtMs + (LATE_MINUTES_MAX - early) * MINUTE_MS;
    return Math.floor(Math.max(wished, openedMs(0) + chance.next() * OPENS_BEFORE_MINUTES * MINUTE_MS));
  }).sort((a, b) => a - b);
}

function opensMs(day: Day, { zone, opensAtMinute }: HouseHours): number {
  return instantAt(day, '00:00', zone) + (opensAtMinute - OPENS_BEFORE_MINUTES) * MINUTE_MS;
}

/** Advance sales come all day long, most of them towards the evening. */
function minutesInTheDay(chance: Chance): number {
  return Math.floor(SELLS_FOR_MINUTES * Math.max(chance.next(), chance.next()));
}
