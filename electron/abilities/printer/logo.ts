import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { HostError, messageOf } from '../host-error.ts';

/** A picture in black and white: one bit a dot, rows of whole bytes from the top, 1 is black. */
export type Logo = { readonly width: number; readonly height: number; readonly bits: Uint8Array };

const LOGO_FILE_BYTES_MAX = 1024 * 1024;
export const LOGO_HEIGHT_MAX = 400;
const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Samples of a pixel by PNG's colour type: grey, colour, grey with alpha, colour with alpha. */
const SAMPLES: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [4, 2],
  [6, 4],
]);
/** Brighter than this, of 255, is left white. */
const WHITE_ABOVE = 127;

/** The logo in a PNG file. Throws `HostError` with a sentence for whoever sets the till up. */
export function readLogo(path: string, widthMax: number): Logo {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch (error) {
    throw new HostError('bad-logo', `The logo cannot be read: ${messageOf(error)}`);
  }
  return logoOf(file, widthMax);
}

/** Reads a PNG of eight bits a sample, without interlacing, no wider than the paper. */
export function logoOf(file: Uint8Array, widthMax: number): Logo {
  const bad = (why: string): never => {
    throw new HostError('bad-logo', `The logo ${why}. Save it as a plain PNG, in colour or grey.`);
  };
  if (file.length > LOGO_FILE_BYTES_MAX) bad('is larger than 1 MB');
  const bytes = Buffer.from(file);
  if (!SIGNATURE.every((byte, at) => bytes[at] === byte)) bad('is no PNG file');
  const { header, data } = chunksOf(bytes) ?? bad('is damaged');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const samples = SAMPLES.get(header[9] ?? -1);
  if (header[8] !== 8 || samples === undefined || header[12] !== 0) return bad('is in a form not read here');
  if (width < 1 || width > widthMax) bad(`is ${width} dots wide, and the paper ${widthMax}`);
  if (height < 1 || height > LOGO_HEIGHT_MAX) bad(`is ${height} dots high, more than ${LOGO_HEIGHT_MAX}`);
  const lineBytes = width * samples;
  try {
    const raw = inflateSync(data, { maxOutputLength: (lineBytes + 1) * height });
    if (raw.length === (lineBytes + 1) * height) return blackAndWhite(raw, width, height, samples);
  } catch {
    // Said below.
  }
  return bad('is damaged');
}

function chunksOf(bytes: Buffer): { header: Buffer; data: Buffer } | null {
  let header: Buffer | null = null;
  const data: Buffer[] = [];
  let at = SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (body.length !== length) return null;
    const kind = bytes.toString('latin1', at + 4, at + 8);
    if (kind === 'IHDR' && length === 13) header = body;
    if (kind === 'IDAT') data.push(body);
    at += 12 + length;
  }
  return header === null ? null : { header, data: Buffer.concat(data) };
}

/** Undoes PNG's filters line by line, and lays every pixel on white paper. */
function blackAndWhite(raw: Buffer, width: number, height: number, samples: number): Logo {
  const lineBytes = width * samples;
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  let above = new Uint8Array(lineBytes);
  for (let y = 0; y < height; y += 1) {
    const start = y * (lineBytes + 1);
    const line = unfiltered(raw[start] ?? 0, raw.subarray(start + 1, start + 1 + lineBytes), above, samples);
    for (let x = 0; x < width; x += 1) {
      if (brightness(line.subarray(x * samples, (x + 1) * samples)) > WHITE_ABOVE) continue;
      const at = y * rowBytes + (x >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
    }
    above = line;
  }
  return { width: rowBytes * 8, height, bits };
}

function unfiltered(
  filter: number,
  coded: Uint8Array,
  above: Uint8Array,
  samples: number,
): Uint8Array<ArrayBuffer> {
  const line = new Uint8Array(coded.length);
  for (const [at, byte] of coded.entries()) {
    const left = at >= samples ? (line[at - samples] ?? 0) : 0;
    const up = above[at] ?? 0;
    const corner = at >= samples ? (above[at - samples] ?? 0) : 0;
    line[at] = byte + guessed(filter, left, up, corner);
  }
  return line;
}

function guessed(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [byLeft, byUp, byCorner] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs);
  if (byLeft === undefined || byUp === undefined || byCorner === undefined) return 0;
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

/** 0 to 255; what is transparent is as white as the paper. */
function brightness(pixel: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 255] = pixel;
  const grey = pixel.length >= 3 ? (a * 299 + b * 587 + c * 114) / 1_000 : a;
  const alpha = pixel.length === 2 ? b : pixel.length === 4 ? d : 255;
  return (grey * alpha + 255 * (255 - alpha)) / 255;
}
