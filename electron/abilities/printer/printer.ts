import type { PrintJob, PrintResult, ReceiptJob } from '#shared/wire/bridge.ts';
import { HostError } from '../host-error.ts';
import { deliver } from './deliver.ts';
import { PLAIN_SETUP, type PrinterSetup } from './layout.ts';
import type { PrinterPatience, PrinterPort } from './link.ts';
import { receiptPaper } from './receipt-paper.ts';
import { drawerPulse, ticketPaper } from './ticket-paper.ts';

/** Jobs that may wait for one printer. */
const QUEUE_MAX = 20;

export type Printer = {
  print(job: PrintJob): Promise<PrintResult>;
  printReceipt(job: ReceiptJob): Promise<PrintResult>;
  openDrawer(): Promise<PrintResult>;
};

/** A ticket printer behind a port. Jobs go to it one after the other. */
export function openPrinter(
  port: PrinterPort,
  setup: PrinterSetup = PLAIN_SETUP,
  patience?: PrinterPatience,
): Printer {
  let waiting = 0;
  let lastTurn: Promise<unknown> = Promise.resolve();
  const inTurn = (pieces: readonly Uint8Array[]): Promise<PrintResult> => {
    if (waiting >= QUEUE_MAX) {
      return Promise.reject(new HostError('printer-busy', 'Too many jobs wait for the printer.'));
    }
    waiting += 1;
    const mine = lastTurn.then(() => deliver(port, pieces, patience)).finally(() => (waiting -= 1));
    lastTurn = mine.catch(() => undefined);
    return mine;
  };
  return {
    print: async (job) => inTurn(job.tickets.map((ticket) => ticketPaper(ticket, setup))),
    printReceipt: async (job) => inTurn([receiptPaper(job.receipt, setup)]),
    openDrawer: async () => inTurn([drawerPulse()]),
  };
}
