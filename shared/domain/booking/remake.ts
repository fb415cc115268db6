import type { Booking, Payment } from '#shared/wire/booking.ts';
import type { BookingId, CinemaId, DeviceId } from '#shared/wire/scalars.ts';
import type { JournalEntry, JournalEvent, PaperSale } from '#shared/wire/till.ts';
import { sameJson } from '../equal.ts';
import { omit, pick } from '../pick.ts';

type Paper = Extract<JournalEvent, { kind: 'paper' }>;

/** What the journal keeps of a sale that no server has confirmed. */
export function saleOnPaper(booking: Booking): PaperSale {
  const { code, channel, requestedAt, edit, seats, groupId, tariffVersion, price, approvals } = booking;
  return {
    ...{ code, channel, requestedAt, edit: edit?.n ?? 1, seats },
    ...(groupId === undefined ? {} : { groupId }),
    ...(tariffVersion === undefined ? {} : { tariffVersion }),
    ...(price === undefined ? {} : { price }),
    ...(approvals.length === 0 ? {} : { approvals }),
  };
}

/** The last word of the journal on the paper of each booking, with the last sale that was written down for it. */
export function papersIn(entries: readonly JournalEntry[]): ReadonlyMap<BookingId, Paper> {
  const papers = new Map<BookingId, Paper>();
  for (const { event } of entries) {
    if (event.kind !== 'paper') continue;
    const sale = event.sale ?? papers.get(event.bookingId)?.sale;
    papers.set(event.bookingId, sale === undefined ? event : { ...event, sale });
  }
  return papers;
}

/** The booking as it was before its money was taken; null: the journal does not say enough. */
export function remade(
  { bookingId, showId, assurance, sale }: Paper,
  maker: { readonly deviceId: DeviceId; readonly cinemaId: CinemaId },
): Booking | null {
  if (sale === undefined) return null;
  return {
    ...omit(sale, ['edit']),
    ...maker,
    id: bookingId,
    showId,
    assurance,
    status: 'paying',
    rev: 0,
    edit: { deviceId: maker.deviceId, n: sale.edit },
    payments: [],
    refunds: [],
    tickets: [],
    approvals: sale.approvals ?? [],
    updatedAt: sale.requestedAt,
  };
}

/** States the server may know of an order whose sale it has not heard of. */
const UNSOLD: ReadonlySet<Booking['status']> = new Set([
  'requested',
  'pending',
  'rejected',
  'paying',
  'expired',
]);

/** An order that the server knows only as it was before the sale, brought to where the journal says that it was sold. */
export function broughtToSale(booking: Booking, paper: Paper | undefined, deviceId: DeviceId): Booking {
  const sale = paper?.sale;
  const isBehind = sale !== undefined && (booking.edit?.n ?? 0) < sale.edit;
  if (!isBehind || booking.deviceId !== deviceId || !UNSOLD.has(booking.status)) return booking;
  return {
    ...omit(booking, ['conflicts', 'reason', 'expiresAt', 'price', 'tariffVersion']),
    ...omit(sale, ['edit', 'code', 'channel', 'requestedAt', 'groupId']),
    status: 'paying',
    edit: { deviceId, n: sale.edit },
  };
}

/**
 * The order with the seats and the price its money is taken for. What the server says of an earlier wish while money
 * changes hands does not change what is sold; whether the seats can be had is ruled on with the sale.
 */
export function asAgreed(booking: Booking, agreed: Booking): Booking {
  const seatsOf = ({ seats }: Booking) =>
    seats.map(({ seatId, ticketType, lease }) => [seatId, ticketType, lease]);
  if (!UNSOLD.has(booking.status) || sameJson(seatsOf(booking), seatsOf(agreed))) return booking;
  return {
    ...omit(booking, ['conflicts', 'reason', 'price', 'tariffVersion']),
    ...pick(agreed, ['price', 'tariffVersion']),
    seats: agreed.seats,
  };
}

/** The payment that an entry tells of. */
export function paymentIn(entry: JournalEntry): Payment | null {
  const { event, at, deviceId, shiftId, staffId } = entry;
  if (event.kind !== 'payment') return null;
  return {
    id: event.paymentId,
    tender: event.tender,
    amount: event.amount,
    ...(event.rounding === undefined ? {} : { rounding: event.rounding }),
    status: event.status,
    deviceId,
    at,
    ...(event.captureId === undefined ? {} : { captureId: event.captureId }),
    ...(shiftId === undefined ? {} : { shiftId }),
    ...(staffId === undefined ? {} : { staffId }),
  };
}
