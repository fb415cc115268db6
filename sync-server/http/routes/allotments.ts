import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { PUSH_BODY_BYTES_MAX } from '#shared/domain/limits.ts';
import { DevicesAnswer, RevokeAnswer } from '#shared/wire/admin.ts';
import {
  ErrorAnswer,
  ReleaseAnswer,
  ReleaseBody,
  ReleasesAnswer,
  ReleasesBody,
} from '#shared/wire/messages.ts';
import { DeviceId, instant } from '#shared/wire/scalars.ts';
import { askingOf, type Context } from '../context.ts';
import { HttpError } from '../errors.ts';
import { leaderGate } from './admin.ts';

function release(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: '/allotments/release',
    // As a push: a retired device may still give back what it was entrusted with.
    onRequest: context.gate.pusher,
    schema: {
      summary: 'Gives seats of an allotment back. The same again changes nothing.',
      body: ReleaseBody,
      response: { 200: ReleaseAnswer, '4xx': ErrorAnswer },
    },
    handler: async (request) => {
      const { caller } = askingOf(request);
      const [done] = await context.engine.allotments.release(caller, [request.body]);
      if (done?.kind !== 'answered')
        throw new HttpError(403, 'not-allowed', 'These seats are entrusted to another device.');
      return { allotment: done.allotment };
    },
  });
}

function releases(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: '/allotments/releases',
    onRequest: context.gate.pusher,
    bodyLimit: PUSH_BODY_BYTES_MAX,
    schema: {
      summary: 'Gives seats of several allotments back; those of another device are left alone.',
      body: ReleasesBody,
      response: { 200: ReleasesAnswer, '4xx': ErrorAnswer },
    },
    handler: async (request) => {
      const { releases } = request.body;
      await context.engine.allotments.release(askingOf(request).caller, releases);
      return { heard: releases.map(({ allotmentId }) => allotmentId) };
    },
  });
}

function standing(app: FastifyInstance, context: Context): void {
  const { engine } = context;
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/admin/devices',
    onRequest: leaderGate(context, 'supervisor'),
    schema: {
      summary: 'How each device of the cinema stands: when it was heard, and what it is entrusted with.',
      response: { 200: DevicesAnswer, '4xx': ErrorAnswer },
    },
    handler: async (request) => ({
      time: instant(engine.now()),
      devices: await engine.devices(askingOf(request).caller.device.cinemaId),
    }),
  });
}

function revocation(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: '/admin/devices/:id/revoke',
    onRequest: leaderGate(context, 'supervisor'),
    schema: {
      summary:
        'Takes back the seats a silent device is entrusted with; what it sold of them will arrive conflicted.',
      params: z.object({ id: DeviceId }),
      response: { 200: RevokeAnswer, '4xx': ErrorAnswer },
    },
    handler: async (request) => {
      const { device, staff } = askingOf(request).caller;
      const deviceId = request.params.id;
      const ended = await context.engine.allotments.revoke(device.cinemaId, deviceId);
      request.log.warn(
        { deviceId, by: device.id, staffId: staff?.id, allotments: ended.length },
        'entrusted seats were revoked',
      );
      const revoked = ended.map(({ id, showId, seatIds }) => ({ allotmentId: id, showId, seatIds }));
      return { deviceId, revoked };
    },
  });
}

/** Seats entrusted to kiosks: given back by themselves, taken back by a supervisor. */
export function allotmentRoutes(app: FastifyInstance, context: Context): void {
  release(app, context);
  releases(app, context);
  standing(app, context);
  revocation(app, context);
}
