import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { COLLECTION_NAMES, COLLECTIONS } from '#shared/wire/collections.ts';
import { ErrorAnswer, Health } from '#shared/wire/messages.ts';
import { instant } from '#shared/wire/scalars.ts';
import type { Context } from '../context.ts';
import { HttpError, JSON_TYPE } from '../errors.ts';

const VERSIONS = Object.fromEntries(COLLECTION_NAMES.map((name) => [name, COLLECTIONS[name].version]));

const AWAITED_TOLD_MAX = 100;

/** Whether a request comes from this machine itself and not through a proxy on it. */
function isLocal(request: FastifyRequest): boolean {
  const { forwarded, 'x-forwarded-for': forwardedFor, via } = request.headers;
  if (forwarded !== undefined || forwardedFor !== undefined || via !== undefined) return false;
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.ip);
}

function health(app: FastifyInstance, { engine }: Context): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/health',
    schema: {
      summary:
        "That the server is up, its clock, its feed's epoch and the versions it speaks. Needs no token.",
      security: [],
      response: { 200: Health },
    },
    handler: () => ({
      status: 'ok' as const,
      closed: engine.restoration.closed,
      awaited: engine.restoration.awaited().slice(0, AWAITED_TOLD_MAX),
      time: instant(engine.now()),
      epoch: engine.epoch,
      collections: VERSIONS,
    }),
  });
}

function figures(app: FastifyInstance, context: Context): void {
  app.route({
    method: 'GET',
    url: '/metrics',
    schema: {
      summary: 'Figures for Prometheus; for the machine itself, or with the token of a manager device.',
      response: {
        200: { description: 'Prometheus text.', content: { 'text/plain': { schema: z.string() } } },
        '4xx': ErrorAnswer,
      },
    },
    // Turnover can be read from these figures, so they are not for everyone who reaches the port.
    onRequest: async (request, reply) => {
      if (isLocal(request)) return;
      await context.gate.reader(request, reply);
      if (request.asking?.caller.device.kind !== 'manager') {
        throw new HttpError(403, 'not-allowed', 'Only manager devices read these figures.');
      }
    },
    handler: async (_request, reply) => {
      reply.type(context.metrics.registry.contentType);
      return context.metrics.text();
    },
  });
}

function description(app: FastifyInstance): void {
  let text: string | null = null; // drawn once: the routes never change while the server runs
  app.route({
    method: 'GET',
    url: '/openapi.json',
    schema: { hide: true },
    handler: (_request, reply) => {
      text ??= JSON.stringify(app.swagger());
      return reply.type(JSON_TYPE).send(text);
    },
  });
}

/** What operators and tools ask of a server. */
export function serviceRoutes(app: FastifyInstance, context: Context): void {
  health(app, context);
  figures(app, context);
  description(app);
}
