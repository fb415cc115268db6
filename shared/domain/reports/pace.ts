import type { DaySales, Figures } from '#shared/wire/reports.ts';
import type { Day } from '#shared/wire/scalars.ts';
import { addDays } from '../time.ts';
import { type House, minutesIntoDay } from './calendar.ts';
import { sumOf } from './figures.ts';

/** The same weekday a week before. */
export const weekBefore = (day: Day): Day => addDays(day, -7);

/**
 * The figures of a day up to a moment of it, `HH:MM` on the wall: a day that is still running is compared with as
 * much of the other. Whole quarter hours count.
 */
export function figuresUntil(sales: Pick<DaySales, 'byQuarter'>, clock: string, house: House): Figures {
  const end = minutesIntoDay(clock, house);
  return sumOf(sales.byQuarter.filter((bar) => minutesIntoDay(bar.key ?? '', house) < end));
}

/** How much more or less than before. `ratio` is null where there was nothing to compare with. */
export type Difference = { readonly by: number; readonly ratio: number | null };

export function differenceOf(now: number, before: number): Difference {
  return { by: now - before, ratio: before === 0 ? null : (now - before) / Math.abs(before) };
}
