import type { Booking, Ticket } from '#shared/wire/booking.ts';
import type { ShiftFigures } from '#shared/wire/shift.ts';
import type { MoneyLine } from '../reports/money-lines.ts';

/**
 * Tickets sold in a shift beside what became of their paper. `lines` are the shift's own; a booking that was sold in
 * another shift and paid back in this one counts as undone alone.
 */
export function ticketCounts(
  bookings: readonly Booking[],
  lines: readonly MoneyLine[],
): ShiftFigures['tickets'] {
  const counts = { sold: 0, undone: 0, printed: 0, voided: 0, unclear: 0, missing: 0 };
  const sold = new Map<string, Set<string>>();
  for (const { tickets, bookingId, seatId } of lines) {
    if (tickets < 0) counts.undone += 1;
    if (tickets <= 0 || seatId === null) continue;
    counts.sold += 1;
    sold.set(bookingId, (sold.get(bookingId) ?? new Set<string>()).add(seatId));
  }
  for (const { id, tickets } of bookings) {
    const seats = sold.get(id);
    if (seats === undefined) continue;
    counts.voided += tickets.filter(({ printed }) => printed === 'void').length;
    for (const seatId of seats) {
      const fate = FATE[lastCopy(tickets, seatId)?.printed ?? 'no'];
      if (fate !== null) counts[fate] += 1;
    }
  }
  return counts;
}

/** What the last copy of a seat's ticket came to; a void one was taken back, which the voided ones count. */
const FATE = {
  no: 'missing',
  sent: 'unclear',
  unknown: 'unclear',
  yes: 'printed',
  void: null,
} as const satisfies Record<Ticket['printed'], keyof ShiftFigures['tickets'] | null>;

const lastCopy = (tickets: readonly Ticket[], seatId: string): Ticket | undefined =>
  tickets.filter((ticket) => ticket.seatId === seatId).sort((a, b) => b.revision - a.revision)[0];
