/**
 * 32-bit FNV-1a over the UTF-16 code units of `text`, finished with MurmurHash3's avalanche so that near texts
 * differ everywhere. For short names people read; never for anything an attacker must not forge.
 */
export function hash32(text: string, salt = 0): number {
  let hash = (0x811c9dc5 ^ salt) >>> 0;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Crockford's base 32: no I, L, O, U, so that a code read aloud or typed by hand stays itself. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `length` Crockford characters drawn from `text`; the same text always gives the same ones. At most 12. */
export function crockfordHash(text: string, length: number): string {
  let out = '';
  for (let i = 0; i < length; i += 1) {
    // Six characters of 5 bits fit one 32-bit hash.
    const bits = hash32(text, Math.floor(i / 6));
    out += CROCKFORD.charAt((bits >>> ((i % 6) * 5)) & 31);
  }
  return out;
}
