import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { HeadAnswer, HeadsAnswer } from '#shared/wire/journal-head.ts';
import { ErrorAnswer } from '#shared/wire/messages.ts';
import { askingOf, type Context } from '../context.ts';
import { leaderGate } from './admin.ts';

/** How far journals have arrived, counter-signed. */
export function journalRoutes(app: FastifyInstance, context: Context): void {
  const { journal } = context.engine;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.route({
    method: 'GET',
    url: '/journal/head',
    // As a push: a retired device still hands in its journal, and keeps what it is told of it.
    onRequest: context.gate.pusher,
    schema: {
      summary: 'How far the asking device’s journal has arrived without a gap, signed by the server.',
      response: { 200: HeadAnswer, '4xx': ErrorAnswer },
    },
    handler: (request) => journal.head(askingOf(request).caller.device),
  });
  typed.route({
    method: 'GET',
    url: '/admin/journal-heads',
    onRequest: leaderGate(context, 'supervisor'),
    schema: {
      summary: 'How far the journal of each device of the cinema has arrived, signed by the server.',
      response: { 200: HeadsAnswer, '4xx': ErrorAnswer },
    },
    handler: (request) => journal.heads(askingOf(request).caller.device.cinemaId),
  });
}
