import type { Socket } from 'node:net';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { createJsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { Registry } from 'prom-client';
import { REQUEST_TIMEOUT_MS } from '#shared/domain/limits.ts';
import { openIdentifier } from '../auth/identify.ts';
import type { Engine } from '../engine.ts';
import { openMetrics } from '../metrics/metrics.ts';
import { openHub } from '../stream/hub.ts';
import { openStreams } from '../stream/streams.ts';
import { FORM_BODY_BYTES_MAX } from './bounds.ts';
import { closeInOrder } from './closing.ts';
import type { Context } from './context.ts';
import { answerError, errorText, HttpError, JSON_TYPE, knownError } from './errors.ts';
import { type Limits, openGate } from './gate.ts';
import { carryHeaders } from './headers.ts';
import { parseBody } from './json.ts';
import { accessRoutes } from './routes/access.ts';
import { adminRoutes } from './routes/admin.ts';
import { allotmentRoutes } from './routes/allotments.ts';
import { journalRoutes } from './routes/journal.ts';
import { programmeRoutes } from './routes/programme.ts';
import { replicationRoutes } from './routes/replication.ts';
import { reportRoutes } from './routes/reports.ts';
import { serviceRoutes } from './routes/service.ts';
import { streamRoutes } from './routes/streams.ts';

export type HttpOptions = {
  readonly engine: Engine;
  readonly log: FastifyBaseLogger;
  /** Where figures are gathered; the caller may have put some of its own there. */
  readonly register?: Registry;
  /** Tighter limits, for tests. */
  readonly limits?: Limits;
};

/** Answers what is no HTTP at all, or came too slowly; there is no request yet that could be routed. */
function answerBrokenLine(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = { HPE_HEADER_OVERFLOW: '431', ERR_HTTP_REQUEST_TIMEOUT: '408' }[error.code ?? ''] ?? '400';
  const body = errorText('bad-request', 'This is not a request this server understands.');
  const length = Buffer.byteLength(body);
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: ${JSON_TYPE}\r\ncontent-length: ${length}\r\n\r\n${body}`,
  );
}

function bare(log: FastifyBaseLogger): FastifyInstance {
  const prefix = process.pid.toString(36);
  let count = 0;
  const app = Fastify({
    loggerInstance: log,
    // A line per request would cost more than the request itself: refusals and faults are logged.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => {
      count += 1;
      return `${prefix}-${count.toString(36)}`;
    },
    bodyLimit: FORM_BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    exposeHeadRoutes: false, // a HEAD of a stream would never end
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerBrokenLine,
    frameworkErrors: (error, _request, reply) => {
      const known = knownError(error);
      reply.raw.writeHead(known?.status ?? 400, { 'content-type': JSON_TYPE });
      reply.raw.end(errorText('bad-request', known?.message ?? 'The address cannot be understood.'));
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, parseBody(text.toString()));
    } catch (error) {
      done(error instanceof Error ? error : new HttpError(400, 'malformed-json', 'The body is not JSON.'));
    }
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => {
    reply.code(404).type(JSON_TYPE).send(errorText('not-found', 'There is nothing here.'));
  });
  return app;
}

async function describe(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Foyer sync server',
        version: '1',
        description:
          'Replication, streams and programme of a cinema box office. Devices also send their replica as ' +
          '`foyer-replica` and the token of whoever is signed in as `foyer-staff`.',
      },
      components: { securitySchemes: { device: { type: 'http', scheme: 'bearer' } } },
      security: [{ device: [] }],
    },
    transform: createJsonSchemaTransform({}),
  });
}

/** The server's HTTP over an engine. It does not listen yet; `close()` ends streams but leaves the engine open. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { engine } = options;
  const app = bare(options.log);
  carryHeaders(app);
  await describe(app);

  const identifier = openIdentifier(engine.registry);
  const streams = openStreams(identifier);
  const hub = openHub(engine);
  const metrics = openMetrics({ engine, streams }, options.register ?? new Registry());
  const gate = openGate(app, identifier, options.limits ?? {});
  const context: Context = { engine, identifier, hub, streams, metrics, gate };

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.answered(route, reply.statusCode, reply.elapsedTime / 1_000);
    done();
  });
  serviceRoutes(app, context);
  accessRoutes(app, context);
  adminRoutes(app, context);
  allotmentRoutes(app, context);
  journalRoutes(app, context);
  programmeRoutes(app, context);
  reportRoutes(app, context);
  replicationRoutes(app, context);
  streamRoutes(app, context);
  closeInOrder(app, context);
  return app;
}
