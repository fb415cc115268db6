import type { Assurance, BookingSeat, Payment } from '#shared/wire/booking.ts';
import type { BookingId, RefundId, ShowId } from '#shared/wire/scalars.ts';

/** What the host's journal file says; it outlives the replica. */
export type Entry =
  | { readonly kind: 'payment'; readonly bookingId: BookingId; readonly payment: Payment }
  | {
      /** Written before a ticket prints on seats no server has confirmed. */
      readonly kind: 'paper';
      readonly bookingId: BookingId;
      readonly showId: ShowId;
      readonly seats: readonly BookingSeat[];
      readonly assurance: Assurance;
    }
  | { readonly kind: 'refund'; readonly bookingId: BookingId; readonly refundId: RefundId };
