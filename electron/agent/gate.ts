import { BRIDGE_HEADER } from '../abilities/site/policy.ts';

/** What of a request decides whether it may come in; header names in lower case, as Node gives them. */
export type Knock = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

export type Ruling =
  | { readonly kind: 'in' }
  | { readonly kind: 'elsewhere'; readonly origin: string }
  | { readonly kind: 'out'; readonly status: 403 | 405 | 415 | 421; readonly why: string };

const out = (status: 403 | 405 | 415 | 421, why: string): Ruling => ({ kind: 'out', status, why });

/**
 * Rules on a request to the agent on `port`. The agent listens on the loopback address only, but a page of any site
 * in a browser of this machine can reach that too: by its address, or by a name that was made to point at it.
 */
export function judgeRequest(knock: Knock, port: number): Ruling {
  const { method, headers } = knock;
  const host = headers['host'];
  // A name that merely points here carries itself in Host: only the address itself is let in.
  if (host === `localhost:${port}` && (method === 'GET' || method === 'HEAD')) {
    // Another origin would be another, empty replica.
    return { kind: 'elsewhere', origin: `http://127.0.0.1:${port}` };
  }
  if (host !== `127.0.0.1:${port}`) return out(421, 'This host is reached as 127.0.0.1 only.');
  if (method === 'GET' || method === 'HEAD') return { kind: 'in' };
  if (method !== 'POST') return out(405, 'Only GET, HEAD and POST are understood.');
  return judgePost(headers, port);
}

function judgePost(headers: Knock['headers'], port: number): Ruling {
  const origin = headers['origin'];
  if (origin !== undefined && origin !== `http://127.0.0.1:${port}`) return out(403, 'Another site asked.');
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return out(403, 'Another site asked.');
  // A header of our own cannot be sent across sites without asking first, and the agent never says yes.
  if (headers[BRIDGE_HEADER] !== '1') return out(403, `The header ${BRIDGE_HEADER}: 1 is missing.`);
  const type = headers['content-type'];
  if (typeof type !== 'string' || !/^application\/json(;|$)/i.test(type))
    return out(415, 'Only JSON is understood.');
  return { kind: 'in' };
}
