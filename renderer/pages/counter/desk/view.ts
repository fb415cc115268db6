import type { SeatWish } from '#renderer/commands/context.ts';
import { type Leases, type OwnSeats, safeSeats } from '#shared/domain/allotment/kiosk.ts';
import type { Booking, BookingStatus } from '#shared/wire/booking.ts';
import type { Cinema, Screen, Seatmap, Tariff } from '#shared/wire/catalog.ts';
import type { BookingId, Day, DeviceId, SeatId } from '#shared/wire/scalars.ts';
import type { Listing } from '../shows/programme.ts';

/** Everything the counter page has before it at this moment; built anew whenever a part of it changes. */
export type CounterView = {
  readonly cinema: Cinema;
  readonly deviceId: DeviceId;
  /** The business day on the left, and the one it is now. */
  readonly day: Day;
  readonly today: Day;
  readonly listings: readonly Listing[];
  /** Shows of every day that is here, for orders that are parked or found. */
  readonly allListings: readonly Listing[];
  readonly listing: Listing | null;
  readonly screen: Screen | null;
  readonly seatmap: Seatmap | null;
  readonly tariff: Tariff | null;
  /** The order on the right, as this till's replica has it. */
  readonly booking: Booking | null;
  /** What the order is to be: asked for if the server has not ruled yet, otherwise what it has. */
  readonly seats: readonly SeatWish[];
  readonly open: readonly Booking[];
  /** This till's own seats of the chosen show, and the orders its seats are in. */
  readonly own: OwnSeats;
  /** The server is known not to answer. */
  readonly isOffline: boolean;
};

/** Without the line: the seats an order may have that nobody else can. Null: the server is there to say so. */
export const certainSeats = (
  { own, isOffline }: Pick<CounterView, 'own' | 'isOffline'>,
  orderId: BookingId | null,
): Leases | null => (isOffline ? safeSeats(own, orderId) : null);

/** An order that has not come to an end: it holds seats, or wants to. */
export const OPEN_STATUSES = ['requested', 'pending', 'paying'] as const satisfies readonly BookingStatus[];

export function isOpen(booking: Pick<Booking, 'status'> | null): boolean {
  return booking !== null && OPEN_STATUSES.some((status) => status === booking.status);
}

/** The seats an order shows: the clerk's wish first, so that a tap is painted at once, then the server's answer. */
export function seatsOfOrder(
  booking: Pick<Booking, 'status' | 'seats'> | null,
  asked: readonly SeatWish[] | null,
): readonly SeatWish[] {
  if (asked !== null) return asked;
  if (booking === null || !isOpen(booking)) return [];
  return booking.seats.map(({ seatId, ticketType }) => ({ seatId, ticketType }));
}

/** Whether a seat can be had by this order: nobody has it, this till's other orders included, or this order itself does. */
export function freeFor(
  q: { screen: Screen | null; seatmap: Seatmap | null; own?: OwnSeats },
  orderId: BookingId | null,
): (seatId: SeatId) => boolean {
  const seats = new Map(q.screen?.seats.map((seat) => [seat.id, seat]));
  return (seatId) => {
    const seat = seats.get(seatId);
    if (seat === undefined || seat.broken === true || seat.house === true) return false;
    const own = q.own?.begun.get(seatId);
    if (own !== undefined && own !== orderId) return false;
    const state = q.seatmap?.seats[seatId];
    if (state === undefined || state.status === 'available') return true;
    return orderId !== null && state.bookingId === orderId;
  };
}
