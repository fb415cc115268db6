import type { FastifyInstance } from 'fastify';
import { REPLICA_HEADER, STAFF_HEADER } from '#shared/wire/messages.ts';

/**
 * Every answer carries these. Nothing here is a page, so a browser is told to run, frame and keep nothing.
 * (Written out rather than left to helmet, which builds its policy anew for each request: 4 % of a push.
 * Strict-Transport-Security belongs to whoever ends TLS in front of this server.)
 *
 * Pages of any origin may ask: kiosk pages come from a loopback agent or Electron's own scheme, never from here.
 * `*` is safe because nothing is granted by who the browser is: there are no cookies and no credentials mode, every
 * right comes from a bearer token that only the kiosk's own page has. A foreign page can ask exactly what `curl` can.
 */
const EVERY_ANSWER = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'request-id, retry-after',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': `authorization, content-type, ${REPLICA_HEADER}, ${STAFF_HEADER}`,
  'access-control-max-age': '86400',
} as const;

/** Puts the headers of every answer on every answer, and answers preflights. */
export function carryHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(EVERY_ANSWER);
    done();
  });
  app.options('/*', { schema: { hide: true } }, (_request, reply) =>
    reply.code(204).headers(PREFLIGHT).send(),
  );
}
