import type { Booking, Conflict, Swap, Ticket } from '#shared/wire/booking.ts';
import { instant, type SeatId } from '#shared/wire/scalars.ts';
import { type Arbitration, arbitrate } from '../arbitration/arbitrate.ts';
import { HOLD_SECONDS_MAX } from '../limits.ts';
import { omit } from '../pick.ts';
import type { Case, OwnBooking, Verdict } from './case.ts';
import { claimantOf, cleared, editOf, seatTable } from './draft.ts';
import type { Facts } from './facts.ts';
import { type Outcome, outcome } from './outcome.ts';
import { releaseSeats, takeSeats } from './seat-changes.ts';
import { missingTickets } from './tickets.ts';

/** The booking as it stands, with what this push reports. */
const standing = (c: Case, own: OwnBooking, facts: Facts): Booking => ({
  ...own.booking,
  ...facts,
  ...editOf(c),
});

/** The rows without those the sale keeps for good: what is left of its own is held for the swap. */
function swappable({ seats }: Case, own: OwnBooking) {
  return new Map([...seats].filter(([, row]) => row.bookingId !== own.booking.id || row.status !== 'booked'));
}

/**
 * Rules on a wish to sit elsewhere: all of the replacement seats are held for the sale beside those it has, or none.
 * `seats` of a swap are the whole party's, those it keeps included. Null: the push wishes nothing new.
 */
export function ruleSwap(c: Case, own: OwnBooking, facts: Facts): Outcome | null {
  const asked = c.pushed.swap;
  if (asked === undefined) return null;
  if (asked.status === 'requested') return holdSwap(c, own, facts, asked);
  if (asked.status === 'refused' && own.booking.swap?.status === 'held')
    return endSwap(c, own, standing(c, own, facts), 'lapsed');
  return null;
}

function holdSwap(c: Case, own: OwnBooking, facts: Facts, asked: Swap): Outcome {
  const booking = standing(c, own, facts);
  const refused = { ...booking, swap: { ...omit(asked, ['expiresAt']), status: 'refused' as const } };
  if (asked.showId !== booking.showId || asked.seats.length !== booking.seats.length)
    return endSwap(c, own, refused, 'refused');
  const ruling = arbitrateSwap(c, asked);
  if (ruling.kind === 'rejected') return endSwap(c, own, refused, 'refused');
  const rows = swappable(c, own);
  const wanted = asked.seats
    .map(({ seatId }) => seatId)
    .filter((seatId) => rows.has(seatId) || !c.seats.has(seatId));
  const expiresAt = instant(c.nowMs + Math.min(c.holdSecondsDefault, HOLD_SECONDS_MAX) * 1_000);
  return outcome({
    booking: { ...booking, swap: { ...asked, status: 'held', expiresAt } },
    hidden: own.hidden,
    seats: takeSeats(booking, rows, wanted, 'held', ruling.ended),
    ended: ruling.ended,
  });
}

/** A replacement is what is best now, not what somebody saw and pointed at: only whether a seat is free counts. */
function arbitrateSwap(c: Case, swap: Swap): Arbitration {
  const seats = swap.seats.map((seat) => ({ ...seat, rev: c.seats.get(seat.seatId)?.rev ?? 0 }));
  return arbitrate(seatTable(c), { ...claimantOf(c), bookingId: c.pushed.id, seats }, c.nowMs);
}

/**
 * Which seats of a replacement that has just been refused could not be had, and why. The sale's own `conflicts` say
 * why it is disputed, which is another matter. Null: no replacement was refused.
 */
export function swapConflicts(c: Case, { store }: Verdict): readonly Conflict[] | null {
  const asked = c.pushed.swap;
  if (asked?.status !== 'requested' || store?.booking.swap?.status !== 'refused') return null;
  const ruling = arbitrateSwap(c, asked);
  return ruling.kind === 'rejected' ? ruling.conflicts : [];
}

/** Frees what was held for a swap; the sale keeps the seats that are validly its own. */
function endSwap(c: Case, own: OwnBooking, booking: Booking, status: 'refused' | 'lapsed'): Outcome {
  const { swap } = booking;
  return outcome({
    booking: swap === undefined ? booking : { ...booking, swap: { ...omit(swap, ['expiresAt']), status } },
    hidden: own.hidden,
    seats: releaseSeats(booking, swappable(c, own)),
    ended: [],
  });
}

/** Whether the push takes a replacement for the seats of a disputed sale. */
export const acceptsSwap = ({ own, pushed }: Case): boolean =>
  own?.booking.status === 'conflicted' && pushed.swap?.status === 'accepted';

/**
 * Seats the party anew: the held replacement is booked, what the sale had beyond it goes free, tickets of seats it left
 * are void. Null: no replacement is held any more, and the sale stays as it is; if somebody else has its seats although
 * nobody has ended it yet, it ends now.
 */
export function ruleReseat(c: Case, own: OwnBooking, facts: Facts): Outcome | null {
  const booking = standing(c, own, facts);
  const { swap } = own.booking;
  if (swap?.status !== 'held') return null;
  const ruling = arbitrateSwap(c, swap);
  if (ruling.kind === 'rejected') return endSwap(c, own, booking, 'refused');
  const seated: Booking = {
    ...cleared(booking),
    status: 'confirmed',
    assurance: 'arbitrated',
    seats: swap.seats.map((seat) => omit(seat, ['lease'])),
    swap: { ...omit(swap, ['expiresAt']), status: 'accepted' },
    tickets: voidElsewhere(
      booking.tickets,
      swap.seats.map(({ seatId }) => seatId),
    ),
  };
  const wanted = seated.seats.map(({ seatId }) => seatId);
  return outcome({
    booking: { ...seated, tickets: [...seated.tickets, ...missingTickets(seated)] },
    hidden: own.hidden,
    seats: takeSeats(booking, c.seats, wanted, 'booked', ruling.ended),
    ended: ruling.ended,
  });
}

function voidElsewhere(tickets: readonly Ticket[], seatIds: readonly SeatId[]): Ticket[] {
  const stays = new Set(seatIds);
  return tickets.map((ticket) => (stays.has(ticket.seatId) ? ticket : { ...ticket, printed: 'void' }));
}

/** When what a booking holds only for a time ends: an unpaid hold, or the replacement of a swap. Null: not by time. */
export function holdEndsAtMs({ status, expiresAt, swap }: Booking): number | null {
  const ends = status === 'pending' ? expiresAt : swap?.status === 'held' ? swap.expiresAt : undefined;
  return ends === undefined ? null : Date.parse(ends);
}
