import { REQUEST_TIMEOUT_MS } from '#shared/domain/limits.ts';
import { HeadAnswer } from '#shared/wire/journal-head.ts';
import type { Fetch } from '../enrolment.ts';

/** Asks the server how far it has this device's journal; null without an answer that can be used. */
export async function askForHead(
  fetch: Fetch,
  { serverUrl, token }: { readonly serverUrl: string; readonly token: string },
  signal: AbortSignal,
): Promise<HeadAnswer | null> {
  try {
    const response = await fetch(`${serverUrl}/journal/head`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    });
    const body: unknown = await response.json();
    const answer = HeadAnswer.safeParse(body);
    return response.ok && answer.success ? answer.data : null;
  } catch {
    return null;
  }
}
