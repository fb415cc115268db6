import type { LobbyTrouble } from '#renderer/stores/lobby.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';

/** Short codes that a visitor can read out to staff; what they mean is in the staff's handbook and never on the page. */
const CODES: Record<
  LobbyTrouble['kind'] | 'unsettled' | 'not-taken' | 'print-failed' | 'print-unknown',
  string
> = {
  'no-answer': 'N1',
  declined: 'C1',
  refused: 'R1',
  journal: 'J1',
  terminal: 'T1',
  unsettled: 'T2',
  'not-taken': 'S1',
  'print-failed': 'P1',
  'print-unknown': 'P2',
  fault: 'F1',
  error: 'E1',
};

export type TroubleKind = keyof typeof CODES;

/** `T2`, with the booking's code where there is one: `T2 · L1-7K2Q9`. */
export const staffCode = (kind: TroubleKind, bookingCode: string | null): string =>
  bookingCode === null ? CODES[kind] : `${CODES[kind]} · ${bookingCode}`;

/** What is wrong with a print, if anything. */
export function printTrouble({ result }: PrintResult): Extract<TroubleKind, `print-${string}`> | null {
  if (result === 'printed') return null;
  return result === 'failed' ? 'print-failed' : 'print-unknown';
}
