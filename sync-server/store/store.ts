import type { Kysely } from 'kysely';
import type { AllottedSeat, OpenItem, OwnBooking, SeatChange, SeatRow } from '#shared/domain/booking/case.ts';
import type { JournalTail } from '#shared/domain/journal/chain.ts';
import type { MoneyFact } from '#shared/domain/reports/journal-money.ts';
import type { Payment, Refund } from '#shared/wire/booking.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import type { CollectionName, Doc } from '#shared/wire/collections.ts';
import type {
  AdmissionId,
  AllotmentId,
  BookingId,
  CinemaId,
  DeviceId,
  PaymentId,
  ReplicaId,
  SeatId,
  ShowId,
  TicketId,
} from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import type { Change } from '../engine.ts';
import type { Tables } from './tables.ts';

/** Collections kept as whole documents; bookings have columns of their own and seat maps are built from seats. */
export type KeptCollection = Exclude<CollectionName, 'bookings' | 'seatmaps'>;

/** What pulls filter documents by. */
export type DocumentKeys = {
  /** The device that wrote it. */
  readonly deviceId?: DeviceId;
  /** The instant that decides whether replicas still want it, epoch milliseconds. */
  readonly relevantMs?: number;
};

/** One line of the server's own journal of money: each payment and refund id enters once, for good. */
export type MoneyEntry =
  | { readonly kind: 'payment'; readonly payment: Payment }
  | { readonly kind: 'refund'; readonly refund: Refund };

export type Notification = 'confirmed' | 'cancelled' | 'conflicted';

/**
 * One transaction. Its documents are numbered in the feeds of their cinemas when it commits, in commit order, with
 * the counters written last; readers see all of it or nothing. Every method may throw a `StoreError`.
 */
export type Tx = {
  /** Queries outside the hot path, within this transaction. */
  readonly cold: Kysely<Tables>;
  /** All of `work` or, when it throws, none of it; the transaction itself goes on. */
  unit<T>(work: () => Promise<T>): Promise<T>;
  booking(id: BookingId): Promise<OwnBooking | null>;
  /** Touched seats among `seatIds`. */
  seats(cinemaId: CinemaId, showId: ShowId, seatIds: readonly SeatId[]): Promise<Map<SeatId, SeatRow>>;
  /** Writes one seat if its revision is still `revSeen`; false, and nothing written, if it is not. */
  swapSeat(cinemaId: CinemaId, change: SeatChange): Promise<boolean>;
  writeBooking(own: OwnBooking): Promise<void>;
  /** Those of `seatIds` that are entrusted to a kiosk. */
  allotted(
    cinemaId: CinemaId,
    showId: ShowId,
    seatIds: readonly SeatId[],
  ): Promise<Map<SeatId, AllottedSeat>>;
  /** How many seats of a show each replica is entrusted with. */
  allottedCounts(cinemaId: CinemaId, showId: ShowId): Promise<Map<ReplicaId, number>>;
  /** Entrusts one seat; false, and nothing written, when somebody has it already. */
  entrust(cinemaId: CinemaId, showId: ShowId, seatId: SeatId, to: AllottedSeat): Promise<boolean>;
  /** Ends the trust in seats of one allotment; those it does not have are left alone. */
  endTrust(
    cinemaId: CinemaId,
    showId: ShowId,
    allotmentId: AllotmentId,
    seatIds: readonly SeatId[],
  ): Promise<void>;
  document<Name extends KeptCollection>(
    cinemaId: CinemaId,
    collection: Name,
    id: string,
  ): Promise<Doc<Name> | null>;
  writeDocument<Name extends KeptCollection>(
    cinemaId: CinemaId,
    collection: Name,
    document: Doc<Name>,
    keys?: DocumentKeys,
  ): Promise<void>;
  /** Makes the map of a show known to the feed, or news of it when its start has moved. */
  writeSeatmapHead(cinemaId: CinemaId, showId: ShowId, startsAtMs: number): Promise<void>;
  /** Which booking each of these payments was accepted for; those never accepted are missing. */
  paymentOwners(ids: readonly PaymentId[]): Promise<Map<PaymentId, string>>;
  /**
   * False when this id has been journalled before: then nothing is written. Accepted money of a booking settles the
   * open items under which it was filed while its row could not be ruled on.
   */
  writeMoney(cinemaId: CinemaId, bookingId: string, entry: MoneyEntry, nowMs: number): Promise<boolean>;
  /** The same item again only refreshes its amount and words. */
  writeOpenItem(cinemaId: CinemaId, item: OpenItem, nowMs: number): Promise<void>;
  /** Settles the items that were opened when a sale was disputed: a person has resolved it. */
  settleOpenItems(bookingId: string, nowMs: number): Promise<void>;
  writeNotification(
    cinemaId: CinemaId,
    bookingId: BookingId,
    kind: Notification,
    nowMs: number,
  ): Promise<void>;
  /** Keeps what a journal's entry tells of money; of the same payment or refund, the first. */
  writeJournalMoney(entry: JournalEntry, fact: MoneyFact, nowMs: number): Promise<void>;
  /** How far a device's journal is here without a gap; null before its first entry. */
  journalHead(deviceId: DeviceId): Promise<JournalTail | null>;
  writeJournalHead(cinemaId: CinemaId, deviceId: DeviceId, head: JournalTail, nowMs: number): Promise<void>;
  /** Whether this admission is the first that opens a door with this copy of a ticket; asked again, the answer stays. */
  admit(cinemaId: CinemaId, ticketId: TicketId, revision: number, id: AdmissionId): Promise<boolean>;
};

export type PageQuery = {
  readonly cinemaId: CinemaId;
  readonly collection: CollectionName;
  /** Documents numbered after this. */
  readonly afterSeq: number;
  readonly limit: number;
  /** Older shows, their maps and their settled bookings are left out. */
  readonly sinceMs: number;
  /** Only what this device wrote. */
  readonly onlyDevice: DeviceId | null;
};

export type Page = {
  readonly documents: readonly { readonly seq: number; readonly document: { readonly id: string } }[];
  /** The cinema's feed at the moment of reading: everything up to it has been looked at when the page is not full. */
  readonly head: number;
};

/** A hold, or the replacement held for a swap, whose time is over, found by the sweeper. */
export type EndedHold = { readonly id: BookingId };

/**
 * Where Foyer keeps everything. One process owns it and writes one transaction at a time; readers see commits only.
 * Every implementation passes `storeContract`.
 */
export type Store = {
  /** Random, from the day the database was made; a restore gives another. */
  readonly epoch: string;
  /** Queries outside the hot path, on committed data. */
  readonly cold: Kysely<Tables>;
  /** Durable when the promise resolves. `nowMs` is recorded as the server's time on commit. */
  transaction<T>(
    nowMs: () => number,
    work: (tx: Tx) => Promise<T>,
  ): Promise<{ readonly result: T; readonly changes: readonly Change[] }>;
  /** One consistent cut. */
  page(query: PageQuery): Promise<Page>;
  heads(cinemaId: CinemaId): Promise<Map<CollectionName, number>>;
  list<Name extends CollectionName>(cinemaId: CinemaId, collection: Name): Promise<Doc<Name>[]>;
  /** Every cinema there is a document of, by id. */
  cinemas(): Promise<Cinema[]>;
  /** Unpaid holds that ended at or before `nowMs`, the longest ended first. */
  endedHolds(nowMs: number, limit: number): Promise<readonly EndedHold[]>;
  /** The latest server time ever recorded; 0 in a new database. */
  clockMs(): Promise<number>;
  recordClock(nowMs: number): Promise<void>;
  figures(): Readonly<Record<string, number>>;
  close(): Promise<void>;
};
