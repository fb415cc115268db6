import type { PrintJob, PrintResult } from '#shared/wire/bridge.ts';
import { HostError } from '../host-error.ts';
import { deliver } from './deliver.ts';
import type { PrinterPatience, PrinterPort } from './link.ts';
import { drawerPulse, ticketPaper } from './ticket-paper.ts';

/** Jobs that may wait for one printer. */
const QUEUE_MAX = 20;

export type Printer = {
  print(job: PrintJob): Promise<PrintResult>;
  openDrawer(): Promise<PrintResult>;
};

/** A ticket printer behind a port. Jobs go to it one after the other. */
export function openPrinter(port: PrinterPort, patience?: PrinterPatience): Printer {
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
    print: async (job) => inTurn(job.tickets.map(ticketPaper)),
    openDrawer: async () => inTurn([drawerPulse()]),
  };
}
