import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { StoreError } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { asStoreError } from './faults.ts';
import { isNewer, migrate } from './migrations.ts';

/** Larger files are not checked page by page on every start: it would take longer than a cinema can wait. */
const CHECKED_BYTES_MAX = 512 * 1024 * 1024;
/** A command beside the running server may hold the lock this long. */
const LOCK_WAIT_MS = 2_000;
/**
 * Pages of 4 KiB the log gathers before they are moved into the file: 16 MB. A busy evening writes the same pages of
 * seats again and again; moving them less often made commits a quarter faster than SQLite's own 1,000.
 */
const CHECKPOINT_PAGES = 4_000;

export type Connections = {
  readonly writer: Database.Database;
  readonly reader: Database.Database;
  /** Held open while this process owns the database. */
  readonly owner: Database.Database;
};

/** Kysely over a connection that is closed by us. */
export function coldOver(db: Database.Database): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: db }) });
}

/**
 * One process owns a database: the catalogue is remembered in its memory. The operating system drops this lock when
 * the process ends, however it ends.
 */
function takeOwnership(file: string): Database.Database {
  const owner = new Database(`${file}.lock`, { timeout: 0 });
  try {
    owner.exec('BEGIN EXCLUSIVE');
    return owner;
  } catch (error) {
    owner.close();
    throw asStoreError(error);
  }
}

function openWriter(file: string, pagesMax: number | undefined): Database.Database {
  const writer = new Database(file, { timeout: LOCK_WAIT_MS });
  try {
    writer.pragma('journal_mode = WAL');
    // FULL syncs the log on every commit: what was answered survives a power cut.
    writer.pragma('synchronous = FULL');
    writer.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    if (pagesMax !== undefined) writer.pragma(`max_page_count = ${pagesMax}`);
    checkHealth(writer, file);
    return writer;
  } catch (error) {
    writer.close();
    throw asStoreError(error);
  }
}

/** Throws `damaged` when a page of the file is not what SQLite wrote. */
function checkHealth(db: Database.Database, file: string): void {
  if (statSync(file).size > CHECKED_BYTES_MAX) return;
  const verdict = db.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') throw new StoreError('damaged', new Error(String(verdict)));
}

async function bringUpToDate(writer: Database.Database): Promise<void> {
  const cold = coldOver(writer);
  if (await isNewer(cold)) throw new StoreError('newer');
  await migrate(cold);
}

/**
 * A connection beside a server that may be running: for commands that touch neither the feeds nor the catalogue.
 * Throws a `StoreError`; the file must exist and be of this version.
 */
export async function openBeside(file: string): Promise<Database.Database> {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { fileMustExist: true, timeout: LOCK_WAIT_MS });
    db.pragma('synchronous = FULL');
    if (await isNewer(coldOver(db))) throw new StoreError('newer');
    return db;
  } catch (error) {
    db?.close();
    throw asStoreError(error);
  }
}

/** Opens, checks and migrates. Throws a `StoreError` and leaves nothing open when any of it fails. */
export async function openConnections(file: string, pagesMax?: number): Promise<Connections> {
  let owner: Database.Database | null = null;
  let writer: Database.Database | null = null;
  try {
    owner = takeOwnership(file);
    writer = openWriter(file, pagesMax);
    await bringUpToDate(writer);
    const reader = new Database(file, { readonly: true, timeout: LOCK_WAIT_MS });
    return { writer, reader, owner };
  } catch (error) {
    writer?.close();
    owner?.close();
    // A directory that does not exist is reported by the driver as a plain TypeError.
    if (error instanceof TypeError) throw new StoreError('not-writable', error);
    throw asStoreError(error);
  }
}
