import type { Protocol } from 'electron';
import { plain, type Site, type SiteAnswer } from '../abilities/site/site.ts';

export const SCHEME = 'foyer';
/** The one origin of our pages. */
export const ORIGIN = `${SCHEME}://app`;

/** Must run before the application is ready. `standard` gives the pages an origin of their own, and so IndexedDB. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Whether an address is one of our own pages. */
export function isOwn(url: string): boolean {
  return url === ORIGIN || url.startsWith(`${ORIGIN}/`);
}

/** Answers for addresses of the scheme: the built pages, and nothing else on this machine. */
export function serveScheme(
  protocol: Pick<Protocol, 'handle'>,
  site: Site,
  more: (pathname: string, mark: string | undefined) => Promise<SiteAnswer | null>,
): void {
  protocol.handle(SCHEME, async (request) => {
    if (!isOwn(request.url)) return toResponse(plain(404, 'There is nothing here.'));
    if (request.method !== 'GET') return toResponse(plain(405, 'Only GET is understood.'));
    const { pathname } = new URL(request.url);
    const mark = request.headers.get('if-none-match') ?? undefined;
    return toResponse((await more(pathname, mark)) ?? (await site.get(pathname)));
  });
}

function toResponse({ status, headers, body }: SiteAnswer): Response {
  return new Response(body.length === 0 ? null : body, { status, headers: { ...headers } });
}
