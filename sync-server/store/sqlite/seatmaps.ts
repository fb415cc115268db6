import type Database from 'better-sqlite3';
import type { Seatmap, SeatState } from '#shared/wire/catalog.ts';
import { type CinemaId, instant, type SeatId, type ShowId } from '#shared/wire/scalars.ts';
import type { SeatRecord } from './statements.ts';

/** Maps kept in memory: about two weeks of a large cinema, some 20 KB each when sold out. */
const MAPS_CACHED_MAX = 500;

export type SeatmapHead = { readonly id: ShowId; readonly seq: number; readonly relevant_ms: number };

function seatState(row: Omit<SeatRecord, 'expires_at_ms'>): SeatState {
  return {
    status: row.status,
    rev: row.rev,
    ...(row.booking_id === null ? {} : { bookingId: row.booking_id }),
    ...(row.device_id === null ? {} : { deviceId: row.device_id }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}

/**
 * Builds the one map of a show from its seats, in the read transaction of the caller. A map is built once per feed
 * number: the number changes with every commit that touches a seat of the show.
 */
export function seatmapBuilder(db: Database.Database) {
  const seatsOf = db.prepare<[cinemaId: string, showId: string], Omit<SeatRecord, 'expires_at_ms'>>(
    `SELECT seat_id, status, rev, booking_id, device_id, reason FROM seats
     WHERE cinema_id = ? AND show_id = ? ORDER BY seat_id`,
  );
  const cache = new Map<string, { readonly seq: number; readonly map: Seatmap }>();
  const figures = { built: 0, fromCache: 0 };

  function build(cinemaId: CinemaId, head: SeatmapHead): Seatmap {
    const seats: Record<SeatId, SeatState> = {};
    for (const row of seatsOf.iterate(cinemaId, head.id)) seats[row.seat_id] = seatState(row);
    return { id: head.id, showId: head.id, cinemaId, startsAt: instant(head.relevant_ms), seats };
  }

  return {
    figures,
    map(cinemaId: CinemaId, head: SeatmapHead): Seatmap {
      const key = `${cinemaId}/${head.id}`;
      const known = cache.get(key);
      // Re-inserting keeps the order of use: the first key is the one longest unused.
      cache.delete(key);
      const hit = known?.seq === head.seq ? known : { seq: head.seq, map: build(cinemaId, head) };
      cache.set(key, hit);
      if (hit === known) figures.fromCache += 1;
      else figures.built += 1;
      const [oldest] = cache.keys();
      if (cache.size > MAPS_CACHED_MAX && oldest !== undefined) cache.delete(oldest);
      return hit.map;
    },
  };
}
