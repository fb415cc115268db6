import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { PrintedTicket } from '#shared/wire/bridge.ts';
import { CODE_PAGE_CANDIDATES, CODE_PAGE_NUMBERS } from './code-pages.ts';

/** Characters in a line of 80 mm paper that every printer of this width has. */
export const COLUMNS = 42;
const WIDE_COLUMNS = COLUMNS / 2;
/** Dots per module of the QR code: half a millimetre, which hand scanners and phones read at arm's length. */
const QR_MODULE_DOTS = 4;

const LINE_FEED = 0x0a;

/** One ticket as ESC/POS, from initialising the printer to the cut. */
export function ticketPaper(ticket: PrintedTicket): Uint8Array {
  const paper = newPaper();
  const wide = (text: string): void => {
    for (const line of wrap(text, WIDE_COLUMNS)) paper.size(2, 2).line(line).size(1, 1);
  };
  paper.align('center').line(clean(ticket.cinema));
  if (ticket.warning !== undefined) {
    for (const line of wrap(ticket.warning.toUpperCase(), WIDE_COLUMNS - 2)) {
      paper.invert(true).size(2, 2).line(` ${line} `).size(1, 1).invert(false);
    }
  }
  paper.align('left').rule().bold(true);
  wide(ticket.movie);
  paper.bold(false);
  // No words here: what is printed comes in the cinema's language, and the paper adds none of its own.
  if (ticket.certificate !== undefined) {
    paper
      .invert(true)
      .line(` ${clean(ticket.certificate)} `)
      .invert(false);
  }
  paper.newline().line(clean(ticket.day)).bold(true);
  wide(`${ticket.time}  ${ticket.screen}`);
  wide(`${ticket.row} ${ticket.seat}`);
  paper.bold(false).newline();
  for (const line of ends(`${ticket.ticketType}, ${ticket.seatType}`, ticket.price)) paper.line(line);
  for (const line of wrap(ticket.explanation, COLUMNS)) paper.line(line);
  paper.newline().align('center');
  paper.qrcode(ticket.qr, { model: 2, size: QR_MODULE_DOTS, errorlevel: 'm' });
  const copy = ticket.revision > 1 ? `-${ticket.revision}` : '';
  paper
    .bold(true)
    .line(clean(ticket.code))
    .bold(false)
    .line(clean(`${ticket.serial}${copy}`));
  const bytes = paper.align('left').cut('partial').encode();
  // The encoder ends with a line feed, which would be the first line of the next ticket.
  return bytes.at(-1) === LINE_FEED ? bytes.subarray(0, -1) : bytes;
}

/** The pulse that opens a cash drawer wired to the printer. */
export function drawerPulse(): Uint8Array {
  return newPaper().pulse(0, 100, 500).encode();
}

function newPaper(): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: COLUMNS,
    feedBeforeCut: 4,
    newline: '\n',
    codepageMapping: CODE_PAGE_NUMBERS,
    codepageCandidates: CODE_PAGE_CANDIDATES,
  })
    .initialize()
    .codepage('auto');
}

/** What a printer can show of a text: control characters would be commands to it, so none may pass. */
function clean(text: string): string {
  return text.normalize('NFC').replace(/\p{C}+/gu, ' ');
}

/** Lines of at most `width` characters, broken at blanks where there are any. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of clean(text).split(/\s+/).filter(Boolean)) {
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
function ends(left: string, right: string): string[] {
  const [a, b] = [clean(left), clean(right)];
  const gap = COLUMNS - a.length - b.length;
  return gap >= 1
    ? [`${a}${' '.repeat(gap)}${b}`]
    : [...wrap(a, COLUMNS), b.slice(0, COLUMNS).padStart(COLUMNS)];
}
