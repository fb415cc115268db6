import { HostError } from '../host-error.ts';
import { PAPER_SIZES, type PaperWidth, type PrinterSetup } from './layout.ts';
import type { PrinterPort } from './link.ts';
import { readLogo } from './logo.ts';
import { PRINTER_TCP_PORT, tcpPrinter } from './tcp.ts';

/** A printer of a till, and what it is loaded with. */
export type PrinterChoice =
  | { readonly kind: 'simulated'; readonly setup: PrinterSetup }
  | { readonly kind: 'real'; readonly port: PrinterPort; readonly setup: PrinterSetup };

/**
 * The ticket printer named by `FOYER_PRINTER`: `tcp://192.168.1.50`, `tcp://printer.local:9100` or `simulated`, each with
 * `?paper=58` for narrow paper and `&logo=/path/to/logo.png` for a logo.
 */
export function chosenPrinter(text: string | undefined): PrinterChoice {
  const [address, setup] = parsed(text === undefined || text === '' ? 'simulated' : text);
  if (address === 'simulated') return { kind: 'simulated', setup };
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.protocol !== 'tcp:' || url.hostname === '') {
    throw new HostError('bad-printer', `"${text}" names no printer. Write tcp://<address>, or leave it out.`);
  }
  const port = tcpPrinter(url.hostname, url.port === '' ? PRINTER_TCP_PORT : Number(url.port));
  return { kind: 'real', port, setup };
}

/**
 * The receipt printer named by `FOYER_RECEIPT_PRINTER`, in the same words, or `none`; null: there is none. Left out, a
 * simulated ticket printer has a simulated one beside it.
 */
export function chosenReceiptPrinter(text: string | undefined, tickets: PrinterChoice): PrinterChoice | null {
  if (text === 'none') return null;
  if (text === undefined || text === '')
    return tickets.kind === 'simulated' ? chosenPrinter(undefined) : null;
  return chosenPrinter(text);
}

function parsed(text: string): [address: string, setup: PrinterSetup] {
  const [address = '', query = ''] = text.split('?', 2);
  const asked = new URLSearchParams(query);
  const paper = paperOf(asked.get('paper') ?? '80');
  const logo = asked.get('logo');
  const widthMax = PAPER_SIZES[paper].dots;
  return [address, { paper, ...(logo === null ? {} : { logo: readLogo(logo, widthMax) }) }];
}

function paperOf(text: string): PaperWidth {
  if (text === '58') return 58;
  if (text === '80') return 80;
  throw new HostError('bad-printer', `Paper is 58 or 80 millimetres wide, not "${text}".`);
}
