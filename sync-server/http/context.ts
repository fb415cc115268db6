import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identifier } from '../auth/identify.ts';
import type { Limiter } from '../auth/limiter.ts';
import type { Caller, Engine } from '../engine.ts';
import type { ServerMetrics } from '../metrics/metrics.ts';
import type { Hub } from '../stream/hub.ts';
import type { Streams } from '../stream/streams.ts';
import { HttpError } from './errors.ts';

/** What every route has at hand. */
export type Context = {
  readonly engine: Engine;
  readonly identifier: Identifier;
  readonly hub: Hub;
  readonly streams: Streams;
  readonly metrics: ServerMetrics;
  readonly gate: Gate;
};

/** The hooks that let a request in. Each throws the HttpError its sender gets; no body has been read by then. */
export type Gate = {
  /** A known device, within its budget for reading. */
  readonly reader: RequestHook;
  /** A known device, within its budget for pushing; retired ones too: they may hand in what they have sold. */
  readonly pusher: RequestHook;
  /** Counts wrong codes and PINs per address. */
  readonly guesses: Limiter;
};

type RequestHook = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

export type Asking = { readonly caller: Caller; readonly token: string };

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the gate; null on routes that need no device. */
    asking: Asking | null;
  }
}

/** Who asks, on a route behind the gate. */
export function askingOf(request: FastifyRequest): Asking {
  if (request.asking === null) throw new HttpError(401, 'unknown-device', 'Enrol this device first.');
  return request.asking;
}
