import type { Observable } from 'rxjs';
import type { OwnSeats } from '#shared/domain/allotment/kiosk.ts';
import type { Booking, BookingStatus } from '#shared/wire/booking.ts';
import type { Identity } from '#shared/wire/bridge.ts';
import type { Cinema, Movie, Screen, Seatmap, Show, Tariff } from '#shared/wire/catalog.ts';
import type { CollectionName, Doc } from '#shared/wire/collections.ts';
import type { Refusal, ReleaseBody } from '#shared/wire/messages.ts';
import type { BookingId, DeviceId, ReplicaId, ShowId } from '#shared/wire/scalars.ts';
import type { Allotment, JournalEntry, Shift } from '#shared/wire/till.ts';

export type EnrolledIdentity = Extract<Identity, { enrolled: true }>;

/** Online is an answered request, nothing else: the browser's own opinion is never asked (TRAPS T17). */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  /** `sinceMs`: epoch milliseconds, by the server's clock where it is known. */
  | { readonly kind: 'offline'; readonly sinceMs: number }
  | { readonly kind: 'catching-up'; readonly done: number; readonly total: number };

/** Why this replica may not sell at the moment, although it is connected. */
export type Fault =
  /** The server sent a document this version does not understand: its collection stands still until that is mended. */
  | {
      readonly kind: 'malformed';
      readonly collection: CollectionName;
      readonly id: string;
      readonly message: string;
    }
  | { readonly kind: 'unknown-device' }
  | { readonly kind: 'outdated' };

/** A write that the server did not take at all. It stays listed, restarts included, until somebody has seen it. */
export type RefusedWrite = {
  readonly collection: CollectionName;
  readonly id: string;
  readonly refusal: Refusal;
};

/** How full a show is, in seats; `held` counts those being paid for too. */
export type Fullness = { readonly sold: number; readonly held: number; readonly total: number };

/** A sale made without the server's word; `open`: it has not ruled on it yet. */
export type OfflineSale = {
  readonly bookingId: BookingId;
  readonly outcome: 'open' | 'accepted' | 'conflicted';
};

export type BookingQuery = {
  readonly statuses?: readonly BookingStatus[];
  readonly deviceId?: DeviceId;
  readonly showId?: ShowId;
  /** At most this many, the most recently changed first. */
  readonly limit: number;
};

/** One kiosk's local database. Everything read here is on this machine; nothing waits for the network. */
export type Replica = {
  readonly identity: EnrolledIdentity;
  readonly replicaId: ReplicaId;
  readonly connection$: Observable<Connection>;
  /** Null: all is well. Commands that sell refuse while there is one. */
  readonly fault$: Observable<Fault | null>;
  readonly refusals$: Observable<readonly RefusedWrite[]>;
  acknowledgeRefusal(write: RefusedWrite): Promise<void>;
  /** The server's clock in epoch milliseconds; null before it was ever heard, or after the machine slept. */
  serverNow(): number | null;
  /** The server's clock where it is known, this machine's otherwise. */
  nowMs(): number;

  readonly cinemas$: Observable<readonly Cinema[]>;
  readonly screens$: Observable<readonly Screen[]>;
  readonly movies$: Observable<readonly Movie[]>;
  /** In order of their start. */
  readonly shows$: Observable<readonly Show[]>;
  readonly tariffs$: Observable<readonly Tariff[]>;
  readonly fullness$: Observable<ReadonlyMap<ShowId, Fullness>>;
  readonly shifts$: Observable<readonly Shift[]>;
  seatmap$(showId: ShowId): Observable<Seatmap | null>;
  booking$(id: BookingId): Observable<Booking | null>;
  bookings$(query: BookingQuery): Observable<readonly Booking[]>;
  /** By code, name or phone; at most fifty, the most recently changed first. */
  findBookings(text: string): Promise<readonly Booking[]>;
  /** One document as it stands now. */
  get<Name extends CollectionName>(collection: Name, id: string): Promise<Doc<Name> | null>;

  /** This till's seats of a show: those it may sell without asking, and the orders its seats are in. */
  ownSeats$(showId: ShowId): Observable<OwnSeats>;
  /** Shows with seats that are safe to sell without the server, and how many there are. */
  readonly safeCounts$: Observable<ReadonlyMap<ShowId, number>>;
  /**
   * Begins a sale: no recall is answered, and no other sale begun, before `work` has ended. What `work` is given
   * stands until then. It must write what makes the sale begun, and wait for nothing but this machine's disk.
   */
  beginSale<T>(showId: ShowId, work: (own: OwnSeats) => Promise<T>): Promise<T>;
  /** Sales made without the server's word, until somebody has read what became of them. */
  readonly offlineSales$: Observable<readonly OfflineSale[]>;
  /** To be called before such a sale is made. */
  noteOfflineSale(id: BookingId): Promise<void>;
  acknowledgeOfflineSales(): Promise<void>;
  /** Allotments of earlier replicas of this device, from which nobody sells any more. */
  formerAllotments(): Promise<readonly Allotment[]>;
  /** Whether the server has everything that is in the journal here. */
  journalReported(): Promise<boolean>;
  /** Whether the programme cannot be shown yet: none is here, or only a part of it, and the rest is on its way. */
  readonly awaitsShows$: Observable<boolean>;
  /** Resolves when every booking the server sends to this till has been here once; without a line, never. */
  bookingsPulled(): Promise<void>;
  /** Gives seats of a former allotment back. False: the server would not have it. Throws when it does not answer. */
  giveBack(release: ReleaseBody): Promise<boolean>;

  /** When the hold ends on the clock of `performance.now()`, early rather than late; null while that is not known. */
  holdDeadline(booking: Booking): number | null;
  /** The booking as the server ruled on this device's edit `n` or a later one; null after `timeoutMs` without a ruling. */
  ruling(id: BookingId, n: number, timeoutMs: number): Promise<Booking | null>;

  /** Resolves when the document is on this machine's disk. Throws when it breaks the schema: a bug of ours. */
  insertBooking(booking: Booking): Promise<void>;
  /** Rewrites the newest state; `change` may run again when another write came between. Null: no such booking. */
  updateBooking(id: BookingId, change: (booking: Booking) => Booking): Promise<Booking | null>;
  /** Takes over an entry the host has written to its journal; one that is here already changes nothing. */
  keepJournalEntry(entry: JournalEntry): Promise<void>;
  /** What this device's journal says of a booking, oldest first, as far as it is among the last entries here. */
  journalAbout(id: BookingId): Promise<readonly JournalEntry[]>;
  /** The last `limit` entries of this device's journal, oldest first. */
  recentJournal(limit: number): Promise<readonly JournalEntry[]>;
  /** The greatest journal number of this device that is here, 0 for none. */
  journalHead(): Promise<number>;
  saveShift(shift: Shift): Promise<void>;

  /** Sent with every request from now on; null when nobody is signed in. */
  setStaffToken(token: string | null): void;
  close(): Promise<void>;
};
