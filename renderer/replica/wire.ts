import { REQUEST_TIMEOUT_MS } from '#shared/domain/limits.ts';
import { REPLICA_HEADER, STAFF_HEADER } from '#shared/wire/messages.ts';
import type { ReplicaId } from '#shared/wire/scalars.ts';
import type { EnrolledIdentity } from './types.ts';

/** The server said something that can be read, whatever it said. */
export type Answer = { readonly status: number; readonly body: unknown; readonly retryAfterSeconds: number };

/** No readable answer: the line, the server, or something in between that is not Foyer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export type Wire = {
  /** One request with a time limit. Throws {@link NoAnswer}; an abort by `signal` throws the signal's reason. */
  call(method: 'GET' | 'POST', path: string, signal: AbortSignal, body?: unknown): Promise<Answer>;
  /** Opens a response that stays open; its head must arrive in time. A refusal of the server is an answer too. */
  open(path: string, signal: AbortSignal, headTimeoutMs: number): Promise<Response>;
  setStaffToken(token: string | null): void;
};

/**
 * `signal` with a time limit, until `end`. By hand, because a timeout signal that only `AbortSignal.any` refers to
 * may be collected as garbage in Node before it fires, and the request would hang for ever.
 */
function within(signal: AbortSignal, limitMs: number): { readonly signal: AbortSignal; end(): void } {
  const limited = new AbortController();
  const forward = (): void => limited.abort(signal.reason);
  const timer = setTimeout(() => limited.abort(new Error('no answer in time')), limitMs);
  signal.addEventListener('abort', forward, { once: true });
  return {
    signal: limited.signal,
    end: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', forward);
    },
  };
}

/** HTTP as a kiosk speaks it: the device's token, its replica and the person signed in go with every request. */
export function createWire(o: {
  readonly identity: EnrolledIdentity;
  readonly replicaId: ReplicaId;
  readonly fetch: typeof fetch;
  readonly answered: () => void;
  readonly failed: () => void;
  readonly timeoutMs?: number;
}): Wire {
  const timeoutMs = o.timeoutMs ?? REQUEST_TIMEOUT_MS;
  let staffToken: string | null = null;
  const base = o.identity.serverUrl.replace(/\/+$/, '');
  const headers = (): Record<string, string> => ({
    authorization: `Bearer ${o.identity.token}`,
    [REPLICA_HEADER]: o.replicaId,
    ...(staffToken === null ? {} : { [STAFF_HEADER]: staffToken }),
  });

  const guarded = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    try {
      const result = await work();
      o.answered();
      return result;
    } catch (cause) {
      signal.throwIfAborted();
      o.failed();
      throw new NoAnswer('the server did not answer', { cause });
    }
  };

  return {
    call: (method, path, signal, body) =>
      guarded(signal, async () => {
        const limit = within(signal, timeoutMs);
        try {
          const response = await o.fetch(`${base}${path}`, {
            method,
            headers: {
              ...headers(),
              ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            cache: 'no-store',
            signal: limit.signal,
          });
          const retryAfter = Number(response.headers.get('retry-after') ?? '0');
          return {
            status: response.status,
            // A sign-in page of some hotel network answers 200 too; it does not answer JSON.
            body: await response.json(),
            retryAfterSeconds: Number.isFinite(retryAfter) ? Math.max(0, retryAfter) : 0,
          };
        } finally {
          limit.end();
        }
      }),
    open: (path, signal, headTimeoutMs) =>
      guarded(signal, async () => {
        const late = new AbortController();
        const timer = setTimeout(() => late.abort(), headTimeoutMs);
        try {
          const response = await o.fetch(`${base}${path}`, {
            headers: { ...headers(), accept: 'text/event-stream' },
            cache: 'no-store',
            signal: AbortSignal.any([signal, late.signal]),
          });
          const isOurs = response.ok || response.headers.get('content-type')?.includes('json') === true;
          if (!isOurs) throw new Error(`somebody on the way answered ${response.status}`);
          return response;
        } finally {
          clearTimeout(timer);
        }
      }),
    setStaffToken: (token) => {
      staffToken = token;
    },
  };
}
