import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { drawPaper } from './draw.ts';
import { wordsOf } from './paper.ts';
import { openPrinterSimulator } from './simulator.ts';
import { readPaper } from './testing.ts';

const GOLDEN = resolve(import.meta.dirname, '../../../../shared/data/escpos-golden');
const streams = existsSync(GOLDEN) ? readdirSync(GOLDEN).filter((name) => name.endsWith('.bin')) : [];

/** What another program's stream must show: words, and how many pieces of paper, drawers, pictures and codes. */
const SHOWS: Readonly<
  Record<string, { words: readonly string[]; counts: Readonly<Record<string, number>> }>
> = {
  'barcode.bin': { words: ['Code39', '012345678901', '*TEXT*'], counts: { barcode: 40, cuts: 1 } },
  'bit-image.bin': { words: ['Regular Tux (bit image).'], counts: { image: 4, cuts: 1 } },
  'character-encodings.bin': {
    words: [
      'jordbær med fløde, mens cirkusklovnen Wolther spillede på xylofon.',
      'Falsches Üben von Xylophonmusik quält jeden größeren Zwerg.',
      'Ξεσκεπάζω την ψυχοφθόρα βδελυγμία',
      'El pingüino Wenceslao hizo kilómetros bajo exhaustiva lluvia y frío, añoraba',
      "Le cœur déçu mais l'âme plutôt naïve, Louÿs rêva de crapaüter en canoë au delà des îles",
      'Árvíztűrő tükörfúrógép.',
      'Kæmi ný öxi hér ykist þjófum nú bæði víl og ádrepa.',
      'Glāžšķūņa rūķīši dzērumā čiepj Baha koncertflīģeļu vākus.',
      'Pchnąć w tę łódź jeża lub ośm skrzyń fig.',
      'В чащах юга жил бы цитрус? Да, но фальшивый экземпляр!',
      'Pijamalı hasta, yağız şoföre çabucak güvendi.',
      'ｲﾛﾊﾆﾎﾍﾄ ﾁﾘﾇﾙｦ',
    ],
    counts: { cuts: 1 },
  },
  'character-tables.bin': {
    words: ['8 ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ', '8 АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ'],
    counts: { cuts: 1 },
  },
  'demo.bin': {
    words: ['Hello world', 'QR Model 2 (default)'],
    counts: { cuts: 14, drawers: 1, qr: 3, image: 8 },
  },
  'graphics.bin': { words: ['Large Tux in correct proportion.'], counts: { image: 4, cuts: 1 } },
  'margins-and-spacing.bin': { words: ['left margin 512', 'page width 64'], counts: { cuts: 1 } },
  'pdf417-code.bin': { words: ['PDF417 Testing 123', 'Truncated'], counts: { barcode: 24, cuts: 1 } },
  'qr-code.bin': { words: ['Pixel size 16 (maximum)'], counts: { qr: 19, cuts: 1 } },
  'receipt-with-logo.bin': {
    words: ['ExampleMart Ltd.', 'Total            $ 14.25', 'Thank you for shopping at ExampleMart'],
    counts: { image: 1, drawers: 1, cuts: 1 },
  },
  'text-size.bin': { words: ['The quick brown fox jumps over the lazy dog.'], counts: { cuts: 1 } },
  'unifont-print-buffer.bin': { words: [], counts: { cuts: 1 } },
};

test('[PRN6] every stream of another program is read to its end: each command known, its words and codes found', () => {
  for (const name of streams) {
    const { lines, cuts, drawers, unrecognised } = readPaper(readFileSync(join(GOLDEN, name)));
    expect([name, unrecognised]).toEqual([name, []]);
    const { words, counts } = SHOWS[name] ?? { words: ['a stream this test does not know'], counts: {} };
    const text = wordsOf(lines).join('\n');
    for (const said of words) expect(text).toContain(said);
    const found: Record<string, number> = { cuts, drawers };
    for (const { kind } of lines) found[kind] = (found[kind] ?? 0) + 1;
    expect({ name, ...found }).toMatchObject({ name, ...counts });
    const picture = drawPaper({ id: 1, at: '2026-11-23T20:15:00.000Z', what: 'paper', lines, end: 'full' });
    expect(picture).toMatch(/^<svg .*<\/svg>$/s);
  }
});

/** Bytes as printers get them and worse: commands with whatever follows, cut anywhere. */
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc
    .tuple(
      fc.constantFrom(0x1b, 0x1d, 0x1c, 0x10),
      fc.constantFrom(...'@!EaGtdJ(8kv*/VLcpqgQ&D'),
      fc.uint8Array({ maxLength: 30 }),
    )
    .map(([lead, char, rest]) => Uint8Array.of(lead, char.charCodeAt(0), ...rest)),
);

test('[PRN3] no stream of bytes can break the simulated printer, in pieces of any size', () => {
  fc.assert(
    fc.property(fc.array(anyBytes, { maxLength: 10 }), (pieces) => {
      const once = readPaper(Buffer.concat(pieces));
      const bytewise = readPaper(...Array.from(Buffer.concat(pieces), (byte) => Uint8Array.of(byte)));
      expect(bytewise).toEqual(once);
    }),
  );
});

test('[PRN7] whatever bytes come, what is kept of them is bounded and can be drawn', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyBytes, { maxLength: 20 }), async (pieces) => {
      const bytes = Buffer.concat(pieces);
      const { lines } = readPaper(bytes);
      // A byte ends at most one line and begins one; no character comes from nothing but a tabulator.
      expect(lines.length).toBeLessThanOrEqual(2 * bytes.length + 1);
      expect(wordsOf(lines).join('').length).toBeLessThanOrEqual(8 * bytes.length + 7 * lines.length);
      expect(
        drawPaper({ id: 1, at: '2026-11-23T20:15:00.000Z', what: 'paper', lines, end: 'torn' }),
      ).toContain('</svg>');
    }),
    { numRuns: 60 },
  );
});

test('[PRN7] a job that never ends fills neither disk nor memory', async () => {
  using folder = temporaryFolder();
  const simulator = openPrinterSimulator(folder.path, Date.now);
  const link = await simulator.port.connect();
  // A large picture loaded once and asked for again and again, then a cut after a cut.
  const load = Uint8Array.of(0x1d, 0x2a, 255, 48, ...new Uint8Array(255 * 8 * 48).fill(0xff));
  const again = new Uint8Array(3 * 3_000).map((_, at) => [0x1d, 0x2f, 0][at % 3] ?? 0);
  const cuts = new Uint8Array(3 * 300).map((_, at) => [0x1d, 0x56, 0][at % 3] ?? 0);
  await link.write(Buffer.concat([load, again, cuts]));
  link.close();
  const papers = await simulator.papers.list();
  expect(papers.length).toBeLessThanOrEqual(60);
  for (const paper of papers) expect(JSON.stringify(paper).length).toBeLessThan(6 * 1024 * 1024);
});

test('[PRN7] a code with more in it than a code can hold is shown as what it says', () => {
  const text = 'x'.repeat(4_000);
  const store = [0x1d, 0x28, 0x6b, (text.length + 3) & 0xff, (text.length + 3) >> 8, 49, 80, 48];
  const print = [0x1d, 0x28, 0x6b, 3, 0, 49, 81, 48];
  const { lines } = readPaper(Buffer.concat([Buffer.from(store), Buffer.from(text), Buffer.from(print)]));
  expect(lines).toMatchObject([{ kind: 'qr', text }]);
  expect(drawPaper({ id: 1, at: '2026-11-23T20:15:00.000Z', what: 'paper', lines, end: 'full' })).toContain(
    'xxxx',
  );
});
