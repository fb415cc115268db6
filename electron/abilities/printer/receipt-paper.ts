import type { PrintedReceipt, ReceiptRow } from '#shared/wire/bridge.ts';
import { cutOff, ends, newPaper, PAPER_SIZES, type PrinterSetup, wrap } from './layout.ts';

/** A receipt as ESC/POS: what was bought and why it costs that, what was paid with, and the tax in it. */
export function receiptPaper(receipt: PrintedReceipt, setup: PrinterSetup): Uint8Array {
  const paper = newPaper(setup);
  const { columns } = PAPER_SIZES[setup.paper];
  const all = (lines: readonly string[]): void => {
    for (const line of lines) paper.line(line);
  };
  const rows = (some: readonly ReceiptRow[]): void => {
    for (const { left, right, note } of some) {
      all(ends(left, right, columns));
      if (note !== undefined) all(wrap(note, columns - 2).map((line) => `  ${line}`));
    }
  };
  paper.align('center').bold(true);
  all(wrap(receipt.cinema, columns));
  paper.bold(false);
  for (const line of receipt.address) all(wrap(line, columns));
  paper.newline().size(2, 2);
  all(wrap(receipt.title, columns / 2));
  paper.size(1, 1);
  if (receipt.copy !== undefined) {
    paper.invert(true).bold(true);
    all(wrap(receipt.copy, columns - 2).map((line) => ` ${line} `));
    paper.bold(false).invert(false);
  }
  paper.align('left').newline();
  rows(receipt.facts);
  paper.rule();
  rows(receipt.items);
  paper.rule().bold(true);
  rows(receipt.totals);
  paper.bold(false).newline();
  rows(receipt.payments);
  paper.newline();
  rows(receipt.tax);
  paper.newline().align('center');
  for (const line of receipt.footer) all(wrap(line, columns));
  return cutOff(paper, setup);
}
