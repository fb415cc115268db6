import type { AllottedSeat, OpenItem, OwnBooking } from '#shared/domain/booking/case.ts';
import type { SeatState } from '#shared/wire/catalog.ts';
import type { AllotmentId, BookingId, DeviceId, PaymentId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';

export type Collection = 'bookings' | 'seatmaps' | 'allotments';
export const COLLECTIONS: readonly Collection[] = ['bookings', 'seatmaps', 'allotments'];

/** What the simulated server keeps on disk. Documents are never changed in place. */
export type Tables = {
  readonly bookings: Map<BookingId, OwnBooking>;
  /** Touched seats. */
  readonly seats: Map<ShowId, Map<SeatId, SeatState>>;
  readonly allotted: Map<ShowId, Map<SeatId, AllottedSeat>>;
  readonly allotments: Map<AllotmentId, Allotment>;
  /** Which booking each captured payment was accepted for. */
  readonly payments: Map<PaymentId, BookingId>;
  readonly openItems: Map<string, OpenItem>;
  /** Notices that wait to be sent, or were: of which booking, and what became of it. */
  readonly outbox: Set<string>;
  /** The number of the last change of each document, by collection. */
  readonly feed: Readonly<Record<Collection, Map<string, number>>>;
  readonly awaited: Set<DeviceId>;
  readonly reported: Set<BookingId>;
  head: number;
  clockMs: number;
  epoch: string;
  closed: boolean;
};

export const emptyTables = (clockMs: number): Tables => ({
  bookings: new Map(),
  seats: new Map(),
  allotted: new Map(),
  allotments: new Map(),
  payments: new Map(),
  openItems: new Map(),
  outbox: new Set(),
  feed: { bookings: new Map(), seatmaps: new Map(), allotments: new Map() },
  awaited: new Set(),
  reported: new Set(),
  head: 0,
  clockMs,
  epoch: 'epoch-0',
  closed: false,
});

function copyNested<K, L, V>(from: ReadonlyMap<K, ReadonlyMap<L, V>>): Map<K, Map<L, V>> {
  const copy = new Map<K, Map<L, V>>();
  for (const [key, inner] of from) copy.set(key, new Map(inner));
  return copy;
}

export const copyTables = (from: Tables): Tables => ({
  ...from,
  bookings: new Map(from.bookings),
  seats: copyNested(from.seats),
  allotted: copyNested(from.allotted),
  allotments: new Map(from.allotments),
  payments: new Map(from.payments),
  openItems: new Map(from.openItems),
  outbox: new Set(from.outbox),
  feed: {
    bookings: new Map(from.feed.bookings),
    seatmaps: new Map(from.feed.seatmaps),
    allotments: new Map(from.feed.allotments),
  },
  awaited: new Set(from.awaited),
  reported: new Set(from.reported),
});

/** The inner map of a show, made when it is not there. */
export function ofShow<V>(from: Map<ShowId, Map<SeatId, V>>, showId: ShowId): Map<SeatId, V> {
  const known = from.get(showId);
  if (known !== undefined) return known;
  const made = new Map<SeatId, V>();
  from.set(showId, made);
  return made;
}

export const noticeOf = (id: BookingId, what: string): string => `${id} ${what}`;

/** Numbers the last change of a document. */
export function stamp(tables: Tables, collection: Collection, id: string): void {
  tables.head += 1;
  tables.feed[collection].set(id, tables.head);
}

/** Ids of a collection that changed after `lwt`, in the order of their changes. */
export function changedSince(tables: Tables, collection: Collection, lwt: number): string[] {
  return [...tables.feed[collection]]
    .filter(([, number]) => number > lwt)
    .sort((a, b) => a[1] - b[1])
    .map(([id]) => id);
}

export function seatsOwnedBy(tables: Tables, showId: ShowId, id: BookingId): SeatId[] {
  const owned: SeatId[] = [];
  for (const [seatId, state] of tables.seats.get(showId) ?? [])
    if (state.bookingId === id) owned.push(seatId);
  return owned;
}
