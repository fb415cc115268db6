import type { Ticket } from '#shared/wire/booking.ts';
import { type SeatId, TicketId } from '#shared/wire/scalars.ts';
import { crockfordHash } from '../hash.ts';

/** Derived from booking, seat and revision, so that till and server, whoever issues first, agree. */
export function ticketIdOf(bookingId: string, seatId: string, revision: number): TicketId {
  // Ids of foreign clients may be as long as an id can be; a ticket's must still fit and still differ.
  const booking = bookingId.length <= 40 ? bookingId : crockfordHash(bookingId, 12);
  return TicketId.parse(`${booking}.${seatId}.${revision}`);
}

/** The number printed on the paper. */
export function serialOf(bookingId: string, seatId: string, revision: number): string {
  return crockfordHash(`${bookingId}/${seatId}/${revision}`, 10);
}

export function ticketOf(bookingId: string, seatId: SeatId, revision: number): Ticket {
  return {
    id: ticketIdOf(bookingId, seatId, revision),
    seatId,
    serial: serialOf(bookingId, seatId, revision),
    revision,
    printed: 'no',
  };
}

/** The tickets a confirmed booking must have: one per seat beyond those that are valid already. */
export function missingTickets(booking: {
  readonly id: string;
  readonly seats: readonly { readonly seatId: SeatId }[];
  readonly tickets: readonly Ticket[];
}): Ticket[] {
  const valid = new Set(currentTickets(booking.tickets).map((ticket) => ticket.seatId));
  return booking.seats
    .filter(({ seatId }) => !valid.has(seatId))
    .map(({ seatId }) => ticketOf(booking.id, seatId, 1 + lastRevision(booking.tickets, seatId)));
}

const lastRevision = (tickets: readonly Ticket[], seatId: SeatId): number =>
  tickets.reduce((last, ticket) => (ticket.seatId === seatId ? Math.max(last, ticket.revision) : last), 0);

/** The valid ticket of each seat: its highest revision that is not void. */
export function currentTickets(tickets: readonly Ticket[]): Ticket[] {
  const best = new Map<SeatId, Ticket>();
  for (const ticket of tickets) {
    const other = best.get(ticket.seatId);
    if (ticket.printed !== 'void' && (other === undefined || other.revision < ticket.revision))
      best.set(ticket.seatId, ticket);
  }
  return [...best.values()];
}
