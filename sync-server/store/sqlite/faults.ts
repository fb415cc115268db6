import Database from 'better-sqlite3';
import { StoreError, type StoreFault } from '../errors.ts';

/** Result codes of SQLite by their beginning, extended codes included (`SQLITE_IOERR_WRITE`). */
const FAULTS: readonly (readonly [prefix: string, fault: StoreFault])[] = [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_BUSY', 'in-use'],
  ['SQLITE_LOCKED', 'in-use'],
  ['SQLITE_CANTOPEN', 'not-writable'],
  ['SQLITE_READONLY', 'not-writable'],
  ['SQLITE_PERM', 'not-writable'],
  ['SQLITE_AUTH', 'not-writable'],
  ['SQLITE_IOERR', 'io'],
];

/**
 * The error for what SQLite threw, or null when `cause` is none of the storage's own failures: a broken constraint
 * is a bug in one row and must not fail its neighbours.
 */
export function storeFault(cause: unknown): StoreError | null {
  if (cause instanceof StoreError) return cause;
  if (!(cause instanceof Database.SqliteError)) return null;
  const known = FAULTS.find(([prefix]) => cause.code.startsWith(prefix));
  return known === undefined ? null : new StoreError(known[1], cause);
}

/** Like {@link storeFault}, for work where every failure is the storage's. */
export function asStoreError(cause: unknown): StoreError {
  return storeFault(cause) ?? new StoreError('failed', cause);
}
