const WRONG_IN_A_ROW_MAX = 5;
const FIRST_LOCK_SECONDS = 60;
const LOCK_SECONDS_MAX = 60 * 60;

/** For how many seconds a person is locked out after this many wrong PINs in a row: a minute that doubles up to an hour. */
export function lockAfter(wrongInARow: number): number {
  if (wrongInARow < WRONG_IN_A_ROW_MAX) return 0;
  return Math.min(LOCK_SECONDS_MAX, FIRST_LOCK_SECONDS * 2 ** (wrongInARow - WRONG_IN_A_ROW_MAX));
}
