import { type Kysely, sql } from 'kysely';

/** What was pushed and not ruled on, kept for a person; and the open items of a cinema in their order. */
export async function makeQuarantine(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY, cinema_id TEXT NOT NULL, device_id TEXT NOT NULL, collection TEXT NOT NULL,
    version INTEGER NOT NULL, row_id TEXT NOT NULL, reason TEXT NOT NULL, kept_at_ms INTEGER NOT NULL,
    row_hash TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE (device_id, collection, version, row_hash))`.execute(db);
  await sql`CREATE INDEX quarantine_by_cinema ON quarantine (cinema_id, id)`.execute(db);
  await sql`CREATE INDEX quarantine_by_device ON quarantine (device_id, id)`.execute(db);
  await sql`CREATE INDEX open_items_by_time
    ON open_items (cinema_id, opened_at_ms, kind, booking_id, payment_id)`.execute(db);
}

/** What a restored server must remember until it opens, and which devices were in use before its backup. */
export async function makeRestoreTables(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE devices ADD COLUMN last_seen_ms INTEGER NOT NULL DEFAULT 0`.execute(db);
  await sql`UPDATE devices SET last_seen_ms = enrolled_at_ms`.execute(db);
  await sql`CREATE TABLE awaited (
    device_id TEXT PRIMARY KEY, cinema_id TEXT NOT NULL, name TEXT NOT NULL, reported_at_ms INTEGER)`.execute(
    db,
  );
  await sql`CREATE TABLE reported (
    booking_id TEXT PRIMARY KEY, cinema_id TEXT NOT NULL, show_id TEXT NOT NULL)`.execute(db);
}
