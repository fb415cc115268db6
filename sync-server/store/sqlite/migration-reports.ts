import { type Kysely, sql } from 'kysely';

/**
 * Finds the money, shifts and shows of a business day without reading other days. The columns are computed from what
 * a row holds, so nothing that writes has to know of them; instants are ISO text, whose order is that of time.
 */
export async function indexBusinessDays(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE money ADD COLUMN at TEXT AS (json_extract(body, '$.at'))`.execute(db);
  await sql`ALTER TABLE money ADD COLUMN shift_id TEXT AS (json_extract(body, '$.shiftId'))`.execute(db);
  await sql`CREATE INDEX money_by_time ON money (cinema_id, at, booking_id)`.execute(db);
  await sql`CREATE INDEX money_by_shift ON money (cinema_id, shift_id, booking_id) WHERE shift_id IS NOT NULL`.execute(
    db,
  );
  await sql`CREATE INDEX shifts_by_day ON documents (cinema_id, json_extract(body, '$.businessDay'))
    WHERE collection = 'shifts'`.execute(db);
  await sql`CREATE INDEX shows_by_start ON documents (cinema_id, relevant_ms) WHERE collection = 'shows'`.execute(
    db,
  );
}
