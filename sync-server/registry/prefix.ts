import { CROCKFORD } from '#shared/domain/hash.ts';
import { invariant } from '#shared/domain/invariant.ts';

/** Prefixes begin with a letter, so that a code never looks like a number. */
const FIRST = CROCKFORD.replace(/[0-9]/g, '');

export const PREFIXES_MAX = FIRST.length * CROCKFORD.length;

/**
 * The two characters before every booking code of a cinema's `nth` device, counted from 0. Devices are retired and
 * never deleted, so no prefix is ever used again.
 */
export function prefixOfNth(nth: number): string {
  invariant(nth < PREFIXES_MAX, 'every prefix of this cinema has been used');
  return `${FIRST.charAt(Math.floor(nth / CROCKFORD.length))}${CROCKFORD.charAt(nth % CROCKFORD.length)}`;
}
