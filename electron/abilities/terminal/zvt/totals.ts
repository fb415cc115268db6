import { fromBcd } from './bcd.ts';
import { BMP, parseFields } from './fields.ts';
import { ProtocolError } from './protocol-error.ts';

/** What an End-of-Day counted. Amounts in minor units of the terminal's currency. */
export type DayTotals = { readonly count: number; readonly amount: number };

/** First and last receipt number, two bytes each. */
const RECEIPTS_BYTES = 4;
/** A number, one byte, and a sum, six, of each kind of card. */
const GROUP_BYTES = 7;

/** Adds up BMP 60, "individual totals": receipt numbers, then a count and a sum per kind of card. Null where it is not sent. */
export function parseTotals(data: Uint8Array): DayTotals | null {
  const totals = parseFields(data).get(BMP.totals);
  if (totals === undefined) return null;
  const groups = totals.subarray(RECEIPTS_BYTES);
  if (totals.length < RECEIPTS_BYTES || groups.length % GROUP_BYTES !== 0)
    throw new ProtocolError('individual totals is of no known length.');
  let [count, amount] = [0, 0];
  for (let at = 0; at < groups.length; at += GROUP_BYTES) {
    count += groups[at] ?? 0;
    amount += fromBcd(groups.subarray(at + 1, at + GROUP_BYTES), 'individual totals');
  }
  return { count, amount };
}
