import { bitmap, print } from './bitmap.ts';
import type { State } from './state.ts';

const FAMILY_SYMBOLS = 'k'.charCodeAt(0);
/** `cn` of GS ( k: which kind of symbol. */
const PDF417 = 48;
const QR = 49;
/** `fn` of GS ( k. */
const SET_SIZE = 67;
const SET_LEVEL = 69;
const STORE = 80;
const PRINT = 81;
const LEVELS = ['low', 'medium', 'quartile', 'high'] as const;

/** GS ( k: two-dimensional codes; the other families of GS ( draw nothing. */
export function symbol(state: State, family: number, bytes: Uint8Array): void {
  if (family !== FAMILY_SYMBOLS) return;
  const [kind = 0, action = 0, value = 0] = bytes;
  if (action === STORE) state.qr = { ...state.qr, text: textOf(bytes.subarray(3)) };
  if (kind === QR && action === SET_SIZE)
    state.qr = { ...state.qr, moduleDots: Math.min(Math.max(value, 1), 16) };
  if (kind === QR && action === SET_LEVEL) state.qr = { ...state.qr, level: LEVELS[value - 48] ?? 'low' };
  if (action !== PRINT) return;
  if (kind === QR) state.draw({ kind: 'qr', align: state.align, ...state.qr });
  else
    state.draw({
      kind: 'barcode',
      align: state.align,
      text: kind === PDF417 ? `PDF417 ${state.qr.text}` : state.qr.text,
    });
}

/** GS ( L and GS 8 L: a picture is stored, then printed. */
export function graphics(state: State, bytes: Uint8Array): void {
  const [, action = 0] = bytes;
  if (action === 2 || action === 50) {
    print(state, state.picture);
    state.picture = null;
  }
  if (action !== 112) return;
  const word = (at: number): number => (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  const [width, height] = [word(6), word(8)];
  state.picture = bitmap(Math.ceil(width / 8), height, bytes.subarray(10));
}

/** Codes carry bytes; those that are no UTF-8 are shown one by one. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
