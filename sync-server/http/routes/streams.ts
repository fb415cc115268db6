import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { COLLECTION_NAMES, COLLECTIONS, type CollectionName } from '#shared/wire/collections.ts';
import { ErrorAnswer } from '#shared/wire/messages.ts';
import { sendDocuments } from '../../stream/documents.ts';
import { sendPokes, sharedPokes } from '../../stream/pokes.ts';
import { askingOf, type Context } from '../context.ts';
import { StreamQuery } from '../shapes.ts';

const eventStream = (description: string) => ({
  200: { description, content: { 'text/event-stream': { schema: z.string() } } },
  '4xx': ErrorAnswer,
});

function pokeStream(app: FastifyInstance, context: Context): void {
  const { engine, hub } = context;
  const textOf = sharedPokes();
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/stream',
    onRequest: context.gate.reader,
    schema: {
      summary: 'Says which collections changed; the documents come by pull.',
      querystring: StreamQuery,
      response: eventStream(
        'One JSON message per event: {kind: "poke", collection, lwt} or {kind: "recall", allotmentId, epoch, seatIds}.',
      ),
    },
    handler: (request, reply) => {
      const { caller, token } = askingOf(request);
      const { collections } = request.query;
      context.streams.open(request, reply, { deviceId: caller.device.id, token }, (channel) =>
        sendPokes({ engine, hub, textOf }, channel, caller, collections),
      );
    },
  });
}

function documentStream(app: FastifyInstance, context: Context, collection: CollectionName): void {
  const { engine, hub } = context;
  app.route({
    method: 'GET',
    url: `/${collection}/${COLLECTIONS[collection].version}/pullStream`,
    onRequest: context.gate.reader,
    schema: {
      summary: `Changes of ${collection} as they happen, for the stock RxDB client.`,
      response: eventStream('One JSON message per event: {documents, checkpoint}, as a pull answers.'),
    },
    handler: (request, reply) => {
      const { caller, token } = askingOf(request);
      context.streams.open(request, reply, { deviceId: caller.device.id, token }, (channel, fail) =>
        sendDocuments({ engine, hub, channel, caller, collection }, fail),
      );
    },
  });
}

export function streamRoutes(app: FastifyInstance, context: Context): void {
  pokeStream(app, context);
  for (const collection of COLLECTION_NAMES) documentStream(app, context, collection);
}
