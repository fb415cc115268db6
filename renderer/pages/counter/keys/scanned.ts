import { BookingId } from '#shared/wire/scalars.ts';

export type Scanned =
  | { readonly kind: 'ticket'; readonly bookingId: BookingId }
  /** A booking code, or anything else that a search may find. */
  | { readonly kind: 'text'; readonly text: string };

const TICKET = /^F1\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+$/;
/** The booking stands second in the claim of a ticket's QR code. */
const BOOKING_AT = 1;

/** What a scan is. The signature of a ticket is checked at the door; here it only says which booking to open. */
export function readScan(text: string): Scanned {
  const trimmed = text.trim();
  const claim = TICKET.exec(trimmed)?.[1];
  const id = claim === undefined ? null : bookingIn(claim);
  return id === null ? { kind: 'text', text: trimmed } : { kind: 'ticket', bookingId: id };
}

function bookingIn(claim: string): BookingId | null {
  try {
    const bytes = Uint8Array.from(atob(claim.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
    const values: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const id = BookingId.safeParse(Array.isArray(values) ? values[BOOKING_AT] : null);
    return id.success ? id.data : null;
  } catch {
    return null;
  }
}
