import { Temporal } from 'temporal-polyfill';
import type { DaySales } from '#shared/wire/reports.ts';
import type { Day } from '#shared/wire/scalars.ts';
import { businessDayRange } from '../time.ts';
import type { House } from './calendar.ts';

/**
 * Whether a replica has all sales of a business day: it holds the bookings of shows from the start of yesterday on
 * (calendar day in the cinema's zone), so of days that began no earlier. Just after midnight yesterday's business day
 * began the day before yesterday, and only the server has it.
 */
export function isInReplica(day: Day, nowMs: number, { zone, businessDayEndsAt }: House): boolean {
  const midnight = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).startOfDay();
  const sinceMs = midnight.subtract({ days: 1 }).epochMilliseconds;
  return businessDayRange(day, zone, businessDayEndsAt).fromMs >= sinceMs;
}

/**
 * Whether a replica's figures of a day are at least as complete as the server's of a moment ago: one that is still
 * being filled, or was never sent a late refund of an older show, lacks some. Where journals and bookings disagree the
 * server's are shown: they say so.
 */
export function isAsComplete(own: DaySales, server: DaySales): boolean {
  const names = (sales: DaySales): number => sales.by.movie.filter((bar) => bar.key !== null).length;
  return (
    server.provisional === undefined &&
    own.bookings >= server.bookings &&
    own.refundsPaid >= server.refundsPaid &&
    own.occupancy.shows.length >= server.occupancy.shows.length &&
    names(own) >= names(server)
  );
}
