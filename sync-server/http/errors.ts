import type { FastifyReply, FastifyRequest } from 'fastify';
import { BusyError, StoreError } from '../store/errors.ts';
import { DRAIN_BYTES_MAX, DRAIN_MS_MAX } from './bounds.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** An answer that is not a success, on its way to whoever asked. `message` may be shown to staff. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function tooMany(retryAfterSeconds: number, message: string, code = 'too-many-requests'): HttpError {
  return new HttpError(429, code, message, { 'retry-after': String(retryAfterSeconds) });
}

/** `{error: {code, message}}`, as every failed request is answered; `beside` stands next to `error`. */
export function errorText(
  code: string,
  message: string,
  beside: Readonly<Record<string, string>> = {},
): string {
  return JSON.stringify({ error: { code, message }, ...beside });
}

const MESSAGE_LENGTH_MAX = 500;

const FASTIFY_ERRORS: Readonly<Record<string, readonly [status: number, code: string, message: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body-too-large', 'The body is larger than this route takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported-media-type', 'Send the body as application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'bad-request', 'The body is not as long as its header says.'],
  FST_ERR_BAD_URL: [400, 'bad-request', 'The address cannot be decoded.'],
  FST_ERR_MAX_PARAM_LENGTH: [414, 'bad-request', 'A part of the address is too long.'],
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const issuesOf = (error: unknown): string | null => {
  if (!(error instanceof Error) || !('validation' in error) || !Array.isArray(error.validation)) return null;
  return error.message.slice(0, MESSAGE_LENGTH_MAX);
};

/** The engine cannot write just now: too much waits already, or the disk does not take it. */
function unavailable(error: unknown): HttpError | null {
  if (error instanceof BusyError) {
    return new HttpError(503, 'busy', error.message, { 'retry-after': String(error.retryAfterSeconds) });
  }
  if (error instanceof StoreError) {
    return new HttpError(503, `store-${error.fault}`, error.message, { 'retry-after': '5' });
  }
  return null;
}

/** Any thrown thing as the answer it deserves; null when it is a fault of ours. */
export function knownError(error: unknown): HttpError | null {
  if (error instanceof HttpError) return error;
  if (error instanceof SyntaxError) return new HttpError(400, 'malformed-json', 'The body is not JSON.');
  const listed = FASTIFY_ERRORS[codeOf(error)];
  if (listed !== undefined) return new HttpError(listed[0], listed[1], listed[2]);
  const issues = issuesOf(error);
  if (issues !== null) return new HttpError(400, 'invalid-request', issues);
  const closed = unavailable(error);
  if (closed !== null) return closed;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new HttpError(status, 'bad-request', 'The request cannot be understood.');
  }
  return null;
}

/**
 * Reads the rest of a refused body and throws it away, within bounds: a client that is still sending when the
 * connection closes sees a broken line instead of the answer.
 */
async function drain(request: FastifyRequest): Promise<void> {
  const { raw } = request;
  if (raw.readableEnded || raw.destroyed) return;
  await new Promise<void>((resolve) => {
    let bytes = 0;
    const timer = setTimeout(resolve, DRAIN_MS_MAX);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    raw.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > DRAIN_BYTES_MAX) done();
    });
    raw.once('end', done).once('close', done).once('error', done);
    raw.resume();
  });
}

/** fastify's error handler: answers, and logs what is a fault of ours. */
export async function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const known = knownError(error);
  if (known === null) request.log.error({ err: error }, 'request failed');
  else if (known.status >= 500) request.log.warn({ err: error, code: known.code }, 'request put off');
  else request.log.debug({ status: known.status, code: known.code }, 'request refused');
  if (known?.status === 413) await drain(request);
  const answer =
    known ?? new HttpError(500, 'internal', `The server failed; its log has the reason under ${request.id}.`);
  reply.code(answer.status).headers(answer.headers).header('request-id', request.id).type(JSON_TYPE);
  return errorText(answer.code, answer.message);
}
