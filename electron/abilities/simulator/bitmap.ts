import { IMAGE_DOTS_MAX } from './commands.ts';
import type { Bitmap, State } from './state.ts';

/** A picture of `height` rows of `rowBytes` bytes, cut to what a printer could show. */
export function bitmap(rowBytes: number, height: number, data: Uint8Array): Bitmap {
  const rows = Math.min(height, IMAGE_DOTS_MAX, Math.floor(data.length / Math.max(1, rowBytes)));
  const kept = Math.min(rowBytes, IMAGE_DOTS_MAX / 8);
  const bits = new Uint8Array(kept * rows);
  for (let y = 0; y < rows; y += 1) bits.set(data.subarray(y * rowBytes, y * rowBytes + kept), y * kept);
  return { width: kept * 8, height: rows, bits };
}

/** `columns` holds a picture column by column from the left, each `columnBytes` high; the result holds rows. */
export function turned(width: number, columnBytes: number, columns: Uint8Array): Bitmap {
  const drawn = Math.min(width, IMAGE_DOTS_MAX);
  const rowBytes = Math.ceil(drawn / 8);
  const height = columnBytes * 8;
  const bits = new Uint8Array(rowBytes * height);
  for (let x = 0; x < drawn; x += 1) {
    for (let y = 0; y < height; y += 1) {
      if (((columns[x * columnBytes + (y >> 3)] ?? 0) & (0x80 >> (y & 7))) === 0) continue;
      const at = y * rowBytes + (x >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { width: drawn, height, bits };
}

/** Puts a picture on the paper, on a line of its own. */
export function print(state: State, picture: Bitmap | null): void {
  if (picture === null || picture.width === 0 || picture.height === 0) return;
  const { width, height } = picture;
  const bits = Buffer.from(picture.bits).toString('base64');
  state.draw({ kind: 'image', align: state.align, width, height, bits });
}
