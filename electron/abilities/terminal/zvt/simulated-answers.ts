import { formatAmount } from '#shared/domain/money.ts';
import type { LedgerEntry } from '../ledger.ts';
import { cardOf } from '../simulated/cards.ts';
import { totalsOf } from '../simulated/engine.ts';
import type { Apdu } from './apdu.ts';
import { bytesOfHex, toBcd } from './bcd.ts';
import { numericCurrency } from './currency.ts';
import { BMP, encodeFields } from './fields.ts';
import { CONTROL } from './messages.ts';
import { RESULT } from './result-codes.ts';
import { encodeTlv } from './tlv.ts';

/** What a simulated ZVT terminal says. It is the least careful there is: card numbers stand wherever there is room. */
const TERMINAL_ID = 28_004_869;
const RECEIPTS = 10_000;
/** A bank's own refusal. */
const CARD_REFUSED = 0x05;
const COMMANDS = [0x0501, 0x0600, 0x0601, 0x0620, 0x0630, 0x0631, 0x0650, 0x06b0];

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff);
const packed = (digits: string, pad: string): Uint8Array =>
  bytesOfHex(digits.length % 2 === 0 ? digits : `${digits}${pad}`);

export const receiptOf = ({ number }: LedgerEntry): number => number % RECEIPTS;

export const aborted = (code: number): Apdu => ({ control: CONTROL.abort, data: Uint8Array.of(code) });
export const intermediate = (status: number): Apdu => ({
  control: CONTROL.intermediateStatus,
  data: Uint8Array.of(status),
});
export const completion = (data: Uint8Array = new Uint8Array()): Apdu => ({
  control: CONTROL.completion,
  data,
});

/** Ends a Registration: status-byte, terminal-ID, currency, and the commands it knows. */
export function registered(currency: number): Apdu {
  const list = COMMANDS.flatMap((control) => [
    ...encodeTlv(0x0a, Uint8Array.of(control >> 8, control & 0xff)),
  ]);
  return completion(
    encodeFields([
      [BMP.paymentType, Uint8Array.of(0x00)],
      [BMP.terminalId, toBcd(TERMINAL_ID, 4)],
      [BMP.currency, toBcd(currency, 2)],
      [BMP.tlvContainer, encodeTlv(0x26, Uint8Array.from(list))],
    ]),
  );
}

export function resultCodeOf({ status, message }: LedgerEntry): number {
  if (status !== 'declined') return RESULT.ok;
  return message === 'Called off' ? RESULT.aborted : CARD_REFUSED;
}

export function statusInformation(entry: LedgerEntry): Apdu {
  const code = resultCodeOf(entry);
  const data = code === RESULT.ok ? goodStatus(entry) : badStatus(entry, code);
  return { control: CONTROL.statusInformation, data };
}

const badStatus = (entry: LedgerEntry, code: number): Uint8Array =>
  encodeFields([
    [BMP.resultCode, Uint8Array.of(code)],
    [BMP.trace, toBcd(entry.number, 3)],
    [BMP.receipt, toBcd(receiptOf(entry), 2)],
    [BMP.terminalId, toBcd(TERMINAL_ID, 4)],
    [BMP.additionalData, ascii(entry.message)],
  ]);

function goodStatus(entry: LedgerEntry): Uint8Array {
  const { number, amount, currency, at, of } = entry;
  const card = cardOf(of ?? number);
  const original = of === undefined ? [] : [[BMP.originalTrace, toBcd(of, 3)] as const];
  const text = `GEN.NR.:${String(number).padStart(6, '0')} PAN ${card.number}`;
  const application = encodeTlv(0x60, encodeTlv(0x44, ascii(card.name)));
  const tracks = encodeTlv(0x1f09, packed(card.number, 'f'));
  return encodeFields([
    [BMP.resultCode, Uint8Array.of(RESULT.ok)],
    [BMP.amount, toBcd(amount, 6)],
    [BMP.trace, toBcd(number, 3)],
    ...original,
    [BMP.time, packed(at.slice(11, 19).replaceAll(':', ''), '0')],
    [BMP.date, packed(at.slice(5, 10).replace('-', ''), '0')],
    [BMP.expiryDate, packed(card.expires, '0')],
    [BMP.cardSequence, toBcd(1, 2)],
    [BMP.paymentType, Uint8Array.of(0x70)],
    [BMP.pan, packed(card.number, 'f')],
    [BMP.track2, packed(`${card.number}d${card.expires}2010000000000`, 'f')],
    [BMP.terminalId, toBcd(TERMINAL_ID, 4)],
    [BMP.vuNumber, ascii('100461763'.padEnd(15))],
    [BMP.additionalData, ascii(text)],
    [BMP.currency, toBcd(numericCurrency(currency) ?? 0, 2)],
    [BMP.receipt, toBcd(receiptOf(entry), 2)],
    [BMP.turnover, toBcd(number, 3)],
    [BMP.cardType, Uint8Array.of(0x2e)],
    [BMP.cardName, ascii(`${card.name}\0`)],
    [BMP.tlvContainer, Uint8Array.from([...application, ...tracks])],
  ]);
}

/** The customer's copy as a Print-Text-Block: TLV 25 with lines under 07. */
export function receiptBlock(entry: LedgerEntry): Apdu {
  const card = cardOf(entry.number);
  return block([
    'CARD PAYMENT (SIMULATED)',
    `${entry.currency} ${formatAmount(entry.amount, entry.currency, 'en')}`,
    `${card.name} ${card.number.replace(/(.{4})/g, '$1 ').trim()}`,
    `Trace ${String(entry.number).padStart(6, '0')}`,
    'APPROVED',
  ]);
}

function block(lines: readonly string[]): Apdu {
  const texts = lines.flatMap((line) => [...encodeTlv(0x07, ascii(line))]);
  return {
    control: CONTROL.printTextBlock,
    data: encodeFields([[BMP.tlvContainer, encodeTlv(0x25, Uint8Array.from(texts))]]),
  };
}

/** Individual totals (BMP 60): first and last receipt, then a count and a sum for each of seven kinds of card. */
export function dayTotals(day: readonly LedgerEntry[]): Apdu {
  const { count, amount } = totalsOf(day);
  const receipts = day.map(receiptOf);
  const kinds = [0, 0, 0, 0, 0, 0].flatMap(() => [0, ...toBcd(0, 6)]);
  const totals = [
    ...toBcd(receipts.at(0) ?? 0, 2),
    ...toBcd(receipts.at(-1) ?? 0, 2),
    ...kinds,
    Math.min(count, 0xff),
    ...toBcd(Math.max(amount, 0), 6),
  ];
  return {
    control: CONTROL.statusInformation,
    data: encodeFields([
      [BMP.resultCode, Uint8Array.of(RESULT.ok)],
      [BMP.totals, Uint8Array.from(totals)],
    ]),
  };
}
