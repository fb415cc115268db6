import { type House, minutesIntoDay } from '#shared/domain/reports/calendar.ts';
import type { Bar, DaySales } from '#shared/wire/reports.ts';

/** One hour of the chart; `before` is null while last week is not known. */
export type Hour = { readonly id: string; readonly now: number; readonly before: number | null };

/** The hours from the first in which either day took money to the last, without gaps, in the order of the day. */
export function hoursOf(sales: DaySales, before: DaySales | null, house: House): Hour[] {
  const now = byHour(sales.by.hour);
  const then = before === null ? null : byHour(before.by.hour);
  const minutes = [...now.keys(), ...(then?.keys() ?? [])].map((hour) => minutesIntoDay(hour, house));
  if (minutes.length === 0) return [];
  const [first, last] = [Math.min(...minutes), Math.max(...minutes)];
  const firstHour = [...now.keys(), ...(then?.keys() ?? [])].find(
    (hour) => minutesIntoDay(hour, house) === first,
  );
  const count = (last - first) / 60 + 1;
  return Array.from({ length: count }, (_, at) => {
    const id = String((Number(firstHour) + at) % 24).padStart(2, '0');
    return { id, now: now.get(id) ?? 0, before: then === null ? null : (then.get(id) ?? 0) };
  });
}

const byHour = (bars: readonly Bar[]): Map<string, number> =>
  new Map(bars.map((bar) => [bar.key ?? '', bar.net]));

/** Round steps of an axis from 0 to at least `max`: 1, 2 or 5 with zeros, four of them or a few more. */
export function ticksTo(max: number): number[] {
  if (max <= 0) return [0];
  const rough = max / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((one) => one >= rough) ?? rough;
  const count = Math.ceil(max / step);
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** `14:00`, and the hour's end. */
export const clockOf = (hour: string): string => `${hour}:00`;
export const endOf = (hour: string): string => clockOf(String((Number(hour) + 1) % 24).padStart(2, '0'));
