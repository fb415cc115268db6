import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { businessDayOf } from '#shared/domain/time.ts';
import type { DeviceKind } from '#shared/wire/catalog.ts';
import type { Day } from '#shared/wire/scalars.ts';
import type { Engine } from '../engine.ts';
import { STOP_MS_MAX } from '../http/bounds.ts';
import { buildHttp } from '../http/build.ts';
import { openEngine } from '../open-engine.ts';
import { HOUSES } from '../programme/demo/houses.ts';
import { seedDemo } from '../programme/demo.ts';

/** Fresh codes of each kind that a demo starts with. */
const DEMO_CODES_PER_KIND = 25;

export type ServeOptions = {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly db: string;
  readonly demo: boolean;
  readonly holdSeconds?: number;
};

/** The one line on standard output: where the server listens and, for a demo, what opens its doors. */
export type Started = {
  readonly url: string;
  readonly codes: Readonly<Record<DeviceKind, readonly string[]>>;
  readonly pins: Readonly<Record<string, string>>;
};

export type Serving = { readonly started: Started; stop(): Promise<void> };

/** The business day at the demo's largest house: after midnight it is still last evening's. */
export function businessDayAt(nowMs: number): Day {
  const { zone, businessDayEndsAt } = HOUSES[0].cinema;
  return businessDayOf(nowMs, zone, businessDayEndsAt);
}

async function openDemo(engine: Engine, log: Logger): Promise<Pick<Started, 'codes' | 'pins'>> {
  const nowMs = engine.now();
  const { largestCinemaId, pins } = await seedDemo(engine, {
    today: businessDayAt(nowMs),
    history: { engine, nowMs },
    log: { info: (message) => log.info(message) },
  });
  // A demo is started often: what the last start left unused would pile up.
  const codesOf = async (kind: DeviceKind): Promise<string[]> => {
    await engine.registry.dropUnusedCodes(largestCinemaId, kind);
    return engine.registry.createCodes(largestCinemaId, kind, DEMO_CODES_PER_KIND);
  };
  const codes = {
    counter: await codesOf('counter'),
    lobby: await codesOf('lobby'),
    door: await codesOf('door'),
    manager: await codesOf('manager'),
  };
  return { codes, pins };
}

/** The address to call a server by that listens on `host`; "every address" is called by this machine's own. */
export function urlOf(host: string, port: number): string {
  const called = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${called.includes(':') ? `[${called}]` : called}:${port}`;
}

async function listen(app: FastifyInstance, options: ServeOptions): Promise<string> {
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return urlOf(options.host, port);
}

/** Opens the database, seeds a demo if asked to, and listens. Whatever fails leaves nothing open. */
export async function serve(options: ServeOptions, log: Logger): Promise<Serving> {
  const file = resolve(options.db);
  mkdirSync(dirname(file), { recursive: true });
  const held = options.holdSeconds === undefined ? {} : { holdSeconds: options.holdSeconds };
  const engine = await openEngine({ file, log, ...held });
  let app: FastifyInstance | null = null;
  try {
    const register = new Registry();
    collectDefaultMetrics({ register });
    const http = await buildHttp({ engine, log, register });
    app = http;
    const empty = { codes: { counter: [], lobby: [], door: [], manager: [] }, pins: {} };
    if (engine.restoration.closed)
      log.warn(
        { awaited: engine.restoration.awaited().map(({ name }) => name) },
        'restored from a backup: closed until these devices have reported or a supervisor opens it',
      );
    const doors = options.demo ? await openDemo(engine, log) : empty;
    const url = await listen(http, options);
    return { started: { url, ...doors }, stop: () => stop(http, engine) };
  } catch (error) {
    await app?.close();
    await engine.close();
    throw error;
  }
}

/** Answers what has begun, ends the streams, then closes the database; lines that outlast STOP_MS_MAX are cut. */
async function stop(app: FastifyInstance, engine: Engine): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), STOP_MS_MAX);
  await app.close();
  clearTimeout(cut);
  await engine.close();
}
