import type { IncomingMessage } from 'node:http';
import type { Abilities } from '../abilities/abilities.ts';
import { callVerb, isVerb } from '../abilities/call-verb.ts';
import { HostError, messageOf } from '../abilities/host-error.ts';
import { HARDENING_HEADERS } from '../abilities/site/policy.ts';
import { simulatorSite, simulatorSwitch } from '../abilities/site/simulators.ts';
import { plain, type Site, type SiteAnswer } from '../abilities/site/site.ts';
import { readJson } from './body.ts';
import { judgeRequest } from './gate.ts';

export type Routes = {
  readonly abilities: Abilities;
  readonly site: Site;
  /** The device's folder name, for the pages that show it. */
  readonly device: string;
  readonly port: number;
  readonly log: (line: string) => void;
};

/** Answers one request; whatever goes wrong becomes an answer too. */
export async function answerRequest(routes: Routes, request: IncomingMessage): Promise<SiteAnswer> {
  const { method = '', headers, url = '/' } = request;
  const ruling = judgeRequest({ method, headers }, routes.port);
  if (ruling.kind === 'out') return failure(ruling.status, 'refused', ruling.why);
  if (ruling.kind === 'elsewhere') {
    return {
      ...plain(308, 'Here.'),
      headers: { location: `${ruling.origin}${url}`, 'cache-control': 'no-store' },
    };
  }
  const { pathname } = new URL(url, 'http://127.0.0.1');
  try {
    return method === 'POST' ? await post(routes, pathname, request) : await get(routes, pathname, request);
  } catch (error) {
    return fromError(error, pathname, routes.log);
  }
}

async function get(routes: Routes, pathname: string, request: IncomingMessage): Promise<SiteAnswer> {
  const { abilities, site, device } = routes;
  if (pathname === '/health') return json(200, { status: 'ok', device });
  const simulated = await simulatorSite(abilities, device, pathname, request.headers['if-none-match']);
  return simulated ?? site.get(pathname);
}

async function post(routes: Routes, pathname: string, request: IncomingMessage): Promise<SiteAnswer> {
  const { abilities } = routes;
  const verb = /^\/bridge\/([A-Za-z]+)$/.exec(pathname)?.[1];
  if (verb !== undefined && isVerb(verb))
    return json(200, await callVerb(abilities.bridge, verb, await readJson(request)));
  const now = await simulatorSwitch(abilities, pathname, () => readJson(request));
  if (now !== null) return json(200, now);
  return failure(404, 'unknown-verb', 'The host knows no such verb.');
}

const STATUS_OF: Readonly<Record<string, number>> = { malformed: 400, 'too-large': 413, 'not-enrolled': 409 };

function fromError(error: unknown, pathname: string, log: (line: string) => void): SiteAnswer {
  if (error instanceof HostError) return failure(STATUS_OF[error.code] ?? 422, error.code, error.message);
  log(`${pathname} failed: ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}`);
  return failure(500, 'internal', `The host could not do this: ${messageOf(error)}`);
}

const failure = (status: number, code: string, message: string): SiteAnswer =>
  json(status, { error: { code, message } });

function json(status: number, value: unknown): SiteAnswer {
  return {
    status,
    headers: { ...HARDENING_HEADERS, 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: new TextEncoder().encode(JSON.stringify(value)),
  };
}
