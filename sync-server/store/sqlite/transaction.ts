import type { Kysely } from 'kysely';
import type { OwnBooking, SeatChange, SeatRow } from '#shared/domain/booking/case.ts';
import { holdEndsAtMs } from '#shared/domain/booking/swap.ts';
import type { CinemaId, PaymentId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { Tx } from '../store.ts';
import type { Tables } from '../tables.ts';
import { decodeBooking, decodeDocument } from './decode.ts';
import { storeFault } from './faults.ts';
import type { Numbering } from './numbering.ts';
import type { SeatRecord, Statements } from './statements.ts';

function seatRow(record: SeatRecord): SeatRow {
  return {
    status: record.status,
    rev: record.rev,
    ...(record.booking_id === null ? {} : { bookingId: record.booking_id }),
    ...(record.device_id === null ? {} : { deviceId: record.device_id }),
    ...(record.reason === null ? {} : { reason: record.reason }),
    holdEndsAtMs: record.expires_at_ms,
  };
}

function readSeats(
  sql: Statements,
  cinemaId: CinemaId,
  showId: ShowId,
  seatIds: readonly SeatId[],
): Map<SeatId, SeatRow> {
  if (seatIds.length === 0) return new Map();
  const rows = sql.seats(cinemaId, showId, ...seatIds);
  return new Map(rows.map((row) => [row.seat_id, seatRow(row)]));
}

/** The compare-and-swap. A seat nobody has touched has no row yet, and revision 0. */
function swapSeat(sql: Statements, numbers: Numbering, cinemaId: CinemaId, change: SeatChange): boolean {
  const { showId, seatId, status, bookingId, deviceId, reason, revSeen } = change;
  const { changes } =
    revSeen === 0
      ? sql.insertSeat.run(cinemaId, showId, seatId, status, bookingId, deviceId, reason)
      : sql.swapSeat.run(status, bookingId, deviceId, reason, cinemaId, showId, seatId, revSeen);
  if (changes === 1) numbers.touchShow(cinemaId, showId);
  return changes === 1;
}

function writeBooking(sql: Statements, numbers: Numbering, { booking, hidden }: OwnBooking): void {
  const ends = holdEndsAtMs(booking);
  const isHold = booking.status === 'pending';
  sql.writeBooking.run(
    booking.id,
    booking.cinemaId,
    numbers.take(booking.cinemaId, 'bookings'),
    booking.showId,
    booking.deviceId,
    booking.status,
    hidden.heldAtMs,
    hidden.agedMs,
    isHold ? ends : null,
    JSON.stringify(booking),
    isHold ? null : ends,
  );
}

/** Runs `work` in a savepoint: when it throws, the rows and numbers it took are given back. */
async function inSavepoint<T>(sql: Statements, numbers: Numbering, work: () => Promise<T>): Promise<T> {
  const mark = numbers.mark();
  sql.savepoint.run();
  try {
    const result = await work();
    sql.release.run();
    return result;
  } catch (error) {
    // A full or broken disk ends the whole transaction, and may have taken the savepoint with it.
    const fault = storeFault(error);
    if (fault !== null) throw fault;
    sql.rollbackUnit.run();
    sql.release.run();
    numbers.returnTo(mark);
    throw error;
  }
}

type TrustMethods = Pick<Tx, 'allotted' | 'allottedCounts' | 'entrust' | 'endTrust'>;

function trustOf(sql: Statements): TrustMethods {
  return {
    allotted: async (cinemaId, showId, seatIds) => {
      if (seatIds.length === 0) return new Map();
      const rows = sql.allotted(cinemaId, showId, ...seatIds);
      return new Map(
        rows.map(({ seat_id, allotment_id, device_id, replica_id, epoch }) => [
          seat_id,
          { allotmentId: allotment_id, deviceId: device_id, replicaId: replica_id, epoch },
        ]),
      );
    },
    allottedCounts: async (cinemaId, showId) =>
      new Map(sql.allottedCounts.all(cinemaId, showId).map((row) => [row.replica_id, row.seats])),
    entrust: async (cinemaId, showId, seatId, { allotmentId, deviceId, replicaId, epoch }) =>
      sql.entrust.run(cinemaId, showId, seatId, allotmentId, deviceId, replicaId, epoch).changes === 1,
    endTrust: async (cinemaId, showId, allotmentId, seatIds) => {
      for (const seatId of seatIds) sql.endTrust.run(cinemaId, showId, seatId, allotmentId);
    },
  };
}

type FactMethods = Pick<
  Tx,
  | 'paymentOwners'
  | 'writeMoney'
  | 'writeOpenItem'
  | 'settleOpenItems'
  | 'writeNotification'
  | 'writeJournalMoney'
  | 'journalHead'
  | 'writeJournalHead'
  | 'admit'
>;

function factsOf(sql: Statements): FactMethods {
  return {
    paymentOwners: async (ids) => {
      const owners = new Map<PaymentId, string>();
      for (const id of ids) {
        const owner = sql.paymentOwner.get(id);
        if (owner !== undefined) owners.set(id, owner);
      }
      return owners;
    },
    writeMoney: async (cinemaId, bookingId, entry, nowMs) => {
      const fact = entry.kind === 'payment' ? entry.payment : entry.refund;
      const body = JSON.stringify(fact);
      const written = sql.writeMoney.run(entry.kind, fact.id, cinemaId, bookingId, fact.amount, nowMs, body);
      if (entry.kind === 'payment') sql.settleReported.run(nowMs, bookingId, fact.id);
      return written.changes === 1;
    },
    writeOpenItem: async (cinemaId, item, nowMs) => {
      const { kind, bookingId, paymentId, amount, detail } = item;
      sql.writeOpenItem.run(kind, bookingId, paymentId ?? '', cinemaId, amount, detail, nowMs);
    },
    settleOpenItems: async (bookingId, nowMs) => {
      sql.settleOpenItems.run(nowMs, bookingId);
    },
    writeNotification: async (cinemaId, bookingId, kind, nowMs) => {
      sql.writeNotification.run(bookingId, kind, cinemaId, nowMs);
    },
    writeJournalMoney: async (entry, { kind, id, bookingId, at, shiftId = null }, nowMs) => {
      const { cinemaId, deviceId } = entry;
      const body = JSON.stringify(entry);
      sql.writeJournalMoney.run(kind, id, cinemaId, deviceId, bookingId, at, shiftId, nowMs, body);
    },
    journalHead: async (deviceId) => sql.journalHead.get(deviceId) ?? null,
    writeJournalHead: async (cinemaId, deviceId, { seq, hash }, nowMs) => {
      sql.writeJournalHead.run(deviceId, cinemaId, seq, hash, nowMs);
    },
    admit: async (cinemaId, ticketId, revision, id) => {
      sql.insertAdmitted.run(cinemaId, ticketId, revision, id);
      return sql.admitted.get(cinemaId, ticketId, revision) === id;
    },
  };
}

/** One transaction over prepared statements. Its promises are settled already: SQLite answers at once. */
export function transactionOver(sql: Statements, numbers: Numbering, cold: Kysely<Tables>): Tx {
  return {
    cold,
    unit: (work) => inSavepoint(sql, numbers, work),
    booking: async (id) => {
      const row = sql.booking.get(id);
      return row === undefined ? null : decodeBooking(row);
    },
    seats: async (cinemaId, showId, seatIds) => readSeats(sql, cinemaId, showId, seatIds),
    swapSeat: async (cinemaId, change) => swapSeat(sql, numbers, cinemaId, change),
    writeBooking: async (own) => writeBooking(sql, numbers, own),
    document: async (cinemaId, collection, id) => {
      const body = sql.document.get(cinemaId, collection, id);
      return body === undefined ? null : decodeDocument<typeof collection>(body);
    },
    writeDocument: async (cinemaId, collection, document, keys = {}) => {
      const seq = numbers.take(cinemaId, collection);
      const { deviceId = null, relevantMs = null } = keys;
      const body = JSON.stringify(document);
      sql.writeDocument.run(cinemaId, collection, document.id, seq, deviceId, relevantMs, body);
    },
    writeSeatmapHead: async (cinemaId, showId, startsAtMs) => {
      if (sql.seatmapStart.get(cinemaId, showId) === startsAtMs) return;
      const seq = numbers.take(cinemaId, 'seatmaps');
      sql.writeDocument.run(cinemaId, 'seatmaps', showId, seq, null, startsAtMs, '');
    },
    ...trustOf(sql),
    ...factsOf(sql),
  };
}
