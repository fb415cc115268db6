import { invariant } from '#shared/domain/invariant.ts';
import { ProtocolError } from './protocol-error.ts';
import { readTlvLength, tlvLength } from './tlv.ts';

/** Bytes a field has: a number, or a length before it (`LL`, `LLL`: as many bytes F0–F9; `TLV`: as in a container). */
type Length = number | 'LL' | 'LLL' | 'TLV';
type Rule = { readonly name: string; readonly length: Length };

/** The fields of the data block, as "Summary of utilised BMPs" of the ZVT specification (13.11) names them. */
export const BMP = {
  timeout: 0x01,
  maxStatusInfos: 0x02,
  serviceByte: 0x03,
  amount: 0x04,
  tlvContainer: 0x06,
  trace: 0x0b,
  time: 0x0c,
  date: 0x0d,
  expiryDate: 0x0e,
  cardSequence: 0x17,
  paymentType: 0x19,
  pan: 0x22,
  track2: 0x23,
  track3: 0x24,
  resultCode: 0x27,
  terminalId: 0x29,
  vuNumber: 0x2a,
  track1: 0x2d,
  chipData: 0x2e,
  originalTrace: 0x37,
  cvv: 0x3a,
  aid: 0x3b,
  additionalData: 0x3c,
  password: 0x3d,
  currency: 0x49,
  totals: 0x60,
  receipt: 0x87,
  turnover: 0x88,
  cardType: 0x8a,
  cardName: 0x8b,
  cardTypeId: 0x8c,
  geldKarte: 0x9a,
  resultCodeAs: 0xa0,
  chipEfId: 0xa7,
  dateYear: 0xaa,
  efInfo: 0xaf,
  aidParameter: 0xba,
} as const;

const RULES: ReadonlyMap<number, Rule> = new Map<number, Rule>([
  [BMP.timeout, { name: 'timeout', length: 1 }],
  [BMP.maxStatusInfos, { name: 'max. status-infos', length: 1 }],
  [BMP.serviceByte, { name: 'service-byte', length: 1 }],
  [BMP.amount, { name: 'amount', length: 6 }],
  [BMP.tlvContainer, { name: 'TLV-container', length: 'TLV' }],
  [BMP.trace, { name: 'trace-number', length: 3 }],
  [BMP.time, { name: 'time', length: 3 }],
  [BMP.date, { name: 'date', length: 2 }],
  [BMP.expiryDate, { name: 'expiry-date', length: 2 }],
  [BMP.cardSequence, { name: 'card sequence-number', length: 2 }],
  [BMP.paymentType, { name: 'payment-type', length: 1 }],
  [BMP.pan, { name: 'PAN / EF_ID', length: 'LL' }],
  [BMP.track2, { name: 'track 2 data', length: 'LL' }],
  [BMP.track3, { name: 'track 3 data', length: 'LLL' }],
  [BMP.resultCode, { name: 'result-code', length: 1 }],
  [BMP.terminalId, { name: 'terminal-ID', length: 4 }],
  [BMP.vuNumber, { name: 'VU-number', length: 15 }],
  [BMP.track1, { name: 'track 1 data', length: 'LL' }],
  [BMP.chipData, { name: 'synchronous chip data', length: 'LLL' }],
  [BMP.originalTrace, { name: 'trace-number of the original transaction', length: 3 }],
  [BMP.cvv, { name: 'CVV/CVC', length: 2 }],
  [BMP.aid, { name: 'AID authorisation-attribute', length: 8 }],
  [BMP.additionalData, { name: 'additional-data', length: 'LLL' }],
  [BMP.password, { name: 'password', length: 3 }],
  [BMP.currency, { name: 'currency-code (CC)', length: 2 }],
  [BMP.totals, { name: 'individual totals', length: 'LLL' }],
  [BMP.receipt, { name: 'receipt-number', length: 2 }],
  [BMP.turnover, { name: 'turnover record number', length: 3 }],
  [BMP.cardType, { name: 'card-type', length: 1 }],
  [BMP.cardName, { name: 'card-name', length: 'LL' }],
  [BMP.cardTypeId, { name: 'card-type-ID', length: 1 }],
  [BMP.geldKarte, { name: 'GeldKarte record', length: 'LLL' }],
  [BMP.resultCodeAs, { name: 'result-code-AS', length: 1 }],
  [BMP.chipEfId, { name: 'chip-data, EF_ID', length: 'LL' }],
  [BMP.dateYear, { name: 'date', length: 3 }],
  [BMP.efInfo, { name: 'EF_Info', length: 'LLL' }],
  [BMP.aidParameter, { name: 'AID-parameter', length: 5 }],
]);

export type Fields = ReadonlyMap<number, Uint8Array>;

/** The fields of a data block. Throws `ProtocolError` on an unknown, repeated or cut one: what follows it has no meaning. */
export function parseFields(data: Uint8Array): Fields {
  const fields = new Map<number, Uint8Array>();
  let at = 0;
  while (at < data.length) {
    const bmp = data[at] ?? 0;
    const rule = RULES.get(bmp);
    if (rule === undefined) throw new ProtocolError(`An unknown field begins at byte ${at}.`);
    if (fields.has(bmp)) throw new ProtocolError(`${rule.name} stands twice.`);
    const { length, next } = lengthAt(data, at + 1, rule);
    if (next + length > data.length) throw new ProtocolError(`${rule.name} is cut off.`);
    fields.set(bmp, data.subarray(next, next + length));
    at = next + length;
  }
  return fields;
}

function lengthAt(data: Uint8Array, at: number, { name, length }: Rule): { length: number; next: number } {
  if (typeof length === 'number') return { length, next: at };
  if (length === 'TLV') return readTlvLength(data, at);
  const digits = data.subarray(at, at + length.length);
  if (digits.length < length.length || digits.some((byte) => (byte & 0xf0) !== 0xf0 || (byte & 0x0f) > 9))
    throw new ProtocolError(`The length of ${name} is no ${length}VAR length.`);
  return { length: digits.reduce((sum, byte) => sum * 10 + (byte & 0x0f), 0), next: at + length.length };
}

/** Writes fields in the order given. */
export function encodeFields(fields: readonly (readonly [bmp: number, value: Uint8Array])[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([bmp, value]) => {
      const rule = RULES.get(bmp);
      invariant(rule !== undefined, 'a known field is written');
      return [bmp, ...lengthBytes(rule, value.length), ...value];
    }),
  );
}

function lengthBytes({ name, length }: Rule, bytes: number): number[] {
  if (length === 'TLV') return tlvLength(bytes);
  if (typeof length === 'number') {
    invariant(bytes === length, `${name} has its length`);
    return [];
  }
  const digits = String(bytes).padStart(length.length, '0');
  invariant(digits.length === length.length, `${name} fits its length`);
  return Array.from(digits, (digit) => 0xf0 | Number(digit));
}
