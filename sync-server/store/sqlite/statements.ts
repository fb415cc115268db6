import type Database from 'better-sqlite3';
import type { JournalTail } from '#shared/domain/journal/chain.ts';
import type { SeatStatus } from '#shared/wire/catalog.ts';
import type { AllotmentId, BookingId, DeviceId, ReplicaId, SeatId } from '#shared/wire/scalars.ts';
import type { BookingRow } from './decode.ts';

/** A touched seat, joined with the end of its holder's unpaid hold. */
export type SeatRecord = {
  readonly seat_id: SeatId;
  readonly status: SeatStatus;
  readonly rev: number;
  readonly booking_id: BookingId | null;
  readonly device_id: DeviceId | null;
  readonly reason: string | null;
  readonly expires_at_ms: number | null;
};

type SeatKey = [cinemaId: string, showId: string, seatId: string];
type Holder = [bookingId: string | null, deviceId: string | null, reason: string | null];

const SEATS = `SELECT s.seat_id, s.status, s.rev, s.booking_id, s.device_id, s.reason,
  coalesce(b.expires_at_ms, b.swap_ends_at_ms) AS expires_at_ms
  FROM seats s LEFT JOIN bookings b ON b.id = s.booking_id WHERE s.cinema_id = ? AND s.show_id = ?`;

export type AllottedRecord = {
  readonly seat_id: SeatId;
  readonly allotment_id: AllotmentId;
  readonly device_id: DeviceId;
  readonly replica_id: ReplicaId;
  readonly epoch: number;
};

const ALLOTTED = `SELECT s.seat_id, s.allotment_id, s.device_id, s.replica_id, s.epoch
  FROM allotted_seats s WHERE s.cinema_id = ? AND s.show_id = ?`;

/** Prepares `… AND s.seat_id IN (?, …)` once per number of seats asked for. */
function seatsByCount<Row>(db: Database.Database, select: string): (...key: readonly string[]) => Row[] {
  const prepared = new Map<number, Database.Statement<string[], Row>>();
  return (...key) => {
    const count = key.length - 2;
    let statement = prepared.get(count);
    if (statement === undefined) {
      const places = Array.from({ length: count }, () => '?').join(',');
      statement = db.prepare<string[], Row>(`${select} AND s.seat_id IN (${places})`);
      prepared.set(count, statement);
    }
    return statement.all(...key);
  };
}

function prepareSale(db: Database.Database) {
  return {
    booking: db.prepare<[string], BookingRow>('SELECT body, held_at_ms, aged_ms FROM bookings WHERE id = ?'),
    writeBooking: db.prepare<
      [
        id: string,
        cinemaId: string,
        seq: number,
        showId: string,
        deviceId: string,
        status: string,
        heldAtMs: number,
        agedMs: number | null,
        expiresAtMs: number | null,
        body: string,
        swapEndsAtMs: number | null,
      ]
    >(`INSERT INTO bookings VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET
      seq = excluded.seq, status = excluded.status, held_at_ms = excluded.held_at_ms, aged_ms = excluded.aged_ms,
      expires_at_ms = excluded.expires_at_ms, body = excluded.body,
      swap_ends_at_ms = excluded.swap_ends_at_ms`),
    seats: seatsByCount<SeatRecord>(db, SEATS),
    insertSeat: db.prepare<[...SeatKey, status: string, ...Holder]>(
      'INSERT INTO seats VALUES (?,?,?,?,?,?,?,1) ON CONFLICT DO NOTHING',
    ),
    swapSeat: db.prepare<[status: string, ...Holder, ...SeatKey, revSeen: number]>(
      `UPDATE seats SET status = ?, booking_id = ?, device_id = ?, reason = ?, rev = rev + 1
       WHERE cinema_id = ? AND show_id = ? AND seat_id = ? AND rev = ?`,
    ),
  };
}

function prepareTrust(db: Database.Database) {
  return {
    allotted: seatsByCount<AllottedRecord>(db, ALLOTTED),
    allottedCounts: db.prepare<
      [cinemaId: string, showId: string],
      { readonly replica_id: ReplicaId; readonly seats: number }
    >(
      'SELECT replica_id, count(*) AS seats FROM allotted_seats WHERE cinema_id = ? AND show_id = ? GROUP BY replica_id',
    ),
    entrust: db.prepare<
      [...SeatKey, allotmentId: string, deviceId: string, replicaId: string, epoch: number]
    >('INSERT INTO allotted_seats VALUES (?,?,?,?,?,?,?) ON CONFLICT DO NOTHING'),
    endTrust: db.prepare<[...SeatKey, allotmentId: string]>(
      'DELETE FROM allotted_seats WHERE cinema_id = ? AND show_id = ? AND seat_id = ? AND allotment_id = ?',
    ),
  };
}

function prepareFacts(db: Database.Database) {
  return {
    paymentOwner: db
      .prepare<[string], string>("SELECT booking_id FROM money WHERE kind = 'payment' AND id = ?")
      .pluck(),
    writeMoney: db.prepare<
      [
        kind: string,
        id: string,
        cinemaId: string,
        bookingId: string,
        amount: number,
        at: number,
        body: string,
      ]
    >('INSERT INTO money VALUES (?,?,?,?,?,?,?) ON CONFLICT DO NOTHING'),
    writeOpenItem: db.prepare<
      [
        kind: string,
        bookingId: string,
        paymentId: string,
        cinemaId: string,
        amount: number,
        detail: string,
        at: number,
      ]
    >(`INSERT INTO open_items VALUES (?,?,?,?,?,?,?,NULL) ON CONFLICT (kind, booking_id, payment_id) DO UPDATE SET
      amount = excluded.amount, detail = excluded.detail`),
    settleReported: db.prepare<[at: number, bookingId: string, paymentId: string]>(
      `UPDATE open_items SET settled_at_ms = ? WHERE kind IN ('malformed-payment', 'foreign-payment')
       AND booking_id = ? AND payment_id = ? AND settled_at_ms IS NULL`,
    ),
    settleOpenItems: db.prepare<[at: number, bookingId: string]>(
      `UPDATE open_items SET settled_at_ms = ? WHERE kind IN ('conflicted-sale', 'late-payment')
       AND booking_id = ? AND settled_at_ms IS NULL`,
    ),
    writeNotification: db.prepare<[bookingId: string, kind: string, cinemaId: string, at: number]>(
      'INSERT INTO outbox VALUES (?,?,?,?,NULL) ON CONFLICT DO NOTHING',
    ),
    writeJournalMoney: db.prepare<
      [
        kind: string,
        id: string,
        cinemaId: string,
        deviceId: string,
        bookingId: string,
        at: string,
        shiftId: string | null,
        acceptedAt: number,
        body: string,
      ]
    >('INSERT INTO journal_money VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING'),
    journalHead: db.prepare<[deviceId: string], JournalTail>(
      'SELECT seq, hash FROM journal_heads WHERE device_id = ?',
    ),
    writeJournalHead: db.prepare<[deviceId: string, cinemaId: string, seq: number, hash: string, at: number]>(
      `INSERT INTO journal_heads VALUES (?,?,?,?,?) ON CONFLICT (device_id) DO UPDATE SET
      seq = excluded.seq, hash = excluded.hash, accepted_at_ms = excluded.accepted_at_ms`,
    ),
    insertAdmitted: db.prepare<[cinemaId: string, ticketId: string, revision: number, admissionId: string]>(
      'INSERT INTO admitted VALUES (?,?,?,?) ON CONFLICT DO NOTHING',
    ),
    admitted: db
      .prepare<[cinemaId: string, ticketId: string, revision: number], string>(
        'SELECT admission_id FROM admitted WHERE cinema_id = ? AND ticket_id = ? AND revision = ?',
      )
      .pluck(),
  };
}

function prepareFeed(db: Database.Database) {
  return {
    document: db
      .prepare<[cinemaId: string, collection: string, id: string], string>(
        'SELECT body FROM documents WHERE cinema_id = ? AND collection = ? AND id = ?',
      )
      .pluck(),
    writeDocument: db.prepare<
      [
        cinemaId: string,
        collection: string,
        id: string,
        seq: number,
        deviceId: string | null,
        relevantMs: number | null,
        body: string,
      ]
    >(`INSERT INTO documents VALUES (?,?,?,?,?,?,?) ON CONFLICT (cinema_id, collection, id) DO UPDATE SET
      seq = excluded.seq, device_id = excluded.device_id, relevant_ms = excluded.relevant_ms, body = excluded.body`),
    seatmapStart: db
      .prepare<[cinemaId: string, showId: string], number>(
        "SELECT relevant_ms FROM documents WHERE cinema_id = ? AND collection = 'seatmaps' AND id = ?",
      )
      .pluck(),
    renumberSeatmap: db.prepare<[seq: number, cinemaId: string, showId: string]>(
      "UPDATE documents SET seq = ? WHERE cinema_id = ? AND collection = 'seatmaps' AND id = ?",
    ),
    feedSeq: db.prepare<[cinemaId: string], number>('SELECT seq FROM feeds WHERE cinema_id = ?').pluck(),
    openFeed: db.prepare<[cinemaId: string]>('INSERT INTO feeds VALUES (?, 0, 0)'),
    advanceFeed: db.prepare<[seq: number, clockMs: number, cinemaId: string, seqBefore: number]>(
      'UPDATE feeds SET seq = ?, clock_ms = max(clock_ms, ?) WHERE cinema_id = ? AND seq = ?',
    ),
  };
}

function prepareControl(db: Database.Database) {
  return {
    begin: db.prepare<[]>('BEGIN IMMEDIATE'),
    commit: db.prepare<[]>('COMMIT'),
    rollback: db.prepare<[]>('ROLLBACK'),
    savepoint: db.prepare<[]>('SAVEPOINT unit'),
    release: db.prepare<[]>('RELEASE unit'),
    rollbackUnit: db.prepare<[]>('ROLLBACK TO unit'),
  };
}

/** Every statement of the hot path, prepared once per connection. */
export function prepareStatements(db: Database.Database) {
  return {
    ...prepareControl(db),
    ...prepareFeed(db),
    ...prepareSale(db),
    ...prepareTrust(db),
    ...prepareFacts(db),
  };
}

export type Statements = ReturnType<typeof prepareStatements>;
