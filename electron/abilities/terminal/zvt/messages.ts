import type { Apdu } from './apdu.ts';
import { toBcd } from './bcd.ts';
import { BMP, encodeFields } from './fields.ts';
import { encodeTlv } from './tlv.ts';

/** CLASS and INSTR of the messages both sides use ("Summary of Commands" of the ZVT specification). */
export const CONTROL = {
  statusEnquiry: 0x0501,
  registration: 0x0600,
  authorisation: 0x0601,
  completion: 0x060f,
  /** From the terminal: the command ended without what was asked. */
  abort: 0x061e,
  repeatReceipt: 0x0620,
  reversal: 0x0630,
  refund: 0x0631,
  endOfDay: 0x0650,
  /** From the till: "Abort" a command that is going on. */
  abortCommand: 0x06b0,
  printLine: 0x06d1,
  printTextBlock: 0x06d3,
  statusInformation: 0x040f,
  intermediateStatus: 0x04ff,
  positive: 0x8000,
  /** Its INSTR is the reason; `84 00` counts as positive. */
  negative: 0x8400,
} as const;

/**
 * Config-byte of the Registration: the till prints receipts (02, 04), hears Intermediate-Status (08), and alone starts
 * payments (10) and administration (20), so that nothing happens at the terminal that the till did not ask for; receipts
 * come as print lines or blocks (80).
 */
const CONFIG = 0x02 | 0x04 | 0x08 | 0x10 | 0x20 | 0x80;
/** Messages of the terminal this till understands: TLV 26, "list of permitted ZVT-Commands", each under tag 0A. */
const PERMITTED = [0x040f, 0x04ff, 0x060f, 0x061e, 0x06d1, 0x06d3];

const nothing = new Uint8Array();

export const POSITIVE: Apdu = { control: CONTROL.positive, data: nothing };
export const refusal = (reason: number): Apdu => ({ control: CONTROL.negative | reason, data: nothing });

export function registration(password: number, currency: number): Apdu {
  const permitted = PERMITTED.flatMap((control) => [
    ...encodeTlv(0x0a, Uint8Array.of(control >> 8, control & 0xff)),
  ]);
  const container = encodeFields([[BMP.tlvContainer, encodeTlv(0x26, Uint8Array.from(permitted))]]);
  const data = [...toBcd(password, 3), CONFIG, ...toBcd(currency, 2), BMP.serviceByte, 0x00, ...container];
  return { control: CONTROL.registration, data: Uint8Array.from(data) };
}

/** Asks for a card. `amount` in minor units, `currency` numeric, as everywhere here. */
export function authorisation(amount: number, currency: number): Apdu {
  return { control: CONTROL.authorisation, data: sumFields(amount, currency) };
}

export function refund(password: number, amount: number, currency: number): Apdu {
  const data = Uint8Array.from([...toBcd(password, 3), ...sumFields(amount, currency)]);
  return { control: CONTROL.refund, data };
}

const sumFields = (amount: number, currency: number): Uint8Array =>
  encodeFields([
    [BMP.amount, toBcd(amount, 6)],
    [BMP.currency, toBcd(currency, 2)],
  ]);

export function reversal(password: number, receipt: number): Apdu {
  const data = [...toBcd(password, 3), ...encodeFields([[BMP.receipt, toBcd(receipt, 2)]])];
  return { control: CONTROL.reversal, data: Uint8Array.from(data) };
}

/** Asks for the last transaction once more: a Status-Information, then the Completion. */
export function repeatReceipt(password: number): Apdu {
  return {
    control: CONTROL.repeatReceipt,
    data: Uint8Array.from([...toBcd(password, 3), BMP.serviceByte, 0x00]),
  };
}

export function statusEnquiry(password: number): Apdu {
  return {
    control: CONTROL.statusEnquiry,
    data: Uint8Array.from([...toBcd(password, 3), BMP.serviceByte, 0x00]),
  };
}

export const endOfDay = (password: number): Apdu => ({
  control: CONTROL.endOfDay,
  data: toBcd(password, 3),
});

export const ABORT_COMMAND: Apdu = { control: CONTROL.abortCommand, data: nothing };
