import { type Kysely, sql } from 'kysely';

/** How far each device's journal has arrived without a gap. */
export async function makeJournalHeads(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE journal_heads (
    device_id TEXT PRIMARY KEY, cinema_id TEXT NOT NULL, seq INTEGER NOT NULL CHECK (seq >= 1), hash TEXT NOT NULL,
    accepted_at_ms INTEGER NOT NULL) WITHOUT ROWID`.execute(db);
}
