import { HostError } from '../host-error.ts';
import type { PrinterPort } from './link.ts';
import { PRINTER_TCP_PORT, tcpPrinter } from './tcp.ts';

/** The printer named by `FOYER_PRINTER`, for instance `tcp://192.168.1.50` or `tcp://printer.local:9100`; null: simulated. */
export function chosenPrinter(text: string | undefined): PrinterPort | null {
  if (text === undefined || text === '' || text === 'simulated') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== 'tcp:' || url.hostname === '') {
    throw new HostError('bad-printer', `"${text}" names no printer. Write tcp://<address>, or leave it out.`);
  }
  return tcpPrinter(url.hostname, url.port === '' ? PRINTER_TCP_PORT : Number(url.port));
}
