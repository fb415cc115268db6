import { PAGE_CSS, PAGE_JS, paperList, printerPage } from '../simulator/page.ts';
import type { PrinterSimulator } from '../simulator/simulator.ts';
import { BACK_JS } from './back.ts';
import { contentSecurityPolicy, HARDENING_HEADERS } from './policy.ts';
import type { SiteAnswer } from './site.ts';

/** Where a simulated printer's pages are, and what it is called there. */
export type PrinterPlace = { readonly path: string; readonly title: string };

/** The pages of a simulated printer, under its path; null for any other. `mark` is the `if-none-match` of the request. */
export async function printerSite(
  simulator: PrinterSimulator,
  place: PrinterPlace,
  pathname: string,
  mark: string | undefined,
): Promise<SiteAnswer | null> {
  if (pathname !== place.path && !pathname.startsWith(`${place.path}/`)) return null;
  switch (pathname.slice(place.path.length)) {
    case '':
      return answer(
        'text/html',
        printerPage(place, await simulator.papers.list(), await simulator.faults.read()),
      );
    case '/page.css':
      return answer('text/css', PAGE_CSS);
    case '/page.js':
      return answer('text/javascript', PAGE_JS + BACK_JS);
    case '/papers': {
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
