import { invariant } from './invariant.ts';

/** How long somebody who signed in stays signed in: a long working day. */
export const STAFF_SESSION_SECONDS = 14 * 60 * 60;
/** How long a sign-in that the server granted lets its person sign in again at the same till without the server. */
export const OFFLINE_SIGN_IN_MS = 24 * 60 * 60 * 1_000;

const WRONG_IN_A_ROW_MAX = 5;
const FIRST_LOCK_SECONDS = 60;
const LOCK_SECONDS_MAX = 60 * 60;

/** For how many seconds a person is locked out after this many wrong PINs in a row: a minute that doubles up to an hour. */
export function lockAfter(wrongInARow: number): number {
  if (wrongInARow < WRONG_IN_A_ROW_MAX) return 0;
  return Math.min(LOCK_SECONDS_MAX, FIRST_LOCK_SECONDS * 2 ** (wrongInARow - WRONG_IN_A_ROW_MAX));
}

invariant(STAFF_SESSION_SECONDS * 1_000 <= OFFLINE_SIGN_IN_MS, 'whoever signed in today may sign in again');
