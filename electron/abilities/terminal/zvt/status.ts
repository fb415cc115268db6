import { cardEnding, harmless } from '../card-number.ts';
import { bcdDigits, fromBcd, hexOf } from './bcd.ts';
import { currencyLetters } from './currency.ts';
import { BMP, parseFields } from './fields.ts';
import { ProtocolError } from './protocol-error.ts';
import { findTlv, parseTlv, type Tlv } from './tlv.ts';

/**
 * What a Status-Information (04 0F) says; null where it says nothing of a field. There is no place in it for a card
 * number: the parser keeps four digits.
 */
export type StatusInformation = {
  /** 00: done. Anything else: not done, and nothing was taken. */
  readonly resultCode: number;
  /** Minor units. */
  readonly amount: number | null;
  readonly currency: string | null;
  readonly trace: string | null;
  /** The trace number of what was reversed: only a reversal has one. */
  readonly originalTrace: string | null;
  readonly receipt: string | null;
  readonly terminalId: string | null;
  /** `MMDD` and `HHMMSS` by the terminal's clock. */
  readonly date: string | null;
  readonly time: string | null;
  readonly cardName: string | null;
  readonly cardEnding: string | null;
  /** `additional-data`: the acquirer's words. */
  readonly text: string | null;
};

/** TLV 1F2B: the trace number where it is longer than six digits; BMP 0B then holds zeros. */
const LONG_TRACE = 0x1f2b;

/** Reads the data block of a Status-Information. Throws `ProtocolError`. */
export function parseStatus(data: Uint8Array): StatusInformation {
  const fields = parseFields(data);
  const result = fields.get(BMP.resultCode)?.[0];
  if (result === undefined) throw new ProtocolError('A Status-Information has no result-code.');
  const container = fields.get(BMP.tlvContainer);
  const objects = container === undefined ? [] : parseTlv(container);
  const read = <Value>(bmp: number, reader: (value: Uint8Array) => Value): Value | null => {
    const value = fields.get(bmp);
    return value === undefined ? null : reader(value);
  };
  const digits = (bmp: number, name: string): string | null => read(bmp, (value) => bcdDigits(value, name));
  return {
    resultCode: result,
    amount: read(BMP.amount, (value) => fromBcd(value, 'amount')),
    currency: read(BMP.currency, currencyOf),
    trace: read(BMP.trace, (value) => traceOf(value, objects)),
    originalTrace: digits(BMP.originalTrace, 'trace-number of the original transaction'),
    receipt: digits(BMP.receipt, 'receipt-number'),
    terminalId: digits(BMP.terminalId, 'terminal-ID'),
    date: digits(BMP.date, 'date'),
    time: digits(BMP.time, 'time'),
    cardName: read(BMP.cardName, textOf),
    cardEnding: read(BMP.pan, (value) => cardEnding(hexOf(value))),
    text: read(BMP.additionalData, textOf),
  };
}

/** `09 78` is the euro. A currency without letters here is told by its number, so that it equals no order's. */
function currencyOf(value: Uint8Array): string {
  const number = fromBcd(value, 'currency-code (CC)');
  return currencyLetters(number) ?? String(number);
}

function traceOf(value: Uint8Array, objects: readonly Tlv[]): string {
  const short = bcdDigits(value, 'trace-number');
  const long = findTlv(objects, LONG_TRACE);
  return long !== null && Number(short) === 0
    ? bcdDigits(long.subarray(0, 16), 'trace-number (1F2B)')
    : short;
}

/** Text of a terminal: its character set is near enough to Latin-1 for what is shown of it. */
export function textOf(bytes: Uint8Array): string {
  return harmless(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Tells transactions of one terminal apart. Two that differ in any of these are two. */
export function stampOf({ trace, receipt, date, time, originalTrace }: StatusInformation): string {
  return [trace, receipt, date, time, originalTrace].map((part) => part ?? '-').join('/');
}
