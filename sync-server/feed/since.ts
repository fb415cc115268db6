import { Temporal } from 'temporal-polyfill';
import type { CinemaId } from '#shared/wire/scalars.ts';
import type { Store } from '../store/store.ts';

const REMEMBERED_MS = 60_000;

/** The start of yesterday in `zone`, epoch milliseconds: replicas hold shows from then on. */
export function startOfYesterday(nowMs: number, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).startOfDay();
  return today.subtract({ days: 1 }).epochMilliseconds;
}

/** {@link startOfYesterday} per cinema, worked out once a minute. A cinema without a document keeps everything. */
export function replicasSince(store: Store, now: () => number): (cinemaId: CinemaId) => Promise<number> {
  const known = new Map<CinemaId, { readonly sinceMs: number; readonly untilMs: number }>();
  return async (cinemaId) => {
    const nowMs = now();
    const recent = known.get(cinemaId);
    if (recent !== undefined && nowMs < recent.untilMs) return recent.sinceMs;
    const [cinema] = await store.list(cinemaId, 'cinemas');
    if (cinema === undefined) return 0;
    const sinceMs = startOfYesterday(nowMs, cinema.zone);
    known.set(cinemaId, { sinceMs, untilMs: nowMs + REMEMBERED_MS });
    return sinceMs;
  };
}
