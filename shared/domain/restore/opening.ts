import type { Booking, BookingSeat } from '#shared/wire/booking.ts';
import { type BookingId, type DeviceId, instant, type SeatId, type ShowId } from '#shared/wire/scalars.ts';
import type { AllottedSeat, OpenItem, OwnBooking, SeatRow, Verdict } from '../booking/case.ts';
import { capturedOf } from '../booking/facts.ts';
import { missingTickets } from '../booking/tickets.ts';
import { omit } from '../pick.ts';
import { openingOrder, standsAt } from './order.ts';
import {
  beginGivingOut,
  conflictsOver,
  type GivingOut,
  giveSeats,
  type Kept,
  lostSeats,
  seatChanges,
} from './seats.ts';

/** One show of a restored server at the moment it opens. */
export type ShowAtOpening = {
  readonly showId: ShowId;
  /** Every booking of the show that may be owed seats or has some. */
  readonly bookings: readonly OwnBooking[];
  /** Those a device has reported while the server was closed. */
  readonly reported: ReadonlySet<BookingId>;
  /** The touched seats as the backup has them. */
  readonly seats: ReadonlyMap<SeatId, SeatRow>;
  /** Whom the backup knows to be entrusted with which of them. */
  readonly allotted: ReadonlyMap<SeatId, AllottedSeat>;
  /** Devices that have not reported; their trust ends with the opening. */
  readonly silent: ReadonlySet<DeviceId>;
  /** Whether the show's screen has this seat; never, when the show is unknown. */
  readonly exists: (seatId: SeatId) => boolean;
  readonly nowMs: number;
};

/** Everything to be written in one transaction: bookings that changed, and seats that change hands. */
export type Opening = Pick<Verdict, 'seats' | 'openItems'> & { readonly bookings: readonly OwnBooking[] };

/**
 * Gives the seats of a show out anew: one booking after the other takes what it is owed as far as it is still to be
 * had (see `openingOrder`), so only what cannot be helped becomes `conflicted`. A hold gets all of its seats or none;
 * a paid booking keeps what it gets. Asked again after its answer was written, it has nothing left to change.
 */
export function openShow(show: ShowAtOpening): Opening {
  const out = beginGivingOut(show.seats, show.exists);
  const bookings: OwnBooking[] = [];
  const openItems: OpenItem[] = [];
  for (const own of openingOrder(show.bookings, show.nowMs, show.allotted)) {
    const next = ruleOne(show, out, own.booking);
    if (next === null) continue;
    const booking = { ...next, rev: own.booking.rev + 1, updatedAt: instant(show.nowMs) };
    bookings.push({ booking, hidden: own.hidden });
    if (booking.status === 'conflicted' && own.booking.status !== 'conflicted')
      openItems.push(dispute(booking));
  }
  return { bookings, seats: seatChanges(out, show.showId), openItems };
}

const dispute = (booking: Booking): OpenItem => ({
  kind: 'conflicted-sale',
  bookingId: booking.id,
  paymentId: null,
  amount: capturedOf(booking),
  detail: 'seats went to others when the restored server opened',
});

/** Gives one booking its seats; answers what becomes of it, null when it stays as it is. */
function ruleOne(show: ShowAtOpening, out: GivingOut, booking: Booking): Booking | null {
  const kept = keptFrom(show, booking);
  switch (standsAt(booking, show.nowMs)) {
    case 'sold':
      return keepWhatIsLeft(out, booking, booking.seats, kept);
    case 'disputed':
      return keepWhatIsLeft(out, booking, ownOfDisputed(show, booking), kept);
    case 'paying':
      return capturedOf(booking) > 0
        ? keepWhatIsLeft(out, booking, booking.seats, kept)
        : allOrNothing(out, booking, kept);
    case 'held':
      return allOrNothing(out, booking, kept);
    case 'kept-back':
      keepBack(show, out, booking);
      return null;
    case 'over':
      return { ...omit(booking, ['expiresAt', 'conflicts']), status: 'expired', reason: 'expired' };
    case 'nothing':
      return null;
  }
}

/** Paid: it keeps every seat that is still to be had, and the rest is for a person to resolve. */
function keepWhatIsLeft(
  out: GivingOut,
  booking: Booking,
  wanted: readonly BookingSeat[],
  kept: Kept,
): Booking | null {
  const lost = new Set(lostSeats(out, wanted, kept));
  const got = wanted.map(({ seatId }) => seatId).filter((seatId) => !lost.has(seatId));
  const unsettled = booking.status === 'paying' || booking.status === 'pending';
  giveSeats(out, booking, got, unsettled && lost.size === 0 ? 'held' : 'booked');
  if (lost.size === 0) return booking.rev > 0 ? null : firstRuling(booking);
  return {
    ...omit(booking, ['expiresAt']),
    status: 'conflicted',
    reason: booking.status === 'conflicted' ? (booking.reason ?? 'seats') : 'seats',
    conflicts: [...(booking.conflicts ?? []), ...conflictsOver(out, [...lost], kept)],
  };
}

/** Unpaid: a hold covers all of its seats, or none. */
function allOrNothing(out: GivingOut, booking: Booking, kept: Kept): Booking | null {
  const lost = lostSeats(out, booking.seats, kept);
  if (lost.length > 0) {
    const conflicts = conflictsOver(out, lost, kept);
    return { ...omit(booking, ['expiresAt']), status: 'rejected', reason: 'seats', conflicts };
  }
  const seatIds = booking.seats.map(({ seatId }) => seatId);
  giveSeats(out, booking, seatIds, 'held');
  return null;
}

const NOTHING_KEPT: Kept = new Map();

/**
 * Seats that are kept from a claim which neither a server nor an allotment stands behind: those entrusted to another
 * device that has reported. It goes on selling them without asking, so they cannot be given away (I5).
 */
function keptFrom({ allotted, silent }: ShowAtOpening, { rev, assurance, deviceId }: Booking): Kept {
  if (rev > 0 || assurance === 'leased') return NOTHING_KEPT;
  const others = [...allotted].filter(([, one]) => one.deviceId !== deviceId && !silent.has(one.deviceId));
  return new Map(others.map(([seatId, one]) => [seatId, one.deviceId]));
}

/** A sale that no server has seen gets its first revision, and the tickets its till may have left out. */
const firstRuling = (booking: Booking): Booking =>
  booking.status === 'confirmed'
    ? { ...booking, tickets: [...booking.tickets, ...missingTickets(booking)] }
    : booking;

/** The seats that were validly a disputed sale's own: by the table, or by what it says of the others. */
function ownOfDisputed(show: ShowAtOpening, booking: Booking): readonly BookingSeat[] {
  if (!show.reported.has(booking.id))
    return booking.seats.filter(({ seatId }) => show.seats.get(seatId)?.bookingId === booking.id);
  const disputed = new Set(booking.conflicts?.map(({ seatId }) => seatId));
  return booking.seats.filter(({ seatId }) => !disputed.has(seatId));
}

/**
 * A tier of the policy may keep the seats of what is cancelled out of sale. Whether it did is known where the backup
 * has the cancellation; of one that was reported since, the seats go back on sale.
 */
function keepBack(show: ShowAtOpening, out: GivingOut, booking: Booking): void {
  if (show.reported.has(booking.id)) return;
  const own = booking.seats
    .map(({ seatId }) => seatId)
    .filter((seatId) => show.seats.get(seatId)?.bookingId === booking.id && !out.given.has(seatId));
  giveSeats(out, booking, own, 'booked');
}
