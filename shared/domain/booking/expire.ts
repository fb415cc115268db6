import type { SeatId } from '#shared/wire/scalars.ts';
import { instant } from '#shared/wire/scalars.ts';
import { omit } from '../pick.ts';
import type { OwnBooking, SeatRow, Verdict } from './case.ts';
import { releaseSeats } from './seat-changes.ts';
import { nothingToDo } from './verdict.ts';

/**
 * Ends an unpaid hold whose time is over by the server's clock: the seats it really has go free. A booking that is
 * not `pending`, or whose time is not over, is left alone, so that asking twice is harmless.
 */
export function expireBooking(own: OwnBooking, seats: ReadonlyMap<SeatId, SeatRow>, nowMs: number): Verdict {
  const { booking, hidden } = own;
  const ends = booking.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(booking.expiresAt);
  if (booking.status !== 'pending' || ends > nowMs) return nothingToDo();
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
