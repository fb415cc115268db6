import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { CODE_PAGE_CANDIDATES, CODE_PAGE_NUMBERS } from './code-pages.ts';
import type { Logo } from './logo.ts';
import { printable } from './printable.ts';

/** Widths of paper rolls in millimetres, with the characters and dots across that every printer of that width has. */
export const PAPER_SIZES = {
  58: { columns: 32, dots: 384 },
  80: { columns: 42, dots: 512 },
} as const;
export type PaperWidth = keyof typeof PAPER_SIZES;

/** What a printer is loaded with. */
export type PrinterSetup = {
  readonly paper: PaperWidth;
  /** Stands above every ticket and receipt. */
  readonly logo?: Logo;
};
export const PLAIN_SETUP: PrinterSetup = { paper: 80 };

const LINE_FEED = 0x0a;
/** ESC @, ESC a 1. */
const INITIALISE_CENTRED = [0x1b, 0x40, 0x1b, 0x61, 1];

/** A printer that has just been initialised. */
export function newPaper({ paper }: PrinterSetup): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: PAPER_SIZES[paper].columns,
    feedBeforeCut: 4,
    newline: '\n',
    codepageMapping: CODE_PAGE_NUMBERS,
    codepageCandidates: CODE_PAGE_CANDIDATES,
  })
    .initialize()
    .codepage('auto');
}

/** Cuts, and gives the bytes, with the logo before everything else where there is one. */
export function cutOff(paper: ReceiptPrinterEncoder, { logo }: PrinterSetup): Uint8Array {
  const bytes = paper.align('left').cut('partial').encode();
  // The encoder ends with a line feed, which would be the first line of the next paper.
  const whole = bytes.at(-1) === LINE_FEED ? bytes.subarray(0, -1) : bytes;
  return logo === undefined ? whole : Uint8Array.from([...INITIALISE_CENTRED, ...rasterOf(logo), ...whole]);
}

/** GS v 0: a picture row by row, which every printer understands. */
function rasterOf({ width, height, bits }: Logo): number[] {
  const rowBytes = width / 8;
  const low = (value: number): number => value & 0xff;
  return [0x1d, 0x76, 0x30, 0, low(rowBytes), rowBytes >> 8, low(height), height >> 8, ...bits];
}

/** Lines of at most `width` characters, broken at blanks where there are any. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(/\s+/).filter(Boolean)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (joined.length <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** One text at each end of a line; under each other where they do not fit. */
export function ends(left: string, right: string, columns: number): string[] {
  const [a, b] = [printable(left), printable(right)];
  const gap = columns - a.length - b.length;
  return gap >= 1
    ? [`${a}${' '.repeat(gap)}${b}`]
    : [...wrap(a, columns), b.slice(0, columns).padStart(columns)];
}
