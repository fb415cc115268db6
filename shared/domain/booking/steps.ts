import type {
  Assurance,
  Booking,
  BookingSeat,
  BookingStatus,
  Channel,
  Customer,
  Payment,
  PriceBreakdown,
  PrintStatus,
  Refund,
} from '#shared/wire/booking.ts';
import {
  type BookingId,
  type CinemaId,
  type DeviceId,
  instant,
  type ShowId,
  type TicketId,
} from '#shared/wire/scalars.ts';
import { invariant } from '../invariant.ts';
import { omit } from '../pick.ts';
import { bookingCode } from './code.ts';
import { riseTicket } from './facts.ts';
import { KIOSK_STEPS } from './life.ts';
import { missingTickets, ticketOf } from './tickets.ts';

/** A price as the kiosk reckoned it, and the tariff version it used. */
export type Priced = { readonly price: PriceBreakdown; readonly tariffVersion: number };

/** The kiosk's first write of a booking. The id is made before anything is sent, so a resend is harmless. */
export function newBooking(q: {
  readonly id: BookingId;
  readonly showId: ShowId;
  readonly cinemaId: CinemaId;
  readonly deviceId: DeviceId;
  readonly prefix: string;
  readonly channel: Channel;
  readonly seats: readonly BookingSeat[];
  readonly priced?: Priced;
  readonly holdSeconds?: number;
  readonly groupId?: string;
  readonly nowMs: number;
}): Booking {
  const at = instant(q.nowMs);
  return {
    id: q.id,
    code: bookingCode(q.prefix, q.id),
    showId: q.showId,
    cinemaId: q.cinemaId,
    deviceId: q.deviceId,
    channel: q.channel,
    status: 'requested',
    rev: 0,
    edit: { deviceId: q.deviceId, n: 1 },
    seats: [...q.seats],
    requestedAt: at,
    payments: [],
    refunds: [],
    tickets: [],
    approvals: [],
    assurance: 'arbitrated',
    updatedAt: at,
    ...(q.holdSeconds === undefined ? {} : { holdSeconds: q.holdSeconds }),
    ...(q.groupId === undefined ? {} : { groupId: q.groupId }),
    ...q.priced,
  };
}

/** One local write: the edit's counter goes up, what the last ruling said is no longer of this edit. Throws on a step no kiosk may take. */
function step(booking: Booking, deviceId: DeviceId, status: BookingStatus): Booking {
  invariant(
    booking.status === status || KIOSK_STEPS[booking.status].includes(status),
    `a kiosk may not take a booking from ${booking.status} to ${status}`,
  );
  return {
    ...omit(booking, ['conflicts', 'reason']),
    status,
    edit: { deviceId, n: (booking.edit?.n ?? 0) + 1 },
  };
}

/** Other seats or ticket types. A live hold stays `pending` while the server rules; anything else is asked for anew. */
export function withSeats(
  booking: Booking,
  deviceId: DeviceId,
  seats: readonly BookingSeat[],
  priced?: Priced,
): Booking {
  const status = booking.status === 'pending' ? 'pending' : 'requested';
  const next = step(booking, deviceId, status);
  return {
    ...(priced === undefined ? omit(next, ['price', 'tariffVersion']) : next),
    seats: [...seats],
    ...priced,
  };
}

/** Asks for a longer hold; the server grants up to its limit. */
export function withHoldSeconds(booking: Booking, deviceId: DeviceId, holdSeconds: number): Booking {
  return { ...step(booking, deviceId, 'pending'), holdSeconds };
}

export function withCustomer(
  booking: Booking,
  deviceId: DeviceId,
  customer: Customer,
  note?: string,
): Booking {
  const next = step(booking, deviceId, booking.status);
  return { ...next, customer, ...(note === undefined ? {} : { note }) };
}

/** The hold no longer ends by time: the person is paying. */
export const toPaying = (booking: Booking, deviceId: DeviceId): Booking => step(booking, deviceId, 'paying');

/** Payment given up, nothing captured: back to the hold and its countdown. */
export const toPending = (booking: Booking, deviceId: DeviceId): Booking =>
  step(booking, deviceId, 'pending');

/** The sale, its money and its tickets in one write, so that no crash can part them. */
export function toConfirmed(
  booking: Booking,
  deviceId: DeviceId,
  sale: { readonly payments: readonly Payment[]; readonly assurance?: Assurance },
): Booking {
  const next = step(booking, deviceId, 'confirmed');
  const known = new Set(booking.payments.map((payment) => payment.id));
  return {
    ...omit(next, ['expiresAt']),
    payments: [
      ...booking.payments.filter((p) => !sale.payments.some((q) => q.id === p.id)),
      ...sale.payments,
    ].sort((a, b) => Number(!known.has(a.id)) - Number(!known.has(b.id))),
    tickets: [...booking.tickets, ...missingTickets(booking)],
    assurance: sale.assurance ?? booking.assurance,
  };
}

/** Gives up: releases an unpaid hold, or asks the server to cancel a sale by the policy, with the refunds wished for. */
export function toCancelled(booking: Booking, deviceId: DeviceId, refunds: readonly Refund[] = []): Booking {
  const next = step(booking, deviceId, 'cancelled');
  return { ...next, refunds: [...booking.refunds, ...refunds] };
}

/** Asks for other seats of the show, for the whole party, before the present ones are given up. */
export function withSwap(booking: Booking, deviceId: DeviceId, seats: readonly BookingSeat[]): Booking {
  const swap = { showId: booking.showId, seats: [...seats], status: 'requested' as const };
  return { ...kept(booking, deviceId), swap };
}

/** Does without the replacement that is held. */
export function withoutSwap(booking: Booking, deviceId: DeviceId): Booking {
  const { swap } = booking;
  return swap === undefined ? booking : { ...kept(booking, deviceId), swap: { ...swap, status: 'refused' } };
}

/** Takes the replacement that is held for a disputed sale: the server books it and issues its tickets. */
export function toReseated(booking: Booking, deviceId: DeviceId): Booking {
  invariant(booking.swap?.status === 'held', 'only a replacement that is held can be accepted');
  return { ...step(booking, deviceId, 'confirmed'), swap: { ...booking.swap, status: 'accepted' } };
}

/** One local write to a booking whose state, and what is said of it, stays. */
const kept = (booking: Booking, deviceId: DeviceId): Booking => ({
  ...booking,
  edit: { deviceId, n: (booking.edit?.n ?? 0) + 1 },
});

/** What became of a granted refund at the till that pays it. */
export function withRefundStatus(
  booking: Booking,
  deviceId: DeviceId,
  refundId: string,
  status: 'paid' | 'failed' | 'unknown',
): Booking {
  const next = step(booking, deviceId, booking.status);
  return {
    ...next,
    refunds: booking.refunds.map((refund) => (refund.id === refundId ? { ...refund, status } : refund)),
  };
}

/** Printing is a fact: what is known of it only grows. */
export function withPrinted(
  booking: Booking,
  deviceId: DeviceId,
  ticketIds: readonly TicketId[],
  printed: PrintStatus,
): Booking {
  const next = step(booking, deviceId, booking.status);
  const tickets = booking.tickets.map((ticket) =>
    ticketIds.includes(ticket.id) ? riseTicket(ticket, { ...ticket, printed }) : ticket,
  );
  return { ...next, tickets };
}

/** A fresh copy of each named seat's ticket; the earlier copies become void and no longer open the door. */
export function withReprint(booking: Booking, deviceId: DeviceId, ticketIds: readonly TicketId[]): Booking {
  const next = step(booking, deviceId, booking.status);
  const old = booking.tickets.filter((ticket) => ticketIds.includes(ticket.id));
  return {
    ...next,
    tickets: [
      ...booking.tickets.map((ticket) =>
        old.includes(ticket) ? { ...ticket, printed: 'void' as const } : ticket,
      ),
      ...old.map((ticket) => ticketOf(booking.id, ticket.seatId, ticket.revision + 1)),
    ],
  };
}

/** Whether only outdated revisions stood in the way: the kiosk then asks again by itself. */
export const isOnlyStale = (booking: Booking): boolean =>
  booking.conflicts !== undefined &&
  booking.conflicts.length > 0 &&
  booking.conflicts.every((c) => c.reason === 'stale');

/** The same request again, naming the revisions the server has told. */
export function retryStale(
  booking: Booking,
  deviceId: DeviceId,
  wanted: readonly BookingSeat[],
  priced?: Priced,
): Booking {
  const told = new Map(booking.conflicts?.map((conflict) => [conflict.seatId, conflict.rev]));
  const seats = wanted.map((seat) => ({ ...seat, rev: told.get(seat.seatId) ?? seat.rev }));
  return withSeats(booking, deviceId, seats, priced);
}
