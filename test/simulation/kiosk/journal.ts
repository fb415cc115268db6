import type { Payment } from '#shared/wire/booking.ts';
import type { BookingId, RefundId } from '#shared/wire/scalars.ts';
import type { JournalEvent } from '#shared/wire/till.ts';

/** What the host's journal file says; it outlives the replica. */
export type Entry =
  | { readonly kind: 'payment'; readonly bookingId: BookingId; readonly payment: Payment }
  /** Written before a ticket prints on seats no server has confirmed. */
  | Paper
  | { readonly kind: 'refund'; readonly bookingId: BookingId; readonly refundId: RefundId };

export type Paper = Extract<JournalEvent, { kind: 'paper' }>;
