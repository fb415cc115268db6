import type { SeatWish } from '#renderer/commands/context.ts';
import type { Screen, Seat, SeatState } from '#shared/wire/catalog.ts';
import type { BookingId, DeviceId, SeatId } from '#shared/wire/scalars.ts';

/** The reason of seats that were sold through a forerunner system. */
const SOLD_BEFORE = 'sold';

/** How one seat stands, as this till sees it. */
export type SeatStanding =
  | { readonly kind: 'available' }
  /** Free in this till's picture, which is old: not its own to sell. */
  | { readonly kind: 'unsure' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'mine' }
  /** In another order of this till. */
  | { readonly kind: 'parked'; readonly bookingId: BookingId }
  | { readonly kind: 'held'; readonly by: DeviceId | null }
  | { readonly kind: 'booked'; readonly bookingId: BookingId | null; readonly by: DeviceId | null }
  | { readonly kind: 'blocked'; readonly reason: string | null }
  | { readonly kind: 'lost'; readonly by: DeviceId | null };

export type Standing = {
  readonly seats: Readonly<Record<string, SeatState>>;
  readonly order: readonly SeatWish[];
  readonly orderId: BookingId | null;
  readonly granted: readonly SeatId[];
  /** Seats the order wanted and lost, until the clerk has dealt with it. */
  readonly lost: ReadonlyMap<SeatId, DeviceId | null>;
  /** Other open orders of this till. */
  readonly parked: ReadonlySet<BookingId>;
  /** Which order of this till each of its seats is in; the map does not know of them yet, or cannot. */
  readonly begun?: ReadonlyMap<SeatId, BookingId>;
  /** Seats nobody else can have; null or absent: the server is there to say so. */
  readonly certain?: ReadonlyMap<SeatId, unknown> | null;
};

/**
 * Where a seat stands. The order comes before the map: what a clerk tapped is painted in the next frame, and what the
 * server granted is painted from the booking, which may arrive before the map does.
 */
export function seatStanding(seat: Pick<Seat, 'id' | 'broken' | 'house'>, now: Standing): SeatStanding {
  if (now.order.some((wish) => wish.seatId === seat.id)) {
    const isMine = now.granted.includes(seat.id) || now.certain?.has(seat.id) === true;
    return { kind: isMine ? 'mine' : 'asked' };
  }
  const lostTo = now.lost.get(seat.id);
  if (lostTo !== undefined) return { kind: 'lost', by: lostTo };
  if (seat.broken === true) return { kind: 'blocked', reason: null };
  const state = now.seats[seat.id];
  if (state === undefined || state.status === 'available') {
    return seat.house === true ? { kind: 'blocked', reason: null } : freeHere(seat.id, now);
  }
  const bookingId = state.bookingId ?? null;
  const by = state.deviceId ?? null;
  if (state.status === 'blocked') {
    // Sold before this system was there: nobody's booking, but sold all the same.
    if (state.reason === SOLD_BEFORE) return { kind: 'booked', bookingId: null, by: null };
    return { kind: 'blocked', reason: state.reason ?? null };
  }
  if (state.status === 'booked') return { kind: 'booked', bookingId, by };
  // A seat just given back is free for this order although the map does not say so yet.
  if (bookingId !== null && bookingId === now.orderId) return { kind: 'available' };
  if (bookingId !== null && now.parked.has(bookingId)) return { kind: 'parked', bookingId };
  // Sold here since the map was heard of last: the order is over, and its seats are still this till's.
  if (bookingId !== null && now.begun?.get(seat.id) === bookingId) return { kind: 'booked', bookingId, by };
  return { kind: 'held', by };
}

/** Free as far as the map knows. */
function freeHere(seatId: SeatId, now: Standing): SeatStanding {
  const bookingId = now.begun?.get(seatId);
  if (bookingId !== undefined && bookingId !== now.orderId) {
    return now.parked.has(bookingId)
      ? { kind: 'parked', bookingId }
      : { kind: 'booked', bookingId, by: null };
  }
  const isCertain = now.certain === undefined || now.certain === null || now.certain.has(seatId);
  return { kind: isCertain ? 'available' : 'unsure' };
}

export function standings(screen: Screen, now: Standing): Map<SeatId, SeatStanding> {
  return new Map(screen.seats.map((seat) => [seat.id, seatStanding(seat, now)]));
}
