import type {
  DeviceStanding,
  OpenAnswer,
  OpenItemPage,
  OpenItemQuery,
  QuarantinePage,
  QuarantineQuery,
} from '#shared/wire/admin.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Cinema, DeviceKind } from '#shared/wire/catalog.ts';
import type { CollectionName, Doc, PushedCollection } from '#shared/wire/collections.ts';
import type {
  AwaitedDevice,
  PullAnswer,
  PullQuery,
  PushAnswer,
  Role,
  StaffMember,
} from '#shared/wire/messages.ts';
import type { DayReport, DrillPage, DrillQuery, ScreenHeat } from '#shared/wire/reports.ts';
import type {
  CinemaId,
  Day,
  DeviceId,
  ReplicaId,
  ScreenId,
  SeatId,
  ShowId,
  StaffId,
} from '#shared/wire/scalars.ts';
import type { Allotments } from './allotments/desk.ts';
import type { Heads } from './journal/heads.ts';

/** A device as the server knows it. */
export type DeviceRecord = {
  readonly id: DeviceId;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly cinemaId: CinemaId;
  readonly prefix: string;
  readonly publicKey: string | null;
  readonly retired: boolean;
};

/** Who asks: the device its token proves, and the person signed in at it, if any. */
export type Caller = {
  readonly device: DeviceRecord;
  readonly staff: StaffMember | null;
  readonly replicaId: ReplicaId | null;
};

/** One commit's news for one collection of one cinema; `lwt` is the feed's number after it. */
export type Change = {
  readonly cinemaId: CinemaId;
  readonly collection: CollectionName;
  readonly lwt: number;
};

/** Collections the server itself writes documents into (bookings and the other pushed ones come from devices). */
export type CatalogueCollection = 'cinemas' | 'screens' | 'movies' | 'shows' | 'tariffs';

export type PutResult = { readonly written: number; readonly unchanged: number };

/** Devices, enrolment codes and staff. Codes and tokens are stored hashed (SHA-256), PINs as argon2id. */
export type Registry = {
  /** Makes `count` one-time codes. They are only ever seen in this answer. */
  createCodes(cinemaId: CinemaId, kind: DeviceKind, count: number): Promise<string[]>;
  /** Makes the codes of one kind that nobody has used yet worthless; answers how many there were. */
  dropUnusedCodes(cinemaId: CinemaId, kind: DeviceKind): Promise<number>;
  /** Uses up a code; null when it is unknown, used or spent. */
  enrol(
    code: string,
    name: string,
    publicKey: string | null,
  ): Promise<{ device: DeviceRecord; token: string } | null>;
  /** Names a till that is gone, so that sales taken over from it have a maker: retired, without a token. The same again changes nothing. */
  addFormerDevice(
    cinemaId: CinemaId,
    device: { readonly id: DeviceId; readonly name: string; readonly kind: DeviceKind },
  ): Promise<DeviceRecord>;
  /** The device may only hand in what it has sold from now on; false when the cinema has no such device. */
  retire(cinemaId: CinemaId, deviceId: DeviceId): Promise<boolean>;
  deviceByToken(token: string): Promise<DeviceRecord | null>;
  addStaff(cinemaId: CinemaId, staff: { id: StaffId; name: string; role: Role; pin: string }): Promise<void>;
  staffOf(cinemaId: CinemaId): Promise<StaffMember[]>;
  /** `locked` after five wrong PINs in a row, for a minute that doubles up to an hour. */
  signIn(
    device: DeviceRecord,
    staffId: StaffId,
    pin: string,
  ): Promise<
    | { kind: 'signed-in'; staff: StaffMember; staffToken: string; expiresInSeconds: number }
    | { kind: 'wrong' }
    | { kind: 'locked'; retryAfterSeconds: number }
  >;
  staffByToken(device: DeviceRecord, staffToken: string): Promise<StaffMember | null>;
  signOut(staffToken: string): Promise<void>;
};

/** Finished sales of one show, as a forerunner system or a demo has them. */
export type FormerSales = {
  readonly cinemaId: CinemaId;
  readonly showId: ShowId;
  readonly bookings: readonly Booking[];
};
export type Adopted = { readonly adopted: number; readonly known: number };

/** Sales of a cinema by business day, reckoned from committed bookings beside the sales that go on. Null: no such cinema. */
export type Reports = {
  day(cinemaId: CinemaId, day: Day): Promise<DayReport | null>;
  /** The bookings behind a figure, page by page. */
  bookings(cinemaId: CinemaId, query: DrillQuery): Promise<DrillPage | null>;
  /** Which seats of a screen sold, and in which turn. */
  seats(cinemaId: CinemaId, day: Day, screenId: ScreenId): Promise<ScreenHeat | null>;
};

/** What waits for a person at a cinema. */
export type Attention = {
  quarantine(cinemaId: CinemaId, query: QuarantineQuery): Promise<QuarantinePage>;
  /** Null when `after` is no place in the list. */
  openItems(cinemaId: CinemaId, query: OpenItemQuery): Promise<OpenItemPage | null>;
  /** Compares bookings with journals now instead of within the minute; answers how much money only one of them knows of. */
  compareMoney(): Promise<number>;
};

/** Where a server stands that was brought back from a backup; any other has always been open. */
export type Restored = {
  /** It takes over what devices report, and rules on nothing. */
  readonly closed: boolean;
  /** The devices whose reports it waits for before it opens by itself. */
  awaited(): readonly AwaitedDevice[];
  /** Opens without waiting any longer. */
  open(): Promise<OpenAnswer>;
};

/**
 * The server without its HTTP: everything `sync-server/http` calls. One instance owns one database.
 * Every promise that reports a write resolves only after its commit is durable.
 */
export type Engine = {
  /** Changes after a restore, never otherwise. */
  readonly epoch: string;
  /** The server's clock in epoch milliseconds: persisted value plus monotonic time. */
  now(): number;
  push(caller: Caller, collection: PushedCollection, rows: readonly unknown[]): Promise<PushAnswer>;
  /** Keeps rows of another version of a collection unjudged; money that can be read in them becomes open items. */
  quarantine(
    caller: Caller,
    collection: PushedCollection,
    version: number,
    rows: readonly unknown[],
  ): Promise<void>;
  pull(
    caller: Caller,
    collection: CollectionName,
    query: PullQuery,
  ): Promise<PullAnswer | { wrongEpoch: string }>;
  /** The feed's latest number of each collection of a cinema. */
  heads(cinemaId: CinemaId): Promise<ReadonlyMap<CollectionName, number>>;
  /** Told after each durable commit, in commit order. Returns the way to stop. */
  subscribe(cinemaId: CinemaId, listener: (change: Change) => void): () => void;
  /** Writes documents that differ from what is stored; the same again changes nothing. */
  put<Name extends CatalogueCollection>(
    cinemaId: CinemaId,
    collection: Name,
    documents: readonly Doc<Name>[],
  ): Promise<PutResult>;
  list<Name extends CollectionName>(cinemaId: CinemaId, collection: Name): Promise<Doc<Name>[]>;
  /** Every cinema of the chain, by id. */
  cinemas(): Promise<Cinema[]>;
  /** Blocks seats (house, broken) or marks them as already sold by a forerunner system; only untouched seats are written. */
  block(
    cinemaId: CinemaId,
    showId: ShowId,
    seats: readonly { seatId: SeatId; reason: string }[],
  ): Promise<void>;
  /**
   * Takes over finished sales of one show from a forerunner system: confirmed ones with their seats, cancelled ones
   * whose seats went free again. Only untouched seats are taken; a booking that is known changes nothing.
   */
  adopt(sales: FormerSales): Promise<Adopted>;
  readonly registry: Registry;
  readonly reports: Reports;
  readonly attention: Attention;
  readonly restoration: Restored;
  readonly journal: Heads;
  readonly allotments: Allotments;
  /** How the devices of a cinema stand, by name. */
  devices(cinemaId: CinemaId): Promise<DeviceStanding[]>;
  /** Numbers for /metrics: name → value, counters and gauges alike. */
  figures(): Readonly<Record<string, number>>;
  close(): Promise<void>;
};
