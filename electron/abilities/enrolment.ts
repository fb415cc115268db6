import { REQUEST_TIMEOUT_MS } from '#shared/domain/limits.ts';
import { EnrolAnswer, type EnrolBody, ErrorAnswer } from '#shared/wire/messages.ts';
import { HostError } from './host-error.ts';

export type Fetch = typeof globalThis.fetch;

/** `no-answer` says nothing about the device: the server is down, away or in trouble. */
export type Standing = 'known' | 'unknown' | 'no-answer';

/** The address as it is stored: http or https, without a slash at the end. Throws on any other text. */
export function serverAddress(text: string): string {
  if (!URL.canParse(text)) throw new HostError('bad-address', `"${text}" is no address of a server.`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new HostError(
      'bad-address',
      `A server's address begins with http:// or https://, not ${url.protocol}`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Uses up a one-time code at the server. */
export async function askForEnrolment(
  fetch: Fetch,
  serverUrl: string,
  { code, name, publicKey }: EnrolBody,
): Promise<EnrolAnswer> {
  const response = await post(fetch, serverUrl, JSON.stringify({ code, name, publicKey }));
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const refusal = ErrorAnswer.safeParse(body);
    throw new HostError(
      'enrolment-refused',
      refusal.success
        ? `The server refused the code: ${refusal.data.error.message}`
        : `The server refused the code (status ${response.status}).`,
    );
  }
  const answer = EnrolAnswer.safeParse(body);
  if (!answer.success) {
    throw new HostError('not-foyer', `${serverUrl} answers, but not as a Foyer server does.`);
  }
  return answer.data;
}

async function post(fetch: Fetch, serverUrl: string, body: string): Promise<Response> {
  try {
    return await fetch(`${serverUrl}/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
  } catch {
    throw new HostError(
      'no-server',
      `No answer from ${serverUrl}. Is the server running, and is the address right?`,
    );
  }
}

/** Asks something every device may ask; only a clear 401 means that the server does not know the token. */
export async function askForStanding(fetch: Fetch, serverUrl: string, token: string): Promise<Standing> {
  try {
    const response = await fetch(`${serverUrl}/me`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.status === 401) return 'unknown';
    return response.ok ? 'known' : 'no-answer';
  } catch {
    return 'no-answer';
  }
}
