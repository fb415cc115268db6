import type { Abilities } from '../abilities.ts';
import { HostError } from '../host-error.ts';
import { PrinterFaults } from '../simulator/faults.ts';
import { TerminalBehaviour } from '../terminal/behaviour.ts';
import { printerSite } from './printer-site.ts';
import type { SiteAnswer } from './site.ts';
import { terminalSite } from './terminal-site.ts';

type Simulators = Pick<Abilities, 'simulator' | 'terminal'>;

/** The pages of whatever is simulated on this device; null for any other path. The same in every host. */
export async function simulatorSite(
  { simulator, terminal }: Simulators,
  device: string,
  pathname: string,
  mark: string | undefined,
): Promise<SiteAnswer | null> {
  const paper = simulator === null ? null : await printerSite(simulator, device, pathname, mark);
  return paper ?? (terminal === null ? null : terminalSite(terminal, device, pathname));
}

/** Sets a switch of a simulator and answers how it stands; null where there is none. Throws `HostError` on nonsense. */
export async function simulatorSwitch(
  { simulator, terminal }: Simulators,
  pathname: string,
  read: () => Promise<unknown>,
): Promise<PrinterFaults | TerminalBehaviour | null> {
  if (pathname === '/printer/faults' && simulator !== null) {
    const faults = PrinterFaults.safeParse(await read());
    if (!faults.success) throw new HostError('malformed', 'These are no switches of the printer.');
    await simulator.faults.write(faults.data);
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
