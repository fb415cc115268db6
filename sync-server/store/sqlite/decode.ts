import type { OwnBooking } from '#shared/domain/booking/case.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { CollectionName, Doc } from '#shared/wire/collections.ts';

/*
 * Bodies were checked against their schema before they were written, and nobody else writes this file: they are read
 * back as they are. Parsing each again would cost more than arbitrating it.
 */

/** A stored document as it was written. */
export function decodeDocument<Name extends CollectionName>(body: string): Doc<Name> {
  const document: Doc<Name> = JSON.parse(body);
  return document;
}

export type BookingRow = {
  readonly body: string;
  readonly held_at_ms: number;
  readonly aged_ms: number | null;
};

export function decodeBooking(row: BookingRow): OwnBooking {
  const booking: Booking = JSON.parse(row.body);
  return { booking, hidden: { heldAtMs: row.held_at_ms, agedMs: row.aged_ms } };
}
