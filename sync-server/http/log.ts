import type { FastifyBaseLogger } from 'fastify';
import { type Logger, pino } from 'pino';
import type { PushedCollection } from '#shared/wire/collections.ts';
import type { PushAnswer } from '#shared/wire/messages.ts';
import type { Caller } from '../engine.ts';

const ROWS_LOGGED_MAX = 10;
const ID_LENGTH_MAX = 64;

/** Names under which tokens, PINs and what customers say about themselves could slip into a log line. */
const SECRETS = ['authorization', 'token', 'staffToken', 'pin', 'customer', 'phone', 'email', 'note', 'body'];

/**
 * The server's log: one JSON object per line on standard error, so that standard output stays for the one line its
 * starter reads. Of a request only method, path and address are ever written, never headers, query or body; whatever
 * a careless line adds under the name of a secret is blotted out.
 */
export function openLog(
  level: string,
  destination: pino.DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: { program: 'foyer-server' },
      redact: {
        paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '[kept out]',
      },
      serializers: { req: requestLine, err: pino.stdSerializers.err },
    },
    destination,
  );
}

function requestLine(request: { method: string; url: string; ip?: string }): object {
  return { method: request.method, path: request.url.split('?', 1)[0]?.slice(0, 200), address: request.ip };
}

/**
 * Logs which rows of a push were not taken and why: their ids and codes, nothing of their contents. Returns how many
 * there were. A flood of bad rows makes one line.
 */
export function logRefusedRows(
  log: FastifyBaseLogger,
  caller: Caller,
  collection: PushedCollection,
  answer: PushAnswer,
): number {
  let refused = 0;
  const rows: { id: string; refusal: string }[] = [];
  for (const document of answer) {
    if (document._refused === undefined) continue;
    refused += 1;
    if (rows.length < ROWS_LOGGED_MAX) {
      rows.push({ id: document.id.slice(0, ID_LENGTH_MAX), refusal: document._refused.code });
    }
  }
  if (refused > 0) {
    log.warn(
      { deviceId: caller.device.id, staffId: caller.staff?.id, collection, refused, rows },
      'rows refused',
    );
  }
  return refused;
}
