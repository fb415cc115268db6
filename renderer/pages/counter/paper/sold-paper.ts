import { confirmPrinted, printTickets } from '#renderer/commands/print.ts';
import { printReceipt } from '#renderer/commands/receipt.ts';
import { counter, type Sold } from '#renderer/stores/counter.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';
import type { Desk } from '../desk/desk.ts';

/** Prints the tickets of the sale just made that are not on paper: on the printer there is, or `on` the other one. */
export async function printSoldAgain(desk: Desk, on?: 'receipt-printer'): Promise<void> {
  await whilePrinting((sold) => printTickets(desk.context(), sold.bookingId, on));
}

/** What F5 does: where nothing was printed and there is another printer, that one. */
export function printMissing(desk: Desk): boolean {
  const { panel } = counter.get();
  if (panel.kind !== 'sold' || panel.print.result === 'printed') return false;
  void printSoldAgain(desk, panel.print.spare === true ? 'receipt-printer' : undefined);
  return true;
}

/** The clerk has looked at the printer: all tickets are there. False: nobody has asked. */
export function soldCame(desk: Desk): boolean {
  const { panel } = counter.get();
  if (panel.kind !== 'sold' || panel.print.result !== 'unknown') return false;
  void whilePrinting(async (sold): Promise<PrintResult> => {
    await confirmPrinted(desk.context(), sold.bookingId);
    return { result: 'printed' };
  });
  return true;
}

/** What F10 does: the receipt of the sale just made, or of the one that is open. False: there is none. */
export function printReceiptHere(desk: Desk): boolean {
  const { panel, side, openSale } = counter.get();
  const id = side === 'sales' ? openSale : panel.kind === 'sold' ? panel.bookingId : null;
  if (id === null) return false;
  void desk.inTurn(async () => desk.words.receipt(await printReceipt(desk.context(), id)));
  return true;
}

/** One job at a time for the sale that is shown; the panel says how it went, unless the next order has begun. */
async function whilePrinting(work: (sold: Sold) => Promise<PrintResult>): Promise<void> {
  const { panel } = counter.get();
  if (panel.kind !== 'sold' || panel.isPrinting === true) return;
  const busy: Sold = { ...panel, isPrinting: true };
  counter.set({ panel: busy });
  const print = await work(panel).catch((problem: unknown): PrintResult => {
    console.error(problem);
    return panel.print;
  });
  if (counter.get().panel === busy) counter.set({ panel: { ...panel, print } });
}
