import { displayHtml, paymentList, TERMINAL_CSS, TERMINAL_JS, terminalPage } from '../terminal/page.ts';
import type { TerminalView } from '../terminal/simulator.ts';
import { BACK_JS } from './back.ts';
import { contentSecurityPolicy, HARDENING_HEADERS } from './policy.ts';
import type { SiteAnswer } from './site.ts';

/** The pages of a simulated card terminal, under `/terminal`; null for any other path. */
export async function terminalSite(
  terminal: TerminalView,
  device: string,
  pathname: string,
): Promise<SiteAnswer | null> {
  switch (pathname) {
    case '/terminal':
      return answer(
        'text/html',
        terminalPage(device, terminal.display(), await terminal.payments(), await terminal.behaviour.read()),
      );
    case '/terminal/page.css':
      return answer('text/css', TERMINAL_CSS);
    case '/terminal/page.js':
      return answer('text/javascript', TERMINAL_JS + BACK_JS);
    case '/terminal/state': {
      const behaviour = await terminal.behaviour.read();
      const payments = await terminal.payments();
      const state = {
        ...behaviour,
        display: terminal.display(),
        payments: payments.slice(0, 30),
        displayHtml: displayHtml(terminal.display(), behaviour),
        paymentsHtml: paymentList(payments),
      };
      return answer('application/json', JSON.stringify(state));
    }
    default:
      return null;
  }
}

function answer(type: string, text: string): SiteAnswer {
  return {
    status: 200,
    headers: {
      ...HARDENING_HEADERS,
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy('', 'none'),
    },
    body: new TextEncoder().encode(text),
  };
}
