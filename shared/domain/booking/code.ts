import { CROCKFORD, crockfordHash } from '../hash.ts';

const BODY_LENGTH = 5;

/** Crockford's check would need 37 symbols; a weighted sum modulo 32 finds every single wrong character and most swaps. */
function checkOf(text: string): string {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) sum += CROCKFORD.indexOf(text.charAt(i)) * (2 * i + 1);
  return CROCKFORD.charAt(((sum % 32) + 32) % 32);
}

/**
 * The short code people say and type, for instance `C17K4QXR`: the device's prefix, five characters drawn from the
 * booking's id, a check character. Made without the network, so two bookings of one device may rarely share one:
 * a search by code lists both; machines use the id.
 */
export function bookingCode(prefix: string, bookingId: string): string {
  const body = crockfordHash(bookingId, BODY_LENGTH);
  return `${prefix}${body}${checkOf(`${prefix}${body}`)}`;
}

/** What was typed or scanned, as a code: upper case, look-alikes mended. Null when it cannot be one. */
export function parseBookingCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  const body = code.slice(2).replace(/O/g, '0').replace(/[IL]/g, '1');
  const prefix = code.slice(0, 2);
  if (prefix.length < 2 || body.length !== BODY_LENGTH + 1) return null;
  const mended = `${prefix}${body}`;
  return checkOf(mended.slice(0, -1)) === mended.slice(-1) ? mended : null;
}
