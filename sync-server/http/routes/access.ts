import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  EnrolAnswer,
  EnrolBody,
  ErrorAnswer,
  MeAnswer,
  SignInAnswer,
  SignInBody,
  StaffList,
} from '#shared/wire/messages.ts';
import { staffTokenOf } from '../../auth/identify.ts';
import type { DeviceRecord } from '../../engine.ts';
import { askingOf, type Context } from '../context.ts';
import { HttpError, tooMany } from '../errors.ts';

/** Takes a guess from the budget of an address before it is looked at, so that guesses in parallel count too. */
function takeGuess(context: Context, address: string): void {
  const waitSeconds = context.gate.guesses.take(address);
  if (waitSeconds > 0) throw tooMany(waitSeconds, 'Too many wrong attempts from this address.');
}

/** A lobby kiosk stands before the public: nobody signs in at it, and it learns nobody's name. */
const takesPins = (device: DeviceRecord): boolean => device.kind !== 'lobby';

function enrolment(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: '/enrol',
    schema: {
      summary: 'Uses up a one-time code and makes a device of the kind and cinema the code is for.',
      security: [],
      body: EnrolBody,
      response: { 200: EnrolAnswer, '4xx': ErrorAnswer },
    },
    handler: async (request) => {
      takeGuess(context, request.ip);
      const { code, name, publicKey } = request.body;
      const enrolled = await context.engine.registry.enrol(code, name, publicKey ?? null);
      if (enrolled === null) {
        throw new HttpError(403, 'unknown-code', 'This code is unknown or has been used.');
      }
      context.gate.guesses.giveBack(request.ip);
      const { device, token } = enrolled;
      request.log.info(
        { deviceId: device.id, kind: device.kind, cinemaId: device.cinemaId },
        'device enrolled',
      );
      return { deviceId: device.id, token, kind: device.kind, cinemaId: device.cinemaId };
    },
  });
}

function signIn(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: '/sign-in',
    onRequest: context.gate.reader,
    schema: {
      summary: 'Signs a person in at the asking device by PIN.',
      body: SignInBody,
      response: { 200: SignInAnswer, '4xx': ErrorAnswer },
    },
    handler: async (request) => {
      const { device } = askingOf(request).caller;
      if (!takesPins(device)) throw new HttpError(403, 'not-allowed', 'Nobody signs in at a lobby kiosk.');
      takeGuess(context, request.ip);
      const { staffId, pin } = request.body;
      const result = await context.engine.registry.signIn(device, staffId, pin);
      switch (result.kind) {
        case 'signed-in':
          context.gate.guesses.giveBack(request.ip);
          return {
            staff: result.staff,
            staffToken: result.staffToken,
            expiresInSeconds: result.expiresInSeconds,
          };
        case 'wrong':
          request.log.warn({ deviceId: device.id, staffId }, 'wrong PIN');
          throw new HttpError(403, 'wrong-pin', 'This PIN is wrong.');
        case 'locked':
          throw tooMany(result.retryAfterSeconds, 'Too many wrong PINs; this person must wait.', 'locked');
      }
    },
  });
}

function signOut(app: FastifyInstance, context: Context): void {
  app.route({
    method: 'POST',
    url: '/sign-out',
    onRequest: context.gate.reader,
    schema: { summary: 'Signs out whoever the foyer-staff header names.', response: { '4xx': ErrorAnswer } },
    handler: async (request, reply) => {
      const staffToken = staffTokenOf(request.headers);
      if (staffToken !== null) {
        context.identifier.forgetStaff(askingOf(request).caller.device, staffToken);
        await context.engine.registry.signOut(staffToken);
      }
      return reply.code(204).send();
    },
  });
}

function whoIsHere(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.route({
    method: 'GET',
    url: '/me',
    onRequest: context.gate.pusher,
    schema: {
      summary: 'The asking device, and who is signed in at it.',
      response: { 200: MeAnswer, '4xx': ErrorAnswer },
    },
    handler: (request) => {
      const { device, staff } = askingOf(request).caller;
      const { id, name, kind, cinemaId, prefix, retired } = device;
      return { device: { id, name, kind, cinemaId, prefix, retired }, staff };
    },
  });
  typed.route({
    method: 'GET',
    url: '/staff',
    onRequest: context.gate.reader,
    schema: {
      summary: 'Who may sign in at the asking device.',
      response: { 200: StaffList, '4xx': ErrorAnswer },
    },
    handler: async (request) => {
      const { device } = askingOf(request).caller;
      return { staff: takesPins(device) ? await context.engine.registry.staffOf(device.cinemaId) : [] };
    },
  });
}

/** Enrolling devices, and signing people in and out. */
export function accessRoutes(app: FastifyInstance, context: Context): void {
  enrolment(app, context);
  signIn(app, context);
  signOut(app, context);
  whoIsHere(app, context);
}
