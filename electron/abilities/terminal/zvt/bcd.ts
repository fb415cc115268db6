import { invariant } from '#shared/domain/invariant.ts';
import { ProtocolError } from './protocol-error.ts';

/** Digits in packed BCD, two a byte, most significant first. `length` is in bytes. */
export function toBcd(value: number, length: number): Uint8Array {
  invariant(Number.isSafeInteger(value) && value >= 0, 'only whole numbers are written in BCD');
  const digits = String(value).padStart(length * 2, '0');
  invariant(digits.length === length * 2, 'the number fits its field');
  return bytesOfHex(digits);
}

/** The number a field holds. Throws `ProtocolError` on a nibble that is no digit; `name` is the field's. */
export function fromBcd(bytes: Uint8Array, name: string): number {
  return Number(bcdDigits(bytes, name));
}

/** The digits a field holds, leading zeros included. */
export function bcdDigits(bytes: Uint8Array, name: string): string {
  const text = hexOf(bytes);
  if (!/^\d*$/.test(text)) throw new ProtocolError(`${name} is not in BCD.`);
  return text;
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
