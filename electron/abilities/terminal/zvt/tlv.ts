import { ProtocolError } from './protocol-error.ts';

/** A data object of a TLV container (PA00P015, "TLV-container"): a tag of one to three bytes, and what it holds. */
export type Tlv = { readonly tag: number; readonly value: Uint8Array; readonly inner: readonly Tlv[] };

const OBJECTS_MAX = 64;
const DEPTH_MAX = 4;
const CONSTRUCTED = 0x20;

/** Reads the content of a container. Throws `ProtocolError` where a tag or length leads beyond it. */
export function parseTlv(bytes: Uint8Array): readonly Tlv[] {
  const count = { left: OBJECTS_MAX };
  return objectsIn(bytes, 1, count);
}

function objectsIn(bytes: Uint8Array, depth: number, count: { left: number }): readonly Tlv[] {
  if (depth > DEPTH_MAX) throw new ProtocolError('A TLV container is nested too deeply.');
  const found: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    count.left -= 1;
    if (count.left < 0) throw new ProtocolError('A TLV container holds too many objects.');
    const { tag, constructed, next } = readTag(bytes, at);
    const { length, next: start } = readTlvLength(bytes, next);
    const value = bytes.subarray(start, start + length);
    if (value.length < length) throw new ProtocolError('A TLV object is cut off.');
    found.push({ tag, value, inner: constructed ? objectsIn(value, depth + 1, count) : [] });
    at = start + length;
  }
  return found;
}

function readTag(bytes: Uint8Array, at: number): { tag: number; constructed: boolean; next: number } {
  const first = bytes[at] ?? 0;
  const constructed = (first & CONSTRUCTED) !== 0;
  if ((first & 0x1f) !== 0x1f) return { tag: first, constructed, next: at + 1 };
  const second = bytes[at + 1];
  if (second === undefined) throw new ProtocolError('A TLV tag is cut off.');
  const tag = (first << 8) | second;
  if (second < 0x80) return { tag, constructed, next: at + 2 };
  const third = bytes[at + 2];
  if (third === undefined || third >= 0x80) throw new ProtocolError('A TLV tag is cut off or too long.');
  return { tag: (tag << 8) | third, constructed, next: at + 3 };
}

/** One byte up to 127; `81` and one byte; `82` and two bytes, high byte first. */
export function readTlvLength(bytes: Uint8Array, at: number): { length: number; next: number } {
  const [first, second, third] = bytes.subarray(at, at + 3);
  if (first === undefined) throw new ProtocolError('A TLV length is cut off.');
  if (first < 0x80) return { length: first, next: at + 1 };
  if (first === 0x81 && second !== undefined) return { length: second, next: at + 2 };
  if (first === 0x82 && second !== undefined && third !== undefined)
    return { length: (second << 8) | third, next: at + 3 };
  throw new ProtocolError('A TLV length is cut off or of no known form.');
}

export function encodeTlv(tag: number, value: Uint8Array): Uint8Array {
  const tagBytes = [tag >> 16, (tag >> 8) & 0xff, tag & 0xff].slice(tag > 0xffff ? 0 : tag > 0xff ? 1 : 2);
  return Uint8Array.from([...tagBytes, ...tlvLength(value.length), ...value]);
}

export function tlvLength(length: number): number[] {
  if (length < 0x80) return [length];
  return length <= 0xff ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

/** The first object with this tag, at any depth. */
export function findTlv(objects: readonly Tlv[], tag: number): Uint8Array | null {
  for (const { tag: own, value, inner } of objects) {
    if (own === tag) return value;
    const deeper = findTlv(inner, tag);
    if (deeper !== null) return deeper;
  }
  return null;
}
