import { createHash, randomBytes, randomInt } from 'node:crypto';
import { CROCKFORD } from '#shared/domain/hash.ts';

const TOKEN_BYTES = 32;
/** 60 bits: nobody guesses one before it is spent. */
const CODE_LENGTH = 12;

/** A bearer token, 256 bits of chance in base64url. */
export const makeToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** An enrolment code as a person reads and types it: `K7Q2-M4XN-9PRC`. */
export function makeCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () => CROCKFORD.charAt(randomInt(CROCKFORD.length)));
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** What was typed, as it was made: case, dashes and look-alikes do not matter. */
export const plainCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** What is stored of a code or token. They are long and random, so a plain hash keeps them secret. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
