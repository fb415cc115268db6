import type { z } from 'zod';
import type { EnrolledIdentity } from '#renderer/replica/types.ts';
import { REQUEST_TIMEOUT_MS } from '#shared/domain/limits.ts';
import { ErrorAnswer, STAFF_HEADER } from '#shared/wire/messages.ts';

/** What a question to the server came to. Nothing here is ever needed to sell: that goes through the replica. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** It answered no: `code` and `message` are its own, `retryAfterSeconds` is 0 unless it asks to wait. */
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      readonly retryAfterSeconds: number;
    }
  | { readonly kind: 'unreachable' };

export type Question<T> = {
  readonly identity: Pick<EnrolledIdentity, 'serverUrl' | 'token'>;
  readonly path: string;
  readonly schema: z.ZodType<T>;
  /** Sent as JSON with POST; without it the question is a GET. */
  readonly body?: unknown;
  readonly staffToken?: string;
  readonly signal?: AbortSignal;
};

/** Asks the server once, without trying again. Never throws. */
export async function askServer<T>(question: Question<T>, send: typeof fetch = fetch): Promise<Answer<T>> {
  const { identity, path, schema, body, staffToken, signal } = question;
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  try {
    const response = await send(new URL(path, withSlash(identity.serverUrl)), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${identity.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(staffToken === undefined ? {} : { [STAFF_HEADER]: staffToken }),
      },
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) return await refusal(response);
    const value = schema.safeParse(response.status === 204 ? undefined : await response.json());
    return value.success ? { kind: 'ok', value: value.data } : { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

async function refusal(response: Response): Promise<Answer<never>> {
  const parsed = ErrorAnswer.safeParse(await response.json().catch(() => null));
  const seconds = Number(response.headers.get('retry-after') ?? '0');
  return {
    kind: 'refused',
    code: parsed.success ? parsed.data.error.code : `http-${response.status}`,
    message: parsed.success ? parsed.data.error.message : response.statusText,
    retryAfterSeconds: Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : 0,
  };
}
