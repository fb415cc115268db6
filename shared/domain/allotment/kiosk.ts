import type { Assurance, Booking, BookingSeat } from '#shared/wire/booking.ts';
import type { ReleaseBody } from '#shared/wire/messages.ts';
import type { AllotmentId, BookingId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import { capturedOf, hasOpenPayment } from '../booking/facts.ts';
import type { Claimant } from './trust.ts';

/**
 * What a kiosk has given back of one allotment. It is written before the server hears of it and never forgotten while
 * the show can be sold: it outranks what is pulled, which may be older than the release, or from before a restore.
 */
export type GivenBack = {
  readonly allotmentId: AllotmentId;
  readonly epoch: number;
  readonly seatIds: readonly SeatId[];
  /** The server has answered this release. */
  readonly acknowledged: boolean;
};

export type Lease = NonNullable<BookingSeat['lease']>;
export type Leases = ReadonlyMap<SeatId, Lease>;

/** The seats of a show this replica may sell without asking: entrusted to it and not given back. */
export function leasesOf(
  allotments: readonly Allotment[],
  given: ReadonlyMap<AllotmentId, GivenBack>,
  me: Claimant,
  showId: ShowId,
): Leases {
  const leases = new Map<SeatId, Lease>();
  for (const { id, epoch, seatIds, status, ...allotment } of allotments) {
    if (status !== 'active' || allotment.showId !== showId) continue;
    if (allotment.deviceId !== me.deviceId || allotment.replicaId !== me.replicaId) continue;
    const gone = new Set(given.get(id)?.seatIds);
    for (const seatId of seatIds) if (!gone.has(seatId)) leases.set(seatId, { allotmentId: id, epoch });
  }
  return leases;
}

/** States in which an order of this till has a claim to its seats, or will when it is pushed. */
const BEGUN: ReadonlySet<Booking['status']> = new Set([
  'requested',
  'pending',
  'paying',
  'confirmed',
  'conflicted',
]);

/** Whether money was taken for an order that is no sale, or may have been: then it keeps its seats whatever its state. */
export const hasMoneyInIt = (booking: Booking): boolean =>
  booking.status !== 'cancelled' && (capturedOf(booking) > 0 || hasOpenPayment(booking));

const hasBegun = (booking: Booking): boolean => BEGUN.has(booking.status) || hasMoneyInIt(booking);

/** Orders by the strength of their claim to a seat: what is sold before what is not, then the earlier one. */
function byClaim(a: Booking, b: Booking): number {
  const isSold = ({ status }: Booking): number => (status === 'confirmed' || status === 'conflicted' ? 0 : 1);
  return isSold(a) - isSold(b) || Number(a.id > b.id) - Number(a.id < b.id);
}

/** States of a swap in which its seats are wanted, or held. A replacement is the party's seats once the server says so. */
const WANTED: ReadonlySet<NonNullable<Booking['swap']>['status']> = new Set([
  'requested',
  'held',
  'accepted',
]);

/**
 * Which order of this till each of its seats is in, replacements that are asked for or held included. A begun sale
 * wins against a recall, and against a second sale: where two orders name a seat, the one with the stronger claim.
 */
export function begunSeats(bookings: readonly Booking[], showId: ShowId): ReadonlyMap<SeatId, BookingId> {
  const begun = new Map<SeatId, BookingId>();
  const orders = bookings.filter((booking) => booking.showId === showId && hasBegun(booking));
  for (const { id, seats, swap } of orders.toSorted(byClaim)) {
    const replacement = swap !== undefined && WANTED.has(swap.status) ? swap.seats : [];
    for (const { seatId } of [...seats, ...replacement]) if (!begun.has(seatId)) begun.set(seatId, id);
  }
  return begun;
}

/** Seats of this till in one show. */
export type OwnSeats = {
  /** What may be sold without asking, seats of begun sales included. */
  readonly leases: Leases;
  /** Which order each seat is in. */
  readonly begun: ReadonlyMap<SeatId, BookingId>;
};

/**
 * What a till has of a show by its own documents. A seat that was sold under an allotment is spent, whatever became of
 * the sale: the server says so in the allotment, which may arrive later than the booking, or not before the line is cut.
 */
export function ownSeatsOf(
  q: {
    readonly allotments: readonly Allotment[];
    readonly given: ReadonlyMap<AllotmentId, GivenBack>;
    /** This till's own bookings. */
    readonly bookings: readonly Booking[];
  },
  me: Claimant,
  showId: ShowId,
): OwnSeats {
  const begun = begunSeats(q.bookings, showId);
  const leases = new Map(leasesOf(q.allotments, q.given, me, showId));
  for (const booking of q.bookings) {
    if (booking.showId !== showId || booking.tickets.length === 0 || hasBegun(booking)) continue;
    for (const { seatId, lease } of booking.seats) {
      // Sold without a lease: before the till knew of one. The server ended the trust all the same.
      const spent = lease === undefined || lease.allotmentId === leases.get(seatId)?.allotmentId;
      if (spent) leases.delete(seatId);
    }
  }
  return { leases, begun };
}

/** The seats that are safe to sell now: the kiosk's own, and in none of its orders but this one. */
export function safeSeats({ leases, begun }: OwnSeats, orderId: BookingId | null): Leases {
  const safe = new Map<SeatId, Lease>();
  for (const [seatId, lease] of leases) {
    const order = begun.get(seatId);
    if (order === undefined || order === orderId) safe.set(seatId, lease);
  }
  return safe;
}

export type RecallAnswer = { readonly given: GivenBack; readonly release: ReleaseBody };

/**
 * Answers a recall: every seat asked for is given back, but those of begun sales. A seat this replica has not even
 * heard of yet is given back too, and stays so when the grant arrives.
 */
export function answerRecall(
  recall: { readonly allotmentId: AllotmentId; readonly epoch: number; readonly seatIds: readonly SeatId[] },
  earlier: GivenBack | undefined,
  begun: ReadonlyMap<SeatId, BookingId>,
): RecallAnswer {
  const { allotmentId, epoch, seatIds } = recall;
  const kept: ReleaseBody['kept'] = [];
  const released = new Set(earlier?.epoch === epoch ? earlier.seatIds : []);
  for (const seatId of seatIds) {
    const bookingId = begun.get(seatId);
    if (bookingId !== undefined && !released.has(seatId)) kept.push({ seatId, bookingId });
    else released.add(seatId);
  }
  return {
    given: { allotmentId, epoch, seatIds: [...released], acknowledged: false },
    release: { allotmentId, epoch, released: [...released], kept },
  };
}

/** Whether the server has still to be told of a release: it has not answered, or what was pulled does not show it. */
export function isOutstanding(given: GivenBack, pulled: Allotment | null): boolean {
  if (!given.acknowledged) return true;
  if (pulled?.status !== 'active' || pulled.epoch !== given.epoch) return false;
  return given.seatIds.some((seatId) => pulled.seatIds.includes(seatId));
}

/** The seats of an order, each with the lease it is sold under, if there is one. */
export function withLeases(seats: readonly BookingSeat[], leases: Leases): BookingSeat[] {
  return seats.map(({ lease: _, ...seat }) => {
    const lease = leases.get(seat.seatId);
    return lease === undefined ? seat : { ...seat, lease };
  });
}

/** How sure a sale is that goes on without the server's word. */
export function assuranceWithoutAnswer(
  seats: readonly BookingSeat[],
  leases: Leases,
): Exclude<Assurance, 'arbitrated'> {
  const leased = seats.every(({ seatId, lease }) => {
    const now = leases.get(seatId);
    return lease !== undefined && now?.allotmentId === lease.allotmentId && now.epoch === lease.epoch;
  });
  return seats.length > 0 && leased ? 'leased' : 'promised';
}

/** What a screen says of a seat: the server's word, the kiosk's own to sell, or nobody's word yet. */
export type SeatWord = 'confirmed' | 'safe-offline' | 'promised';

/**
 * The word for one seat of an order, or of the map where there is no order. `paying` by the server's answer no longer
 * ends by time; any other hold on seats that are not the kiosk's own is only a promise once the line is down.
 */
export function wordFor(q: {
  readonly seatId: SeatId;
  readonly leases: Leases;
  readonly online: boolean;
  /** The order's state as the server last answered it; null: not asked, or not answered. */
  readonly answered: Booking['status'] | null;
}): SeatWord {
  if (q.answered === 'paying' || q.answered === 'confirmed') return 'confirmed';
  if (q.online && q.answered === 'pending') return 'confirmed';
  if (q.leases.has(q.seatId)) return 'safe-offline';
  return q.online ? 'confirmed' : 'promised';
}
