import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DeviceId } from '#shared/wire/scalars.ts';
import type { Identifier } from '../auth/identify.ts';
import { type Limiter, limiter } from '../auth/limiter.ts';
import { GUESS_LIMIT, IN_FLIGHT_PER_DEVICE_MAX, PUSH_LIMIT, READ_LIMIT } from './bounds.ts';
import type { Asking, Gate } from './context.ts';
import { HttpError, tooMany } from './errors.ts';

const REFUSED = {
  'no-token': [401, 'no-token', 'Send the device token as Authorization: Bearer <token>.'],
  'unknown-device': [401, 'unknown-device', 'This device is not enrolled here.'],
  'malformed-replica': [400, 'invalid-request', 'The foyer-replica header is not a replica id.'],
} as const;

async function identified(identifier: Identifier, request: FastifyRequest): Promise<Asking> {
  const identity = await identifier.identify(request.headers);
  if (identity.kind === 'known') return { caller: identity.caller, token: identity.token };
  const [status, code, message] = REFUSED[identity.why];
  const headers: Record<string, string> = status === 401 ? { 'www-authenticate': 'Bearer' } : {};
  throw new HttpError(status, code, message, headers);
}

/** Counts what each device has under way; `enter` returns the way out, or null when there is no room. */
function turnstile(inFlightMax: number): { enter(id: DeviceId): (() => void) | null } {
  const inside = new Map<DeviceId, number>();
  return {
    enter: (id) => {
      const now = inside.get(id) ?? 0;
      if (now >= inFlightMax) return null;
      inside.set(id, now + 1);
      return () => {
        const left = (inside.get(id) ?? 1) - 1;
        if (left > 0) inside.set(id, left);
        else inside.delete(id);
      };
    },
  };
}

export type Limits = {
  readonly push?: { readonly burst: number; readonly perSecond: number; readonly keysMax: number };
  readonly read?: { readonly burst: number; readonly perSecond: number; readonly keysMax: number };
  readonly guess?: { readonly burst: number; readonly perSecond: number; readonly keysMax: number };
  readonly inFlightPerDeviceMax?: number;
};

/** Builds the gate and registers what it needs with `app`. */
export function openGate(app: FastifyInstance, identifier: Identifier, limits: Limits): Gate {
  const pushes = limiter(limits.push ?? PUSH_LIMIT);
  const reads = limiter(limits.read ?? READ_LIMIT);
  const stile = turnstile(limits.inFlightPerDeviceMax ?? IN_FLIGHT_PER_DEVICE_MAX);

  app.decorateRequest('asking', null);

  const admit = async (
    request: FastifyRequest,
    reply: FastifyReply,
    budget: Limiter,
    retiredToo: boolean,
  ): Promise<void> => {
    const asking = await identified(identifier, request);
    const { device } = asking.caller;
    if (device.retired && !retiredToo) {
      throw new HttpError(403, 'retired-device', 'This device has been retired; it may only hand in sales.');
    }
    const waitSeconds = budget.take(device.id);
    if (waitSeconds > 0) throw tooMany(waitSeconds, 'This device asks too often.');
    const leave = stile.enter(device.id);
    if (leave === null) throw tooMany(1, 'This device has too many requests under way.');
    // Not fastify's onResponse: that never comes when the client hangs up before its answer.
    reply.raw.once('close', leave);
    request.asking = asking;
  };

  return {
    reader: (request, reply) => admit(request, reply, reads, false),
    pusher: (request, reply) => admit(request, reply, pushes, true),
    guesses: limiter(limits.guess ?? GUESS_LIMIT),
  };
}
