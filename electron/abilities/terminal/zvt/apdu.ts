import { invariant } from '#shared/domain/invariant.ts';
import { ProtocolError } from './protocol-error.ts';

/**
 * One message of the ZVT protocol over TCP (PA00P016, "APDU"): CLASS, INSTR, LENGTH, data block. LENGTH is one byte, or
 * `FF` and two bytes, low byte first, for data of 255 bytes and more.
 */
export type Apdu = {
  /** CLASS and INSTR as one number: `0x0601` is Authorisation. */
  readonly control: number;
  readonly data: Uint8Array;
};

/** Longer ones are refused: the longest that are of use, blocks of receipt text, stay far below. */
export const APDU_DATA_BYTES_MAX = 4_096;
const SHORT_LENGTH_MAX = 0xfe;
const LONG = 0xff;

export function encodeApdu({ control, data }: Apdu): Uint8Array {
  invariant(data.length <= APDU_DATA_BYTES_MAX, 'an APDU stays within its bound');
  const head = [control >> 8, control & 0xff];
  const length =
    data.length <= SHORT_LENGTH_MAX ? [data.length] : [LONG, data.length & 0xff, data.length >> 8];
  return Uint8Array.from([...head, ...length, ...data]);
}

/** Takes a stream apart. It holds at most one message, of bounded length. */
export type ApduReader = {
  /** The messages these bytes complete. Throws `ProtocolError` when they announce more than is allowed. */
  push(bytes: Uint8Array): Apdu[];
  /** Bytes of a message that is not complete. */
  pending(): number;
};

export function apduReader(): ApduReader {
  let rest = new Uint8Array();
  const take = (): Apdu | null => {
    const [cls, instr, short] = rest;
    if (cls === undefined || instr === undefined || short === undefined) return null;
    const [low, high] = rest.subarray(3, 5);
    if (short === LONG && (low === undefined || high === undefined)) return null;
    const length = short === LONG ? (low ?? 0) + ((high ?? 0) << 8) : short;
    if (length > APDU_DATA_BYTES_MAX)
      throw new ProtocolError(`An APDU announces ${length} bytes; at most ${APDU_DATA_BYTES_MAX} are taken.`);
    if (short === LONG && length <= SHORT_LENGTH_MAX)
      throw new ProtocolError('An APDU writes a short length in the long form.');
    const head = short === LONG ? 5 : 3;
    if (rest.length < head + length) return null;
    const data = rest.slice(head, head + length);
    rest = rest.slice(head + length);
    return { control: (cls << 8) | instr, data };
  };
  return {
    push: (bytes) => {
      rest = Uint8Array.from([...rest, ...bytes]);
      const messages: Apdu[] = [];
      for (let next = take(); next !== null; next = take()) messages.push(next);
      return messages;
    },
    pending: () => rest.length,
  };
}

/** `06 0F` for people and logs. */
export function nameOfControl(control: number): string {
  const hex = control.toString(16).toUpperCase().padStart(4, '0');
  return `${hex.slice(0, 2)} ${hex.slice(2)}`;
}
