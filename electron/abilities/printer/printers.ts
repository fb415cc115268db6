import type { BridgeInput, PrintResult } from '#shared/wire/bridge.ts';
import { openPrinterSimulator, type PrinterSimulator } from '../simulator/simulator.ts';
import type { PrinterChoice } from './choose.ts';
import { PLAIN_SETUP } from './layout.ts';
import { openPrinter, type Printer } from './printer.ts';

/** What a till prints on: a ticket printer, and perhaps a receipt printer beside it that can stand in for it. */
export type Printers = {
  /** On the ticket printer; `spare` in the answer says that the receipt printer may be asked `on` instead. */
  print(job: BridgeInput<'print'>): Promise<PrintResult>;
  /** On the receipt printer, or where there is none on the ticket printer. */
  printReceipt(job: BridgeInput<'printReceipt'>): Promise<PrintResult>;
  openDrawer(): Promise<PrintResult>;
  /** The simulators, where they are simulated. */
  readonly tickets: PrinterSimulator | null;
  readonly receipts: PrinterSimulator | null;
};

/** Opens the printers of the device in `folder`; `now` is in milliseconds since 1970. */
export function openPrinters(
  folder: string,
  now: () => number,
  tickets: PrinterChoice = { kind: 'simulated', setup: PLAIN_SETUP },
  receipts: PrinterChoice | null = null,
): Printers {
  const first = opened(folder, now, tickets, 'printer');
  const second = receipts === null ? null : opened(folder, now, receipts, 'receipt-printer');
  return {
    tickets: first.simulator,
    receipts: second?.simulator ?? null,
    openDrawer: first.printer.openDrawer,
    printReceipt: (job) => (second ?? first).printer.printReceipt(job),
    print: async ({ on, ...job }) => {
      if (on === 'receipt-printer') return (second ?? first).printer.print(job);
      const answer = await first.printer.print(job);
      return answer.result === 'failed' && second !== null ? { ...answer, spare: true } : answer;
    },
  };
}

function opened(
  folder: string,
  now: () => number,
  choice: PrinterChoice,
  name: string,
): { printer: Printer; simulator: PrinterSimulator | null } {
  const { setup } = choice;
  if (choice.kind === 'real') return { printer: openPrinter(choice.port, setup), simulator: null };
  const simulator = openPrinterSimulator(folder, now, setup.paper, name);
  return { printer: openPrinter(simulator.port, setup), simulator };
}
