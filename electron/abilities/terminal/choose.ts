import { HostError } from '../host-error.ts';
import type { Protocol } from './simulator.ts';

/** Where ZVT terminals listen. */
export const ZVT_PORT = 20_007;
const PASSWORD_USUAL = 0;

/** Which terminal a till uses, and what it speaks. */
export type TerminalChoice =
  | { readonly kind: 'simulated'; readonly protocol: Protocol }
  | { readonly kind: 'zvt'; readonly host: string; readonly port: number; readonly password: number }
  | { readonly kind: 'nexo'; readonly url: string; readonly poiId: string; readonly saleId: string };

const HELP = 'Write zvt://<address>, nexo://<address>/<POIID> or nexos://…, simulated:zvt or simulated:nexo.';

/**
 * Reads `FOYER_TERMINAL`: `zvt://192.168.1.60` (port 20007 unless said, `zvt://:123456@…` for a password of its own),
 * `nexo://192.168.1.61:8080/P400-123456789?sale=Foyer-1` (`nexos:` over TLS), `simulated:zvt`, `simulated:nexo`. Nothing
 * is `simulated:zvt`. Throws `HostError` for anything else.
 */
export function chosenTerminal(text: string | undefined): TerminalChoice {
  if (text === undefined || text === '' || text === 'simulated:zvt')
    return { kind: 'simulated', protocol: 'zvt' };
  if (text === 'simulated:nexo') return { kind: 'simulated', protocol: 'nexo' };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '') throw unknown(text);
  if (url.protocol === 'zvt:') {
    const port = url.port === '' ? ZVT_PORT : Number(url.port);
    return { kind: 'zvt', host: url.hostname, port, password: passwordOf(url.password, text) };
  }
  const poiId = decodeURIComponent(url.pathname.slice(1));
  if ((url.protocol !== 'nexo:' && url.protocol !== 'nexos:') || !/^[\w.-]{1,64}$/.test(poiId))
    throw unknown(text);
  const scheme = url.protocol === 'nexos:' ? 'https' : 'http';
  return {
    kind: 'nexo',
    url: `${scheme}://${url.host}/nexo`,
    poiId,
    saleId: url.searchParams.get('sale') ?? 'Foyer',
  };
}

function passwordOf(text: string, whole: string): number {
  if (text === '') return PASSWORD_USUAL;
  if (!/^\d{6}$/.test(text)) throw unknown(whole);
  return Number(text);
}

const unknown = (text: string): HostError =>
  // The text may hold the terminal's password.
  new HostError('bad-terminal', `"${text.replace(/:[^:@/]*@/, ':…@')}" names no card terminal. ${HELP}`);
