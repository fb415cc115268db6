import type { PrintedTicket } from '#shared/wire/bridge.ts';
import { cutOff, ends, newPaper, PAPER_SIZES, PLAIN_SETUP, type PrinterSetup, wrap } from './layout.ts';
import { printable } from './printable.ts';

/** Dots per module of the QR code: half a millimetre, which hand scanners and phones read at arm's length. */
const QR_MODULE_DOTS = 4;
/** Of a code that would be wider than narrow paper otherwise. */
const QR_MODULE_DOTS_NARROW = 3;
const QR_TEXT_LONG = 330;

/** One ticket as ESC/POS, from initialising the printer to the cut. */
export function ticketPaper(ticket: PrintedTicket, setup: PrinterSetup = PLAIN_SETUP): Uint8Array {
  const paper = newPaper(setup);
  const { columns } = PAPER_SIZES[setup.paper];
  const wideColumns = columns / 2;
  const wide = (text: string): void => {
    for (const line of wrap(text, wideColumns)) paper.size(2, 2).line(line).size(1, 1);
  };
  paper.align('center');
  for (const line of wrap(ticket.cinema, columns)) paper.line(line);
  if (ticket.warning !== undefined) {
    for (const line of wrap(ticket.warning.toUpperCase(), wideColumns - 2)) {
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
      .line(` ${printable(ticket.certificate)} `)
      .invert(false);
  }
  paper.newline().line(printable(ticket.day)).bold(true);
  wide(`${ticket.time}  ${ticket.screen}`);
  wide(`${ticket.row} ${ticket.seat}`);
  paper.bold(false).newline();
  for (const line of ends(`${ticket.ticketType}, ${ticket.seatType}`, ticket.price, columns))
    paper.line(line);
  for (const line of wrap(ticket.explanation, columns)) paper.line(line);
  paper.newline().align('center');
  const isLong = setup.paper === 58 && ticket.qr.length > QR_TEXT_LONG;
  const size = isLong ? QR_MODULE_DOTS_NARROW : QR_MODULE_DOTS;
  paper.qrcode(ticket.qr, { model: 2, size, errorlevel: 'm' });
  const copy = ticket.revision > 1 ? `-${ticket.revision}` : '';
  paper
    .bold(true)
    .line(printable(ticket.code))
    .bold(false)
    .line(printable(`${ticket.serial}${copy}`));
  for (const line of wrap(ticket.note ?? '', columns)) paper.line(line);
  return cutOff(paper, setup);
}

/** The pulse that opens a cash drawer wired to the printer. */
export function drawerPulse(): Uint8Array {
  return newPaper(PLAIN_SETUP).pulse(0, 100, 500).encode();
}
