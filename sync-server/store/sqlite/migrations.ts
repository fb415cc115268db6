import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { makeJournalHeads, makeJournalMoney } from './migration-books.ts';
import { makeQuarantine, makeRestoreTables } from './migration-care.ts';
import { indexBusinessDays } from './migration-reports.ts';

/** Bookings and the seats they claim; the checks and unique keys stand behind the arbiter as proof against our own bugs. */
async function makeSaleTables(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE bookings (
    id TEXT PRIMARY KEY, cinema_id TEXT NOT NULL, seq INTEGER NOT NULL, show_id TEXT NOT NULL,
    device_id TEXT NOT NULL, status TEXT NOT NULL, held_at_ms INTEGER NOT NULL, aged_ms INTEGER,
    expires_at_ms INTEGER, body TEXT NOT NULL,
    CHECK ((status = 'pending') OR (expires_at_ms IS NULL)))`.execute(db);
  // Everything a pull filters by, so that a page is found without touching the table.
  await sql`CREATE INDEX bookings_feed ON bookings (cinema_id, seq, show_id, device_id, status)`.execute(db);
  await sql`CREATE INDEX bookings_ending ON bookings (expires_at_ms) WHERE expires_at_ms IS NOT NULL`.execute(
    db,
  );
  // The primary key is invariant I1: one row, so one holder, per seat of a show.
  await sql`CREATE TABLE seats (
    cinema_id TEXT NOT NULL, show_id TEXT NOT NULL, seat_id TEXT NOT NULL, status TEXT NOT NULL,
    booking_id TEXT, device_id TEXT, reason TEXT, rev INTEGER NOT NULL CHECK (rev >= 1),
    PRIMARY KEY (cinema_id, show_id, seat_id),
    CHECK ((status IN ('held', 'booked')) = (booking_id IS NOT NULL))) WITHOUT ROWID`.execute(db);
  await sql`CREATE TABLE admitted (
    cinema_id TEXT NOT NULL, ticket_id TEXT NOT NULL, revision INTEGER NOT NULL, admission_id TEXT NOT NULL,
    PRIMARY KEY (cinema_id, ticket_id, revision)) WITHOUT ROWID`.execute(db);
}

/** Money: each payment or refund id enters once (invariant I4), each notification leaves at least once (I11). */
async function makeMoneyTables(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE money (
    kind TEXT NOT NULL, id TEXT NOT NULL, cinema_id TEXT NOT NULL, booking_id TEXT NOT NULL,
    amount INTEGER NOT NULL, accepted_at_ms INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (kind, id)) WITHOUT ROWID`.execute(db);
  await sql`CREATE TABLE open_items (
    kind TEXT NOT NULL, booking_id TEXT NOT NULL, payment_id TEXT NOT NULL, cinema_id TEXT NOT NULL,
    amount INTEGER NOT NULL, detail TEXT NOT NULL, opened_at_ms INTEGER NOT NULL, settled_at_ms INTEGER,
    PRIMARY KEY (kind, booking_id, payment_id)) WITHOUT ROWID`.execute(db);
  await sql`CREATE TABLE outbox (
    booking_id TEXT NOT NULL, kind TEXT NOT NULL, cinema_id TEXT NOT NULL, made_at_ms INTEGER NOT NULL,
    delivered_at_ms INTEGER, PRIMARY KEY (booking_id, kind)) WITHOUT ROWID`.execute(db);
}

async function makeFeedTables(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`.execute(db);
  await sql`CREATE TABLE feeds (
    cinema_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, clock_ms INTEGER NOT NULL) WITHOUT ROWID`.execute(db);
  await sql`CREATE TABLE documents (
    cinema_id TEXT NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL,
    device_id TEXT, relevant_ms INTEGER, body TEXT NOT NULL,
    PRIMARY KEY (cinema_id, collection, id))`.execute(db);
  await sql`CREATE UNIQUE INDEX documents_feed ON documents (cinema_id, collection, seq)`.execute(db);
}

async function makeRegistryTables(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE devices (
    id TEXT PRIMARY KEY, cinema_id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, prefix TEXT NOT NULL,
    public_key TEXT, retired INTEGER NOT NULL, token_hash TEXT NOT NULL UNIQUE, enrolled_at_ms INTEGER NOT NULL,
    UNIQUE (cinema_id, prefix))`.execute(db);
  await sql`CREATE TABLE enrolment_codes (
    code_hash TEXT PRIMARY KEY, cinema_id TEXT NOT NULL, kind TEXT NOT NULL, made_at_ms INTEGER NOT NULL,
    device_id TEXT) WITHOUT ROWID`.execute(db);
  await sql`CREATE TABLE staff (
    id TEXT NOT NULL, cinema_id TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, pin_hash TEXT NOT NULL,
    wrong_in_a_row INTEGER NOT NULL, locked_until_ms INTEGER NOT NULL, PRIMARY KEY (cinema_id, id))`.execute(
    db,
  );
  await sql`CREATE TABLE staff_sessions (
    token_hash TEXT PRIMARY KEY, staff_id TEXT NOT NULL, device_id TEXT NOT NULL,
    ends_at_ms INTEGER NOT NULL)`.execute(db);
}

/** Whom each seat is entrusted to. The primary key keeps two kiosks from ever having the same seat (invariant I5). */
async function makeAllotments(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE allotted_seats (
    cinema_id TEXT NOT NULL, show_id TEXT NOT NULL, seat_id TEXT NOT NULL, allotment_id TEXT NOT NULL,
    device_id TEXT NOT NULL, replica_id TEXT NOT NULL, epoch INTEGER NOT NULL,
    PRIMARY KEY (cinema_id, show_id, seat_id)) WITHOUT ROWID`.execute(db);
}

/** A disputed sale holds its replacement for a time, beside the seats it keeps. */
async function endSwapsByTime(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE bookings ADD COLUMN swap_ends_at_ms INTEGER`.execute(db);
  await sql`CREATE INDEX bookings_swaps_ending ON bookings (swap_ends_at_ms)
    WHERE swap_ends_at_ms IS NOT NULL`.execute(db);
}

/** In order of their names; one that has run anywhere is never changed again. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-first-sale': {
    up: async (db) => {
      await makeFeedTables(db);
      await makeSaleTables(db);
      await makeMoneyTables(db);
      await makeRegistryTables(db);
    },
  },
  '002-business-days': { up: indexBusinessDays },
  '003-quarantine': { up: makeQuarantine },
  '004-restore': { up: makeRestoreTables },
  '005-allotments': { up: makeAllotments },
  '006-swaps': { up: endSwapsByTime },
  '007-journal-heads': { up: makeJournalHeads },
  '008-journal-money': { up: makeJournalMoney },
};

/** Brings a database to this version's tables. Throws what the database threw, or kysely's complaint about a newer one. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Whether the database has been through a migration this version does not know. */
export async function isNewer(db: Kysely<Tables>): Promise<boolean> {
  const table = await sql<{ name: string }>`
    SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'kysely_migration'`.execute(db);
  if (table.rows.length === 0) return false;
  const done = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(db);
  return done.rows.some(({ name }) => !(name in MIGRATIONS));
}
