import { TicketClaim } from '#shared/wire/bridge.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';

/** Format and version of the QR text. The signature covers it, so an old text never passes for a newer format. */
const HEAD = 'F1';
const QR_LENGTH_MAX = 700;
/** An Ed25519 signature. */
const SIGNATURE_BYTES = 64;

/** In this order, values only: shorter than an object, and the order alone makes it canonical. */
const FIELDS = [
  'ticketId',
  'bookingId',
  'showId',
  'seatId',
  'serial',
  'revision',
  'deviceId',
] as const satisfies readonly (keyof TicketClaim)[];

export type SignedClaim = {
  readonly claim: TicketClaim;
  /** What the signature was made over. */
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
};

/** The bytes to sign for a claim: `F1.<claim>` in ASCII. */
export function bytesToSign(claim: TicketClaim): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(headAndClaim(claim));
}

/** The whole text of the QR code: `F1.<claim>.<signature>`, both in base64url. */
export function encodeTicketQr(claim: TicketClaim, signature: Uint8Array): string {
  return `${headAndClaim(claim)}.${toBase64Url(signature)}`;
}

/**
 * Reads a QR text without judging its signature; null for anything that is not exactly what `encodeTicketQr` writes,
 * so one ticket has one text.
 */
export function decodeTicketQr(text: string): SignedClaim | null {
  if (text.length > QR_LENGTH_MAX) return null;
  const [head, body, tail, ...rest] = text.split('.');
  if (head !== HEAD || body === undefined || tail === undefined || rest.length > 0) return null;
  const signature = fromBase64Url(tail);
  const claim = readClaim(body);
  if (claim === null || signature === null || signature.length !== SIGNATURE_BYTES) return null;
  if (encodeTicketQr(claim, signature) !== text) return null;
  return { claim, signed: bytesToSign(claim), signature };
}

function headAndClaim(claim: TicketClaim): string {
  const values = FIELDS.map((field) => claim[field]);
  return `${HEAD}.${toBase64Url(new TextEncoder().encode(JSON.stringify(values)))}`;
}

function readClaim(body: string): TicketClaim | null {
  const bytes = fromBase64Url(body);
  if (bytes === null) return null;
  try {
    const values: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (!Array.isArray(values) || values.length !== FIELDS.length) return null;
    const claim = TicketClaim.safeParse(Object.fromEntries(FIELDS.map((field, i) => [field, values[i]])));
    return claim.success ? claim.data : null;
  } catch {
    return null;
  }
}
