import type { Protocol } from 'electron';
import { HostError, messageOf } from '../abilities/host-error.ts';
import { BRIDGE_HEADER } from '../abilities/site/policy.ts';
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

/** What the scheme shows beside the built pages: the simulators of this device. */
export type Beside = {
  readonly get: (pathname: string, mark: string | undefined) => Promise<SiteAnswer | null>;
  readonly set: (pathname: string, read: () => Promise<unknown>) => Promise<object | null>;
};

/** A switch is a handful of words. */
const SWITCH_BYTES_MAX = 4_096;

/** Answers for addresses of the scheme: the built pages and the simulators, and nothing else on this machine. */
export function serveScheme(protocol: Pick<Protocol, 'handle'>, site: Site, beside: Beside): void {
  protocol.handle(SCHEME, async (request) => {
    if (!isOwn(request.url)) return toResponse(plain(404, 'There is nothing here.'));
    const { pathname } = new URL(request.url);
    if (request.method === 'POST') return post(request, pathname, beside);
    if (request.method !== 'GET') return toResponse(plain(405, 'Only GET is understood.'));
    const mark = request.headers.get('if-none-match') ?? undefined;
    return toResponse((await beside.get(pathname, mark)) ?? (await site.get(pathname)));
  });
}

/** Only a script of our own pages sets a switch: another origin is refused, whatever it managed to load. */
async function post(request: Request, pathname: string, { set }: Beside): Promise<Response> {
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== ORIGIN) return toResponse(plain(403, 'Another site asked.'));
  if (request.headers.get(BRIDGE_HEADER) !== '1') return toResponse(plain(405, 'Only GET is understood.'));
  try {
    const now = await set(pathname, () => bodyOf(request));
    return now === null ? toResponse(plain(404, 'There is nothing here.')) : Response.json(now);
  } catch (error) {
    return toResponse(plain(400, messageOf(error)));
  }
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > SWITCH_BYTES_MAX) throw new HostError('too-large', 'The request is too long.');
  try {
    return JSON.parse(text);
  } catch {
    throw new HostError('malformed', 'The request is no JSON.');
  }
}

function toResponse({ status, headers, body }: SiteAnswer): Response {
  return new Response(body.length === 0 ? null : body, { status, headers: { ...headers } });
}
