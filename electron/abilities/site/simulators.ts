import type { Abilities } from '../abilities.ts';
import { HostError } from '../host-error.ts';
import { PrinterFaults } from '../simulator/faults.ts';
import { TerminalBehaviour } from '../terminal/behaviour.ts';
import { printerSite } from './printer-site.ts';
import type { SiteAnswer } from './site.ts';
import { terminalSite } from './terminal-site.ts';

type Simulators = Pick<Abilities, 'simulator' | 'receiptSimulator' | 'terminal'>;

const TICKETS = '/printer';
const RECEIPTS = '/receipt-printer';

/** The pages of whatever is simulated on this device; null for any other path. The same in every host. */
export async function simulatorSite(
  { simulator, receiptSimulator, terminal }: Simulators,
  device: string,
  pathname: string,
  mark: string | undefined,
): Promise<SiteAnswer | null> {
  const tickets = { path: TICKETS, title: `Printer of ${device}` };
  const receipts = { path: RECEIPTS, title: `Receipt printer of ${device}` };
  const paper =
    (simulator && (await printerSite(simulator, tickets, pathname, mark))) ??
    (receiptSimulator && (await printerSite(receiptSimulator, receipts, pathname, mark)));
  return paper ?? (terminal === null ? null : terminalSite(terminal, device, pathname));
}

/** Sets a switch of a simulator and answers how it stands; null where there is none. Throws `HostError` on nonsense. */
export async function simulatorSwitch(
  { simulator, receiptSimulator, terminal }: Simulators,
  pathname: string,
  read: () => Promise<unknown>,
): Promise<PrinterFaults | TerminalBehaviour | null> {
  const printer =
    pathname === `${TICKETS}/faults`
      ? simulator
      : pathname === `${RECEIPTS}/faults`
        ? receiptSimulator
        : null;
  if (printer !== null) {
    const faults = PrinterFaults.safeParse(await read());
    if (!faults.success) throw new HostError('malformed', 'These are no switches of the printer.');
    await printer.faults.write(faults.data);
    return faults.data;
  }
  if (pathname === '/terminal/behaviour' && terminal !== null) {
    const behaviour = TerminalBehaviour.safeParse(await read());
    if (!behaviour.success) throw new HostError('malformed', 'This is nothing the terminal can do.');
    await terminal.behaviour.write(behaviour.data);
    return behaviour.data;
  }
  return null;
}
