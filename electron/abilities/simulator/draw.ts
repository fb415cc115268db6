import encodeQr from 'qr';
import { PAPER_SIZES } from '../printer/layout.ts';
import type { Align, Look, Paper, PaperLine } from './paper.ts';
import { wordsOf } from './paper.ts';

const PAPER_DOTS = PAPER_SIZES[80].dots;
const MARGIN_DOTS = 36;
const CHARACTER = { width: 12, height: 24 };
const CHARACTER_SMALL = { width: 9, height: 17 };
const LINE_GAP_DOTS = 6;
const BARCODE_DOTS = 60;
const EDGE_DOTS = 10;
/** Pixels of the page for a dot. */
const SHOWN = 0.52;
const BOX_WORDS_MAX = 200;

type Drawn = { readonly svg: string; readonly height: number };

/** One piece of paper as a picture, to scale: a dot of the printer is a unit of the picture. */
export function drawPaper(paper: Paper): string {
  let y = MARGIN_DOTS;
  const parts: string[] = [];
  const dots = paper.dots ?? PAPER_DOTS;
  for (const line of paper.lines) {
    const drawn = drawLine(line, y, dots);
    parts.push(drawn.svg);
    y += drawn.height;
  }
  const [width, height] = [dots + 2 * MARGIN_DOTS, y + MARGIN_DOTS];
  const words = escapeXml(wordsOf(paper.lines).join('\n').trim());
  return `<svg class="paper" role="img" viewBox="0 0 ${width} ${height}" width="${Math.round(width * SHOWN)}"><title>${words}</title><path class="sheet" d="${sheet(width, height, paper.end === 'torn')}"/>${parts.join('')}</svg>`;
}

/** The outline: printers cut straight or, at a torn end, not at all. */
function sheet(width: number, height: number, torn: boolean): string {
  if (!torn) return `M0 0H${width}V${height}H0Z`;
  const steps = Math.floor(width / (2 * EDGE_DOTS));
  const step = width / steps;
  const teeth = Array.from({ length: steps }, (_, i) => {
    const depth = EDGE_DOTS * (0.5 + ((i * 7) % 5) / 5);
    return `l${-step / 2} ${-depth}l${-step / 2} ${depth}`;
  });
  return `M0 0H${width}V${height}${teeth.join('')}Z`;
}

function drawLine(line: PaperLine, y: number, dots: number): Drawn {
  switch (line.kind) {
    case 'feed':
      return { svg: '', height: line.dots };
    case 'text':
      return drawText(line, y, dots);
    case 'qr':
      return drawQr(line, y, dots);
    case 'image':
      return drawImage(line, y, dots);
    case 'barcode':
      return drawBox(line.text, y, dots);
  }
}

/** A code that is not drawn bar by bar: what it says, in a box. */
function drawBox(text: string, y: number, dots: number): Drawn {
  const x = MARGIN_DOTS;
  const box = `<rect class="box" x="${x}" y="${y}" width="${dots}" height="${BARCODE_DOTS}"/>`;
  const words = `<text class="ink" x="${x + 12}" y="${y + 38}">${escapeXml(text.slice(0, BOX_WORDS_MAX))}</text>`;
  return { svg: box + words, height: BARCODE_DOTS + LINE_GAP_DOTS };
}

const cell = (look: Look): { width: number; height: number } => {
  const plain = look.small ? CHARACTER_SMALL : CHARACTER;
  return { width: plain.width * look.width, height: plain.height * look.height };
};

function startOf(align: Align, width: number, dots: number): number {
  const free = Math.max(0, dots - width);
  return MARGIN_DOTS + (align === 'left' ? 0 : align === 'center' ? free / 2 : free);
}

function drawText(line: Extract<PaperLine, { kind: 'text' }>, y: number, dots: number): Drawn {
  const width = line.runs.reduce((sum, run) => sum + run.text.length * cell(run.look).width, 0);
  const height = Math.max(...line.runs.map((run) => cell(run.look).height));
  let x = startOf(line.align, width, dots);
  const parts: string[] = [];
  for (const { text, look } of line.runs) {
    const size = cell(look);
    const runWidth = text.length * size.width;
    if (look.invert) {
      parts.push(
        `<rect class="ink" x="${x}" y="${y + height - size.height}" width="${runWidth}" height="${size.height}"/>`,
      );
    }
    const classes = `${look.invert ? 'on-ink' : 'ink'}${look.bold ? ' bold' : ''}${look.underline ? ' underline' : ''}`;
    const plain = look.small ? CHARACTER_SMALL : CHARACTER;
    const placed = `translate(${x} ${y + height - size.height * 0.22}) scale(${look.width} ${look.height})`;
    parts.push(
      `<text class="${classes}" transform="${placed}" font-size="${plain.height * 0.86}" textLength="${text.length * plain.width}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</text>`,
    );
    x += runWidth;
  }
  return { svg: parts.join(''), height: height + LINE_GAP_DOTS };
}

function drawQr(line: Extract<PaperLine, { kind: 'qr' }>, y: number, dots: number): Drawn {
  if (line.text === '') return { svg: '', height: 0 };
  const rows = qrRows(line.text, line.level);
  if (rows === null) return drawBox(line.text, y, dots);
  const side = rows.length * line.moduleDots;
  const moves = rows.flatMap((row, at) =>
    runsOf(row).map(([from, length]) => `M${from} ${at}h${length}v1h-${length}z`),
  );
  const placed = `translate(${startOf(line.align, side, dots)} ${y}) scale(${line.moduleDots})`;
  return {
    svg: `<path class="ink qr" transform="${placed}" d="${moves.join('')}"/>`,
    height: side + 4 * LINE_GAP_DOTS,
  };
}

/** Null: more than a QR code can hold, which a printer does not print either. */
function qrRows(text: string, ecc: 'low' | 'medium' | 'quartile' | 'high'): boolean[][] | null {
  try {
    return encodeQr(text, 'raw', { ecc, border: 1 });
  } catch {
    return null;
  }
}

function drawImage(line: Extract<PaperLine, { kind: 'image' }>, y: number, dots: number): Drawn {
  const bits = Buffer.from(line.bits, 'base64');
  const rowBytes = Math.ceil(line.width / 8);
  const moves: string[] = [];
  for (let row = 0; row < line.height; row += 1) {
    const inked = Array.from(
      { length: line.width },
      (_, x) => ((bits[row * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0,
    );
    moves.push(...runsOf(inked).map(([from, length]) => `M${from} ${row}h${length}v1h-${length}z`));
  }
  const placed = `translate(${startOf(line.align, line.width, dots)} ${y})`;
  return { svg: `<path class="ink" transform="${placed}" d="${moves.join('')}"/>`, height: line.height };
}

/** Where dots stand side by side: from, and how many. */
function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const [x, on] of row.entries()) {
    const last = runs.at(-1);
    if (!on) continue;
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
}

export function escapeXml(text: string): string {
  return text
    .replace(/[\p{Cc}]/gu, (char) => (char === '\n' ? char : ' '))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
