import { type Kysely, sql } from 'kysely';
import type { Booking } from '#shared/wire/booking.ts';
import type { Cinema, Show } from '#shared/wire/catalog.ts';
import type { BookingId, CinemaId, Day, DeviceId, ScreenId, ShiftId, ShowId } from '#shared/wire/scalars.ts';
import type { JournalEntry, Shift } from '#shared/wire/till.ts';
import { decodeDocument } from '../store/sqlite/decode.ts';
import type { Tables } from '../store/tables.ts';

/** Rows read at once: a few milliseconds, then whoever waits has a turn. */
const ROWS_AT_ONCE = 200;
/** More bookings with money than any cinema has on a day. */
export const BOOKINGS_PER_DAY_MAX = 100_000;

/** What reports read, from commits only. Nothing here holds a lock, and nothing runs for long without a pause. */
export type SalesReads = ReturnType<typeof salesReads>;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Reads by ids, some at a time. */
async function inParts<Id, Row>(
  ids: readonly Id[],
  read: (some: readonly Id[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < ids.length; from += ROWS_AT_ONCE) {
    rows.push(...(await read(ids.slice(from, from + ROWS_AT_ONCE))));
    await nextTurn();
  }
  return rows;
}

export function salesReads(cold: Kysely<Tables>) {
  return { ...moneyReads(cold), ...houseReads(cold), ...seatReads(cold) };
}

type Range = { readonly fromMs: number; readonly toMs: number };

function moneyReads(cold: Kysely<Tables>) {
  return {
    /** Bookings with money taken or given back in a range of time, or in one of some shifts, by themselves or by a journal. */
    async bookingsWithMoney(
      cinemaId: CinemaId,
      { fromMs, toMs }: Range,
      shiftIds: readonly ShiftId[],
    ): Promise<BookingId[]> {
      // Instants may leave the milliseconds out, which moves them within their second in the order of text.
      const from = new Date(fromMs - 1_000).toISOString();
      const to = new Date(toMs + 1_000).toISOString();
      const { rows } = await sql<{ booking_id: BookingId }>`
        SELECT booking_id FROM money WHERE cinema_id = ${cinemaId} AND at >= ${from} AND at < ${to}
        UNION SELECT booking_id FROM journal_money
          WHERE cinema_id = ${cinemaId} AND at >= ${from} AND at < ${to}
        LIMIT ${BOOKINGS_PER_DAY_MAX + 1}`.execute(cold);
      const ids = new Set(rows.map((row) => row.booking_id));
      const inShifts = await inParts(shiftIds, async (some) => {
        const found = await sql<{ booking_id: BookingId }>`
          SELECT booking_id FROM money WHERE cinema_id = ${cinemaId} AND shift_id IS NOT NULL
            AND shift_id IN (${sql.join(some)})
          UNION SELECT booking_id FROM journal_money WHERE cinema_id = ${cinemaId} AND shift_id IS NOT NULL
            AND shift_id IN (${sql.join(some)}) LIMIT ${BOOKINGS_PER_DAY_MAX + 1}`.execute(cold);
        return found.rows;
      });
      for (const row of inShifts) ids.add(row.booking_id);
      return [...ids];
    },
    bookings: (ids: readonly BookingId[]): Promise<Booking[]> =>
      inParts(ids, async (some) => {
        const { rows } = await sql<{ body: string }>`
          SELECT body FROM bookings WHERE id IN (${sql.join(some)})`.execute(cold);
        return rows.map(({ body }) => decodeDocument<'bookings'>(body));
      }),
    /** What journals tell of the money of some bookings. */
    journalOf: (ids: readonly BookingId[]): Promise<JournalEntry[]> =>
      inParts(ids, async (some) => {
        const { rows } = await sql<{ body: string }>`
          SELECT body FROM journal_money WHERE booking_id IN (${sql.join(some)})`.execute(cold);
        return rows.map(({ body }) => decodeDocument<'journal'>(body));
      }),
    /** Since when each device of a cinema keeps a journal: the time of its first entry. */
    async journalsSince(cinemaId: CinemaId): Promise<Map<DeviceId, number>> {
      const { rows } = await sql<{ device_id: DeviceId; at: string }>`
        SELECT h.device_id, json_extract(d.body, '$.at') AS at FROM journal_heads h
        JOIN documents d ON d.cinema_id = h.cinema_id AND d.collection = 'journal' AND d.id = h.device_id || '.1'
        WHERE h.cinema_id = ${cinemaId}`.execute(cold);
      return new Map(rows.map((row) => [row.device_id, Date.parse(row.at)]));
    },
  };
}

function houseReads(cold: Kysely<Tables>) {
  return {
    async cinema(cinemaId: CinemaId): Promise<Cinema | null> {
      const { rows } = await sql<{ body: string }>`SELECT body FROM documents
        WHERE cinema_id = ${cinemaId} AND collection = 'cinemas' AND id = ${cinemaId}`.execute(cold);
      return rows[0] === undefined ? null : decodeDocument<'cinemas'>(rows[0].body);
    },
    async shiftsOfDay(cinemaId: CinemaId, day: Day): Promise<Shift[]> {
      const { rows } = await sql<{ body: string }>`SELECT body FROM documents WHERE cinema_id = ${cinemaId}
        AND collection = 'shifts' AND json_extract(body, '$.businessDay') = ${day}`.execute(cold);
      return rows.map(({ body }) => decodeDocument<'shifts'>(body));
    },
    shifts: (cinemaId: CinemaId, ids: readonly ShiftId[]): Promise<Shift[]> =>
      inParts(ids, async (some) => {
        const { rows } = await sql<{ body: string }>`SELECT body FROM documents
          WHERE cinema_id = ${cinemaId} AND collection = 'shifts' AND id IN (${sql.join(some)})`.execute(
          cold,
        );
        return rows.map(({ body }) => decodeDocument<'shifts'>(body));
      }),
    async showsStarting(cinemaId: CinemaId, { fromMs, toMs }: Range): Promise<Show[]> {
      const { rows } = await sql<{ body: string }>`SELECT body FROM documents WHERE cinema_id = ${cinemaId}
        AND collection = 'shows' AND relevant_ms >= ${fromMs} AND relevant_ms < ${toMs}`.execute(cold);
      return rows.map(({ body }) => decodeDocument<'shows'>(body));
    },
    shows: (cinemaId: CinemaId, ids: readonly ShowId[]): Promise<Show[]> =>
      inParts(ids, async (some) => {
        const { rows } = await sql<{ body: string }>`SELECT body FROM documents
          WHERE cinema_id = ${cinemaId} AND collection = 'shows' AND id IN (${sql.join(some)})`.execute(cold);
        return rows.map(({ body }) => decodeDocument<'shows'>(body));
      }),
  };
}

function seatReads(cold: Kysely<Tables>) {
  return {
    async seatsIn(cinemaId: CinemaId): Promise<Map<ScreenId, number>> {
      const { rows } = await sql<{ id: ScreenId; seats: number }>`
        SELECT id, json_array_length(body, '$.seats') AS seats FROM documents
        WHERE cinema_id = ${cinemaId} AND collection = 'screens'`.execute(cold);
      return new Map(rows.map((row) => [row.id, row.seats]));
    },
    /** Seats of sales that stand, per show. */
    async seatsSold(cinemaId: CinemaId, showIds: readonly ShowId[]): Promise<Map<ShowId, number>> {
      const rows = await inParts(showIds, async (some) => {
        const found = await sql<{ show_id: ShowId; sold: number }>`
          SELECT show_id, count(*) AS sold FROM seats WHERE cinema_id = ${cinemaId}
          AND show_id IN (${sql.join(some)}) AND status = 'booked' GROUP BY show_id`.execute(cold);
        return found.rows;
      });
      return new Map(rows.map((row) => [row.show_id, row.sold]));
    },
    /** The bookings that have seats of a show. */
    async bookingsSeated(cinemaId: CinemaId, showIds: readonly ShowId[]): Promise<BookingId[]> {
      const rows = await inParts(showIds, async (some) => {
        const found = await sql<{ booking_id: BookingId }>`
          SELECT DISTINCT booking_id FROM seats WHERE cinema_id = ${cinemaId}
          AND show_id IN (${sql.join(some)}) AND status = 'booked'`.execute(cold);
        return found.rows;
      });
      return rows.map((row) => row.booking_id);
    },
  };
}
