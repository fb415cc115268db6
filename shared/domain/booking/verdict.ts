import type { Booking } from '#shared/wire/booking.ts';
import type { Refusal } from '#shared/wire/messages.ts';
import { instant } from '#shared/wire/scalars.ts';
import { sameJson } from '../equal.ts';
import { omit } from '../pick.ts';
import type { BookingPrivate, OwnBooking, Verdict } from './case.ts';

/** The verdict that changes nothing: the sender is answered with the authoritative state. */
export function nothingToDo(refusal: Refusal | null = null): Verdict {
  return {
    store: null,
    seats: [],
    spent: [],
    expire: [],
    yielded: [],
    openItems: [],
    settles: false,
    money: [],
    notify: [],
    refusal,
  };
}

const plain = (booking: Booking) => omit(booking, ['rev', 'updatedAt']);

/** `next` as the following revision of `own`, or null when nothing in it differs from what is stored. */
export function asRevision(
  own: OwnBooking | null,
  next: Booking,
  hidden: BookingPrivate,
  nowMs: number,
): OwnBooking | null {
  if (own !== null && sameJson(plain(own.booking), plain(next))) return null;
  return { booking: { ...next, rev: (own?.booking.rev ?? 0) + 1, updatedAt: instant(nowMs) }, hidden };
}
