import { PAGE_CSS, PAGE_JS, paperList, printerPage } from '../simulator/page.ts';
import type { PrinterSimulator } from '../simulator/simulator.ts';
import { BACK_JS } from './back.ts';
import { contentSecurityPolicy, HARDENING_HEADERS } from './policy.ts';
import type { SiteAnswer } from './site.ts';

/** The pages of a simulated printer, under `/printer`; null for any other path. `mark` is the `if-none-match` of the request. */
export async function printerSite(
  simulator: PrinterSimulator,
  device: string,
  pathname: string,
  mark: string | undefined,
): Promise<SiteAnswer | null> {
  switch (pathname) {
    case '/printer':
      return answer(
        'text/html',
        printerPage(device, await simulator.papers.list(), await simulator.faults.read()),
      );
    case '/printer/page.css':
      return answer('text/css', PAGE_CSS);
    case '/printer/page.js':
      return answer('text/javascript', PAGE_JS + BACK_JS);
    case '/printer/papers': {
      const now = `"${await simulator.papers.mark()}"`;
      if (mark === now) return { status: 304, headers: { etag: now }, body: new Uint8Array() };
      return answer('text/html', paperList(await simulator.papers.list()), { etag: now });
    }
    default:
      return null;
  }
}

function answer(type: string, text: string, more: Record<string, string> = {}): SiteAnswer {
  return {
    status: 200,
    headers: {
      ...HARDENING_HEADERS,
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy('', 'none'),
      ...more,
    },
    body: new TextEncoder().encode(text),
  };
}
