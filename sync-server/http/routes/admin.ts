import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  OpenAnswer,
  OpenItemPage,
  OpenItemQuery,
  QuarantinePage,
  QuarantineQuery,
  RetireAnswer,
} from '#shared/wire/admin.ts';
import { ErrorAnswer } from '#shared/wire/messages.ts';
import { DeviceId } from '#shared/wire/scalars.ts';
import type { Caller } from '../../engine.ts';
import { askingOf, type Context } from '../context.ts';
import { HttpError } from '../errors.ts';

type Rank = 'supervisor' | 'manager';

/** Whether this is a manager's device, or somebody of at least this rank is signed in. */
function leads({ device, staff }: Caller, rank: Rank): boolean {
  if (device.kind === 'manager' || staff?.role === 'manager') return true;
  return rank === 'supervisor' && staff?.role === 'supervisor';
}

/** Lets in whoever leads the cinema; no body has been read by then. */
export function leaderGate(context: Context, rank: Rank) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    await context.gate.reader(request, reply);
    if (leads(askingOf(request).caller, rank)) return;
    const who = rank === 'manager' ? 'A manager' : 'A supervisor or manager';
    throw new HttpError(403, 'not-allowed', `${who} must be signed in, or ask from a manager device.`);
  };
}

/** What waits for a person. */
function attention(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const onRequest = leaderGate(context, 'supervisor');
  const { attention: waiting } = context.engine;
  const cinemaOf = (request: FastifyRequest) => askingOf(request).caller.device.cinemaId;
  typed.route({
    method: 'GET',
    url: '/admin/quarantine',
    onRequest,
    schema: {
      summary: 'What retired and outdated devices handed in, as they sent it, oldest first.',
      querystring: QuarantineQuery,
      response: { 200: QuarantinePage, '4xx': ErrorAnswer },
    },
    handler: (request) => waiting.quarantine(cinemaOf(request), request.query),
  });
  typed.route({
    method: 'GET',
    url: '/admin/open-items',
    onRequest,
    schema: {
      summary: 'Money and sales that a person must look at, oldest first, settled ones included.',
      querystring: OpenItemQuery,
      response: { 200: OpenItemPage, '4xx': ErrorAnswer },
    },
    handler: async (request) => {
      const page = await waiting.openItems(cinemaOf(request), request.query);
      if (page === null)
        throw new HttpError(400, 'invalid-request', 'The list has no such place to go on from.');
      return page;
    },
  });
}

function retirement(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: '/admin/devices/:id/retire',
    onRequest: leaderGate(context, 'manager'),
    schema: {
      summary: 'Takes a device of the cinema out of service, for good; it may only hand in what it has sold.',
      params: z.object({ id: DeviceId }),
      response: { 200: RetireAnswer, '4xx': ErrorAnswer },
    },
    handler: async (request) => {
      const { device, staff } = askingOf(request).caller;
      const deviceId = request.params.id;
      if (deviceId === device.id)
        throw new HttpError(409, 'own-device', 'A device cannot retire itself; ask from another one.');
      if (!(await context.engine.registry.retire(device.cinemaId, deviceId)))
        throw new HttpError(404, 'unknown-device', 'This cinema has no such device.');
      request.log.info({ deviceId, by: device.id, staffId: staff?.id }, 'device retired');
      return { deviceId, retired: true as const };
    },
  });
}

function opening(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: '/admin/open',
    onRequest: leaderGate(context, 'supervisor'),
    schema: {
      summary: 'Opens a restored server without waiting for the devices that have not reported.',
      response: { 200: OpenAnswer, '4xx': ErrorAnswer },
    },
    handler: async (request) => {
      const { device, staff } = askingOf(request).caller;
      const answer = await context.engine.restoration.open();
      request.log.info({ by: device.id, staffId: staff?.id, ...answer }, 'opened by hand');
      return answer;
    },
  });
}

/** What supervisors and managers do beside selling. */
export function adminRoutes(app: FastifyInstance, context: Context): void {
  attention(app, context);
  retirement(app, context);
  opening(app, context);
}
