import type { Booking } from '#shared/wire/booking.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { instant } from '#shared/wire/scalars.ts';
import { omit } from '../pick.ts';
import type { OwnBooking, SeatRow, Verdict } from './case.ts';
import { capturedOf } from './facts.ts';
import { releaseSeats } from './seat-changes.ts';
import { holdEndsAtMs } from './swap.ts';
import { nothingToDo } from './verdict.ts';

/**
 * Ends what a booking holds for a time only, if that time is over by the server's clock: an unpaid hold with all its
 * seats, or the replacement held for a swap. Anything else is left alone, so that asking twice is harmless.
 */
export function expireBooking(own: OwnBooking, seats: ReadonlyMap<SeatId, SeatRow>, nowMs: number): Verdict {
  const endsAtMs = holdEndsAtMs(own.booking);
  if (endsAtMs === null || endsAtMs > nowMs) return nothingToDo();
  return own.booking.status === 'pending' ? expireHold(own, seats, nowMs) : lapseSwap(own, seats, nowMs);
}

/**
 * Whether an order holds seats with no money in it: its till may have given it up without the server having heard. A
 * payment whose fate the server does not know yet changes nothing: no till gives an order up before it knows itself.
 */
export const mayYield = (booking: Booking): boolean =>
  (booking.status === 'pending' || booking.status === 'paying') && capturedOf(booking) === 0;

/**
 * Ends an unpaid order because its till has sold one of its seats under an allotment: it had given the order up before,
 * and what it pushes arrives in any order.
 */
export function yieldBooking(own: OwnBooking, seats: ReadonlyMap<SeatId, SeatRow>, nowMs: number): Verdict {
  return mayYield(own.booking) ? expireHold(own, seats, nowMs) : nothingToDo();
}

function lapseSwap(
  { booking, hidden }: OwnBooking,
  seats: ReadonlyMap<SeatId, SeatRow>,
  nowMs: number,
): Verdict {
  const { swap } = booking;
  if (swap === undefined) return nothingToDo();
  const held = new Map([...seats].filter(([, row]) => row.status === 'held'));
  return {
    ...nothingToDo(),
    store: {
      booking: {
        ...booking,
        swap: { ...omit(swap, ['expiresAt']), status: 'lapsed' },
        rev: booking.rev + 1,
        updatedAt: instant(nowMs),
      },
      hidden,
    },
    seats: releaseSeats(booking, held),
  };
}

function expireHold(
  { booking, hidden }: OwnBooking,
  seats: ReadonlyMap<SeatId, SeatRow>,
  nowMs: number,
): Verdict {
  return {
    ...nothingToDo(),
    store: {
      booking: {
        ...omit(booking, ['conflicts', 'expiresAt']),
        status: 'expired',
        reason: 'expired',
        rev: booking.rev + 1,
        updatedAt: instant(nowMs),
      },
      hidden,
    },
    seats: releaseSeats(booking, seats),
  };
}
