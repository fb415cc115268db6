/** What went wrong with the database, as far as it changes what a person should do. */
export type StoreFault = 'full' | 'damaged' | 'in-use' | 'not-writable' | 'newer' | 'io' | 'failed';

const ADVICE: Readonly<Record<StoreFault, string>> = {
  full: 'The disk of the server is full, so nothing could be saved. Nothing was half-written: free some space and the same request succeeds; a restart is not needed.',
  damaged:
    'The database file is damaged. Nothing was written to it. Stop the server, keep the damaged file, and restore the last backup.',
  'in-use':
    'Another Foyer server has this database open. Nothing was changed. Stop the other server first, or start this one with another data directory.',
  'not-writable':
    'The database file or its directory cannot be opened for writing. Nothing was changed. Check that the path exists and that this account may write there.',
  newer:
    'The database was written by a newer version of Foyer. Nothing was changed. Install that version or a later one, or restore a backup of this version.',
  io: 'Reading or writing the database failed in the disk or file system. Nothing was half-written. Check the disk, then try again.',
  failed: 'The database refused an operation. Nothing was half-written; the server’s log has the cause.',
};

/** The database could not do what it must; the transaction it happened in was rolled back as a whole. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly fault: StoreFault;

  constructor(fault: StoreFault, cause?: unknown) {
    super(ADVICE[fault], { cause });
    this.fault = fault;
  }
}

/** More waits to be written than the server will queue; the sender tries again a little later. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
  readonly retryAfterSeconds = 1;

  constructor() {
    super(
      'The server has more waiting to be written than it can take. Nothing was changed; try again in a second.',
    );
  }
}
