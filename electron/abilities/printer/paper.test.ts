import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeTicketQr } from '#shared/domain/ticket-qr.ts';
import { wordsOf } from '../simulator/paper.ts';
import { readPaper } from '../simulator/testing.ts';
import { CLAIM, receipt, ticket } from '../testing.ts';
import { isPrintable } from './code-pages.ts';
import { type Logo, logoOf } from './logo.ts';
import { printable } from './printable.ts';
import { receiptPaper } from './receipt-paper.ts';
import { ticketPaper } from './ticket-paper.ts';

const widthOf = (line: { runs: { text: string; look: { width: number } }[] }): number =>
  line.runs.reduce((sum, { text, look }) => sum + text.length * look.width, 0);

test.each([
  [58, 32],
  [80, 42],
] as const)('[PRN8] on %i mm paper nothing is wider than %i characters', (paper, columns) => {
  const qr = encodeTicketQr(CLAIM, new Uint8Array(64).fill(7));
  const long = ticket({
    qr,
    cinema: 'Lichtspielhaus am Markt, großer Saal',
    warning: 'Seat not confirmed yet',
  });
  for (const bytes of [ticketPaper(long, { paper }), receiptPaper(receipt(), { paper })]) {
    const { lines, cuts, unrecognised } = readPaper(bytes);
    expect([cuts, unrecognised]).toEqual([1, []]);
    for (const line of lines) if (line.kind === 'text') expect(widthOf(line)).toBeLessThanOrEqual(columns);
  }
  expect(readPaper(ticketPaper(long, { paper })).lines.filter(({ kind }) => kind === 'qr')).toHaveLength(1);
});

test('[PRN9] names of Europe stand on paper as they are written', () => {
  for (const name of [
    'Käthe Müßiggänger, Größe',
    'Amélie Poulain: cœur, ça, naïve, île',
    'Señor Muñoz, ¿qué?',
    'Pchnąć w tę łódź jeża',
    'Příliš žluťoučký kůň',
    'Ελλάδα',
    'Москва',
    'İstanbul ışığı',
    '15,00 €',
  ]) {
    const words = wordsOf(readPaper(ticketPaper(ticket({ explanation: name }))).lines).join(' ');
    expect(words).toContain(name);
  }
});

test.each([
  ['Việt Nam', 'Viet Nam'],
  ['Malmö → Ħamrun', 'Malmö -> Hamrun'],
  ['15,00\u202f€', '15,00 €'],
  ['ﬁnale ½', 'finale ½'],
  ['₹ 250', 'Rs 250'],
  ['千と千尋 Spirited Away', '… Spirited Away'],
  ['Wow 🎬🎬!', 'Wow …!'],
  ['', ''],
])('[PRN9] %s is printed as %s', (text, shown) => {
  expect(printable(text)).toBe(shown);
  expect(wordsOf(readPaper(ticketPaper(ticket({ explanation: text }))).lines).join(' ')).toContain(shown);
});

test('[PRN9] no text puts a question mark or a command on paper that was not in it', () => {
  const plain = (text: string): number => [...text].filter((char) => char === '?').length;
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      const shown = printable(text);
      expect([...shown].every(isPrintable)).toBe(true);
      expect(plain(shown)).toBe(plain(text.normalize('NFC')));
      const words = wordsOf(readPaper(ticketPaper(ticket({ code: text.slice(0, 12) }))).lines).join('\n');
      expect(words).toContain(printable(text.slice(0, 12)).trimEnd());
    }),
    { numRuns: 60 },
  );
});

/** A PNG of our own making; `filter` as the format numbers them. */
function png(
  width: number,
  height: number,
  colourType: number,
  rows: readonly (readonly number[])[],
): Buffer {
  const chunk = (kind: string, body: Uint8Array): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length, 0);
    head.write(kind, 4, 'latin1');
    return Buffer.concat([head, body, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', new Uint8Array()),
  ]);
}

test('[PRN10] a logo is read from a PNG, whatever its filters, and stands above ticket and receipt', () => {
  // Grey, 4 dots wide, five rows, each with another filter: black, white, black, white.
  const rows = [
    [0, 0, 255, 0, 255],
    [1, 0, 255, 1, 255],
    [2, 0, 0, 0, 0],
    [3, 0, 128, 129, 128],
    [4, 0, 0, 0, 0],
  ];
  const logo = logoOf(png(4, 5, 0, rows), 384);
  expect(logo).toEqual({
    width: 8,
    height: 5,
    bits: Uint8Array.of(0xaf, 0xaf, 0xaf, 0xaf, 0xaf).map(() => 0xa0),
  });
  for (const bytes of [
    ticketPaper(ticket(), { paper: 80, logo }),
    receiptPaper(receipt(), { paper: 58, logo }),
  ]) {
    const { lines, unrecognised } = readPaper(bytes);
    expect(unrecognised).toEqual([]);
    expect(lines.findIndex(({ kind }) => kind === 'image')).toBe(0);
    expect(lines[0]).toMatchObject({ align: 'center', width: 8, height: 5 });
  }
});

test('[PRN10] what is transparent in a logo is white paper, and colour counts by its brightness', () => {
  const rows = [[0, ...[0, 0, 0, 0], ...[0, 0, 0, 255], ...[255, 255, 0, 255], ...[0, 0, 255, 255]]];
  expect(logoOf(png(4, 1, 6, rows), 384)).toEqual({ width: 8, height: 1, bits: Uint8Array.of(0b0101_0000) });
});

test('[PRN10] a logo that cannot be printed is refused in words', () => {
  const white = (width: number): Buffer => png(width, 1, 0, [[0, ...new Array<number>(width).fill(255)]]);
  expect((): Logo => logoOf(white(400), 384)).toThrow(/400 dots wide, and the paper 384/);
  expect((): Logo => logoOf(Buffer.from('GIF89a'), 384)).toThrow(/no PNG/);
  expect((): Logo => logoOf(png(4, 1, 3, [[0, 1, 1, 1, 1]]), 384)).toThrow(/form not read here/);
  expect((): Logo => logoOf(png(4, 9, 0, [[0, 1, 1, 1, 1]]), 384)).toThrow(/damaged/);
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 255 }), (at, byte) => {
      const bytes = white(8);
      bytes[at % bytes.length] = byte;
      try {
        expect(logoOf(bytes, 384).bits.length).toBeLessThanOrEqual((384 / 8) * 400);
      } catch (error) {
        expect(String(error)).toMatch(/The logo/);
      }
    }),
  );
});

test('[PRN11] a receipt says number, what was bought and why it costs that, payments and tax', () => {
  const words = wordsOf(readPaper(receiptPaper(receipt(), { paper: 80 })).lines).join('\n');
  for (const said of ['C1-7K2Q9', '2 × Adult, premium (F12, F13)', 'Weekend +25 % 2.50', 'Total', '1.96 €'])
    expect(words).toContain(said);
  expect(words.indexOf('Total')).toBeLessThan(words.indexOf('Cash'));
  const copy = readPaper(receiptPaper(receipt({ copy: 'Copy 2' }), { paper: 80 }));
  expect(wordsOf(copy.lines).join('\n')).toContain('Copy 2');
});
