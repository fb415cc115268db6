import { type Kysely, sql } from 'kysely';

/** How far each device's journal has arrived without a gap. */
export async function makeJournalHeads(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE journal_heads (
    device_id TEXT PRIMARY KEY, cinema_id TEXT NOT NULL, seq INTEGER NOT NULL CHECK (seq >= 1), hash TEXT NOT NULL,
    accepted_at_ms INTEGER NOT NULL) WITHOUT ROWID`.execute(db);
}

/**
 * The money that journals tell of, each payment and refund once, beside `money`, which is what bookings were accepted
 * with: each is found by what the other knows. Journals that are here already are read through.
 */
export async function makeJournalMoney(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE journal_money (
    kind TEXT NOT NULL, id TEXT NOT NULL, cinema_id TEXT NOT NULL, device_id TEXT NOT NULL, booking_id TEXT NOT NULL,
    at TEXT NOT NULL, shift_id TEXT, accepted_at_ms INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (kind, id)) WITHOUT ROWID`.execute(db);
  await sql`CREATE INDEX journal_money_by_time ON journal_money (cinema_id, at, booking_id)`.execute(db);
  await sql`CREATE INDEX journal_money_by_shift ON journal_money (cinema_id, shift_id, booking_id)
    WHERE shift_id IS NOT NULL`.execute(db);
  await sql`CREATE INDEX journal_money_by_booking ON journal_money (booking_id)`.execute(db);
  await sql`CREATE INDEX journal_money_accepted ON journal_money (accepted_at_ms)`.execute(db);
  await sql`CREATE INDEX money_accepted ON money (accepted_at_ms)`.execute(db);
  await sql`INSERT INTO journal_money
    SELECT CASE json_extract(body, '$.event.kind') WHEN 'payment' THEN 'payment' ELSE 'refund' END,
      coalesce(json_extract(body, '$.event.refundId'), json_extract(body, '$.event.paymentId')),
      cinema_id, json_extract(body, '$.deviceId'), json_extract(body, '$.event.bookingId'),
      json_extract(body, '$.at'), json_extract(body, '$.shiftId'), 0, body
    FROM documents WHERE collection = 'journal'
      AND (json_extract(body, '$.event.kind'), json_extract(body, '$.event.status'))
        IN (VALUES ('payment', 'success'), ('refund', 'paid'))
    ON CONFLICT DO NOTHING`.execute(db);
}
