import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PUSH_BODY_BYTES_MAX, PUSH_ROWS_MAX } from '#shared/domain/limits.ts';
import {
  COLLECTION_NAMES,
  COLLECTIONS,
  type CollectionName,
  PUSHED_COLLECTIONS,
  type PushedCollection,
} from '#shared/wire/collections.ts';
import { ErrorAnswer, PullQuery, type PushAnswer, WrongEpoch } from '#shared/wire/messages.ts';
import { pullText } from '../../feed/map-text.ts';
import { askingOf, type Context } from '../context.ts';
import { errorText, HttpError, JSON_TYPE } from '../errors.ts';
import { logRefusedRows } from '../log.ts';
import { replicationShapes } from '../shapes.ts';

/** For routes whose bodies are described but not checked by fastify: the engine parses each row by itself. */
const describedOnly = { validatorCompiler: () => () => true, serializerCompiler: () => JSON.stringify };

function rowsOf({ body }: FastifyRequest): readonly unknown[] {
  if (!Array.isArray(body)) throw new HttpError(400, 'invalid-request', 'Push an array of rows.');
  if (body.length <= PUSH_ROWS_MAX) return body;
  throw new HttpError(413, 'too-many-rows', `Push at most ${PUSH_ROWS_MAX} rows at once.`);
}

function pushRoute(app: FastifyInstance, context: Context, collection: PushedCollection): void {
  const { engine, metrics, gate } = context;
  const { pushBody, pushAnswer } = replicationShapes(collection);
  app.route({
    method: 'POST',
    url: `/${collection}/${COLLECTIONS[collection].version}/push`,
    bodyLimit: PUSH_BODY_BYTES_MAX,
    onRequest: gate.pusher,
    schema: {
      summary: `Hands in ${collection}; answers with the authoritative state of each row that differs.`,
      body: pushBody,
      response: { 200: pushAnswer, '4xx': ErrorAnswer },
    },
    ...describedOnly,
    handler: async (request, reply) => {
      const rows = rowsOf(request);
      const { caller } = askingOf(request);
      const answer: PushAnswer = await engine.push(caller, collection, rows);
      metrics.pushed(collection, rows.length, logRefusedRows(request.log, caller, collection, answer));
      reply.type(JSON_TYPE);
      return JSON.stringify(answer);
    },
  });
}

/** fastify's own parsing would run before the gate's answer is known to matter; this is as strict. */
function pullQueryOf({ method, query, body }: FastifyRequest): PullQuery {
  const isPost = method === 'POST';
  const asked = PullQuery.safeParse(isPost ? (body ?? {}) : query);
  if (asked.success) return asked.data;
  const where = asked.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new HttpError(400, 'invalid-request', `Malformed in the ${isPost ? 'body' : 'query'}: ${where}.`);
}

function pullRoutes(app: FastifyInstance, context: Context, collection: CollectionName): void {
  const { engine, gate } = context;
  const path = `/${collection}/${COLLECTIONS[collection].version}`;
  const { pullAnswer } = replicationShapes(collection);
  const response = { 200: pullAnswer, 409: ErrorAnswer.extend(WrongEpoch.shape), '4xx': ErrorAnswer };
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
    const { caller } = askingOf(request);
    const answer = await engine.pull(caller, collection, pullQueryOf(request));
    reply.type(JSON_TYPE);
    if (!('wrongEpoch' in answer)) return pullText(answer);
    reply.code(409);
    return errorText('wrong-epoch', 'The checkpoint is of another epoch; start afresh.', {
      epoch: answer.wrongEpoch,
    });
  };
  const summary = `What changed in ${collection} after a checkpoint`;
  const common = { url: `${path}/pull`, onRequest: gate.reader, ...describedOnly, handler };
  app.route({
    ...common,
    method: 'GET',
    schema: { summary: `${summary}.`, querystring: PullQuery, response },
  });
  // The same without the checkpoint in the address: a browser asks for permission (CORS) once for each address.
  app.route({
    ...common,
    method: 'POST',
    schema: { summary: `${summary} that stands in the body.`, body: PullQuery, response },
  });
}

const wrongVersion = (name: CollectionName): HttpError =>
  new HttpError(426, 'wrong-version', `This server speaks version ${COLLECTIONS[name].version} of ${name}.`);

/**
 * A device that was not updated in time, or too early, has sold things all the same: they are kept, and only then is
 * it told that its version will not do.
 */
function keepOutdated(app: FastifyInstance, { engine, gate }: Context): void {
  type Address = { Params: { collection: string; version: string } };
  const asked = ({ params }: FastifyRequest<Address>) => {
    const collection = PUSHED_COLLECTIONS.find((known) => known === params.collection);
    const version = /^\d{1,9}$/.test(params.version) ? Number(params.version) : null;
    return collection === undefined || version === null || version === COLLECTIONS[collection].version
      ? null
      : { collection, version };
  };
  app.route<Address>({
    method: 'POST',
    url: '/:collection/:version/push',
    bodyLimit: PUSH_BODY_BYTES_MAX,
    schema: { hide: true },
    onRequest: async (request, reply) => {
      if (asked(request) !== null) return gate.pusher(request, reply);
      const name = COLLECTION_NAMES.find((known) => known === request.params.collection);
      if (name === undefined || COLLECTIONS[name].pushes) reply.callNotFound();
      else throw new HttpError(403, 'pull-only', `Only the server writes ${name}.`);
    },
    handler: async (request) => {
      const spoken = asked(request);
      if (spoken === null) throw new HttpError(404, 'not-found', 'There is nothing here.');
      const rows = request.body === undefined ? [] : rowsOf(request);
      const { caller } = askingOf(request);
      await engine.quarantine(caller, spoken.collection, spoken.version, rows);
      if (rows.length > 0)
        request.log.warn(
          { deviceId: caller.device.id, ...spoken, rows: rows.length },
          'rows of another version were kept for a supervisor',
        );
      throw wrongVersion(spoken.collection);
    },
  });
}

/** What is asked of a collection that does not exist or is spoken in another version. */
function refuseOthers(app: FastifyInstance): void {
  const url = '/:collection/:version/:verb';
  app.route<{ Params: { collection: string; version: string; verb: string } }>({
    method: ['GET', 'POST'],
    url,
    schema: { hide: true },
    // Before any body is read.
    onRequest: async (request) => {
      const { collection, version, verb } = request.params;
      const name = COLLECTION_NAMES.find((known) => known === collection);
      if (name === undefined || !['pull', 'pullStream'].includes(verb) || !/^\d{1,9}$/.test(version)) return;
      if (Number(version) !== COLLECTIONS[name].version) throw wrongVersion(name);
    },
    handler: (_request, reply) => {
      reply.callNotFound();
      return reply;
    },
  });
}

/** The endpoints of RxDB's server, one set per collection. */
export function replicationRoutes(app: FastifyInstance, context: Context): void {
  for (const collection of COLLECTION_NAMES) pullRoutes(app, context, collection);
  for (const collection of PUSHED_COLLECTIONS) pushRoute(app, context, collection);
  keepOutdated(app, context);
  refuseOthers(app);
}
