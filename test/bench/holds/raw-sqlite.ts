import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { insist } from '../bench.ts';

const SHOWS = 400;

export type RawResult = { readonly holds: number; readonly perSecond: number };

export type RawStore = {
  /** Makes holds for `msMax` milliseconds, `perCommit` of them in each durable transaction. */
  readonly measure: (msMax: number, perCommit: number) => RawResult;
  readonly close: () => void;
};

/**
 * The limit of the machine: three seats compared by revision and swapped and one log row appended per hold, prepared
 * SQL in one process, no network, no rules, WAL with `synchronous=FULL`.
 */
export function openRawStore(file: string, holds: number): RawStore {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`CREATE TABLE seats (show_id TEXT NOT NULL, seat_id TEXT NOT NULL, status TEXT NOT NULL, rev INTEGER NOT NULL,
      booking_id TEXT, PRIMARY KEY (show_id, seat_id)) WITHOUT ROWID;
    CREATE TABLE log (seq INTEGER PRIMARY KEY, show_id TEXT NOT NULL, booking_id TEXT NOT NULL, at_ms INTEGER NOT NULL)`);
  const insert = db.prepare(
    "INSERT INTO seats (show_id, seat_id, status, rev) VALUES (?, ?, 'available', 0)",
  );
  const claims = Array.from({ length: holds }, (_, at) => ({
    showId: `show-${at % SHOWS}`,
    seatIds: [1, 2, 3].map((n) => `R${Math.floor(at / SHOWS)}-${n}`),
    rev: 0,
  }));
  db.transaction(() => {
    for (const { showId, seatIds } of claims) for (const seatId of seatIds) insert.run(showId, seatId);
  })();
  const swap = db.prepare(
    "UPDATE seats SET status = 'held', rev = rev + 1, booking_id = ? WHERE show_id = ? AND seat_id = ? AND rev = ?",
  );
  const append = db.prepare('INSERT INTO log (show_id, booking_id, at_ms) VALUES (?, ?, ?)');

  const hold = (claim: (typeof claims)[number] | undefined): void => {
    if (claim === undefined) return;
    const id = randomUUID();
    for (const seatId of claim.seatIds)
      insist(swap.run(id, claim.showId, seatId, claim.rev).changes === 1, 'the raw store lost a swap');
    append.run(claim.showId, id, Date.now());
    claim.rev += 1;
  };
  const commit = db.transaction((from: number, to: number) => {
    for (let at = from; at < to; at += 1) hold(claims[at % holds]);
  });
  let next = 0;
  return {
    measure: (msMax, perCommit) => {
      const startedMs = performance.now();
      let count = 0;
      do {
        commit(next, next + perCommit);
        next += perCommit;
        count += perCommit;
      } while (performance.now() - startedMs < msMax);
      return { holds: count, perSecond: (count / (performance.now() - startedMs)) * 1_000 };
    },
    close: () => {
      db.close();
    },
  };
}
