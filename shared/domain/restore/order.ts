import type { Booking } from '#shared/wire/booking.ts';
import type { OwnBooking } from '../booking/case.ts';
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

/** How well founded a claim is: by a server's word, by an allotment, by a promise on something a server knew, by nothing. */
function foundation({ rev, assurance }: Booking): number {
  if (rev > 0 && assurance !== 'promised') return 0;
  if (assurance === 'leased') return 1;
  return rev > 0 ? 2 : 3;
}

/**
 * The order in which bookings take their seats at the opening: what is sold before what is being paid before what is
 * held; what a server has acknowledged before what no server has seen, and what was sold under an allotment before what
 * was only promised, for a promise may rest on nothing but a hold of other seats; and then the latest acknowledgement
 * first, because the server that gave it knew that whoever had the seats earlier had given them up.
 */
export function openingOrder(bookings: readonly OwnBooking[], nowMs: number): OwnBooking[] {
  const place = ({ booking }: OwnBooking): readonly number[] => [
    PRECEDENCE.indexOf(standsAt(booking, nowMs)),
    foundation(booking),
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
