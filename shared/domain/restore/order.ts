import type { Booking } from '#shared/wire/booking.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import type { AllottedSeat, OwnBooking } from '../booking/case.ts';
import { capturedOf } from '../booking/facts.ts';
import { unreachable } from '../invariant.ts';

/**
 * What a booking is owed when a restored server opens. `kept-back`: cancelled, and the policy may have kept its seats;
 * `over`: a hold whose time ran out while nobody counted.
 */
export type Standing = 'sold' | 'disputed' | 'paying' | 'held' | 'kept-back' | 'over' | 'nothing';

/** In order of precedence: who is owed seats first. */
const PRECEDENCE: readonly Standing[] = [
  'sold',
  'disputed',
  'paying',
  'held',
  'kept-back',
  'over',
  'nothing',
];

export function standsAt(booking: Booking, nowMs: number): Standing {
  switch (booking.status) {
    case 'confirmed':
      return 'sold';
    case 'conflicted':
      return 'disputed';
    case 'paying':
      return 'paying';
    case 'pending':
      if (capturedOf(booking) > 0) return 'paying';
      return booking.expiresAt === undefined || Date.parse(booking.expiresAt) > nowMs ? 'held' : 'over';
    case 'cancelled':
      return 'kept-back';
    case 'requested':
    case 'rejected':
    case 'expired':
      return 'nothing';
    default:
      return unreachable(booking.status);
  }
}

type Trust = ReadonlyMap<SeatId, AllottedSeat>;

/**
 * How well founded a claim is, the best first: a server's word; an allotment the backup knows; one it does not know,
 * which may have been taken back since; a promise on something a server knew; nothing.
 */
function foundation({ rev, assurance, seats }: Booking, trust: Trust): number {
  if (rev > 0 && assurance !== 'promised') return 0;
  if (assurance !== 'leased') return rev > 0 ? 3 : 4;
  const known = seats.every(({ seatId, lease }) => {
    const allotted = trust.get(seatId);
    return (
      allotted !== undefined && allotted.allotmentId === lease?.allotmentId && allotted.epoch === lease.epoch
    );
  });
  return known ? 1 : 2;
}

/**
 * The order in which bookings take their seats at the opening: what is sold before what is being paid before what is
 * held; what a server has acknowledged before what no server has seen, and what was sold under an allotment before what
 * was only promised, for a promise may rest on nothing but a hold of other seats; and then the latest acknowledgement
 * first, because the server that gave it knew that whoever had the seats earlier had given them up.
 */
export function openingOrder(
  bookings: readonly OwnBooking[],
  nowMs: number,
  trust: Trust = new Map(),
): OwnBooking[] {
  const place = ({ booking }: OwnBooking): readonly number[] => [
    PRECEDENCE.indexOf(standsAt(booking, nowMs)),
    foundation(booking, trust),
    booking.rev > 0 ? -Date.parse(booking.updatedAt) : Date.parse(booking.requestedAt),
    -booking.rev,
  ];
  return bookings
    .map((own) => ({ own, key: place(own) }))
    .sort((a, b) => compare(a.key, b.key) || (a.own.booking.id < b.own.booking.id ? -1 : 1))
    .map(({ own }) => own);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const difference = value - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
