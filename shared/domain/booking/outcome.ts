import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { BookingPrivate, OpenItem, SeatChange } from './case.ts';

/** What one ruling comes to, before it is compared with what is stored. */
export type Outcome = {
  readonly booking: Booking;
  readonly hidden: BookingPrivate;
  readonly seats: readonly SeatChange[];
  /** Bookings whose ended holds were in the way. */
  readonly ended: readonly BookingId[];
  /** Own orders that give way to this sale. */
  readonly yielded: readonly BookingId[];
  readonly openItems: readonly OpenItem[];
};

export const outcome = (
  parts: Omit<Outcome, 'openItems' | 'yielded'> & Partial<Pick<Outcome, 'openItems' | 'yielded'>>,
): Outcome => ({
  openItems: [],
  yielded: [],
  ...parts,
});
