import Fastify from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { COLLECTION_NAMES, type CollectionName } from '#shared/wire/collections.ts';
import { ErrorAnswer, PullAnswer, StreamEvent } from '#shared/wire/messages.ts';
import { STREAM_PAGE_DOCUMENTS, STREAMS_PER_DEVICE_MAX } from '../http/bounds.ts';
import { AS_TILL } from '../http/testing/bearer.ts';
import { DEVICE, EPOCH, OTHER_CINEMA } from '../http/testing/fake-engine.ts';
import { type Heard, listen, listeningServer, until } from '../http/testing/server.ts';
import { pokeIntervalMs } from './hub.ts';
import { openStreams } from './streams.ts';

let server: Awaited<ReturnType<typeof listeningServer>>;
beforeEach(async () => {
  server = await listeningServer();
});
afterEach(() => server.app.close());

const stream = (query = '') => listen(`${server.url}/stream${query}`, AS_TILL);
const pullStream = (collection: CollectionName) =>
  listen(`${server.url}/${collection}/1/pullStream`, AS_TILL);
const messages = (heard: readonly Heard[]) => heard.flatMap((one) => (one.kind === 'message' ? [one] : []));
const pokes = (heard: readonly Heard[]) => messages(heard).map((one) => StreamEvent.parse(one.data));
const pages = (heard: readonly Heard[]) => messages(heard).map((one) => PullAnswer.parse(one.data));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('[STR1] the first pokes name every collection asked for, at once, with its newest number', async () => {
  server.engine.commit('shows', { id: 'show-1' });
  const { response, heard, stop } = await stream('?collections=shows,seatmaps');
  await until(() => pokes(heard).length === 2);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(pokes(heard)).toEqual([
    { kind: 'poke', collection: 'shows', lwt: 1 },
    { kind: 'poke', collection: 'seatmaps', lwt: 0 },
  ]);
  stop();
});

test('[STR1] without a list it pokes about all collections', async () => {
  const { heard, stop } = await stream();
  await until(() => pokes(heard).length === COLLECTION_NAMES.length);
  stop();
});

test('[STR1] what is committed while the stream opens is poked about', async () => {
  const { engine } = server;
  const heads = engine.heads.bind(engine);
  engine.heads = async (cinemaId) => {
    const before = await heads(cinemaId);
    engine.commit('bookings', { id: 'b1' }); // after the heads were read, before they are told
    return before;
  };
  const { heard, stop } = await stream('?collections=bookings');
  await until(() => pokes(heard).some((poke) => poke.kind === 'poke' && poke.lwt === 1));
  stop();
});

test('[STR2] a commit is poked about at once when the line was quiet', async () => {
  const { heard, stop } = await stream('?collections=bookings');
  await until(() => pokes(heard).length === 1);
  const tookMs: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await pause(150);
    const sentMs = performance.now();
    server.engine.commit('bookings', { id: 'b1' });
    await until(() => pokes(heard).length === round + 2);
    tookMs.push(performance.now() - sentMs);
  }
  expect(Math.min(...tookMs)).toBeLessThan(50);
  stop();
});

test('[STR2] many commits leave together, at most fifty times a second, and the last one is told', async () => {
  const { heard, stop } = await stream('?collections=bookings,seatmaps');
  await until(() => pokes(heard).length === 2);
  const COMMITS = 300;
  const beganMs = performance.now();
  for (let n = 0; n < COMMITS; n += 1) {
    server.engine.commit('bookings', { id: `b${n % 10}` });
    server.engine.commit('seatmaps', { id: 's1' });
    await pause(2);
  }
  await until(() => pokes(heard).some((poke) => poke.kind === 'poke' && poke.lwt === COMMITS * 2));
  const tookMs = performance.now() - beganMs;
  const told = pokes(heard).filter((poke) => poke.kind === 'poke' && poke.collection === 'bookings');
  expect(told.length - 1).toBeLessThanOrEqual(tookMs / 20 + 2);
  stop();
});

test('[STR2] the more listen, the longer their pokes are gathered, up to a tenth of a second', () => {
  expect([0, 10, 40, 100, 200, 5_000].map(pokeIntervalMs)).toEqual([20, 20, 20, 50, 100, 100]);
});

test('[STR2] news of other cinemas and of other collections stays away', async () => {
  const { heard, stop } = await stream('?collections=shows');
  await until(() => pokes(heard).length === 1);
  server.engine.announce({ cinemaId: OTHER_CINEMA, collection: 'shows', lwt: 9 });
  server.engine.commit('movies', { id: 'm1' });
  await pause(250);
  expect(pokes(heard)).toHaveLength(1);
  stop();
});

test('[STR3] a comment line comes every second', async () => {
  const { heard, stop } = await stream('?collections=shows');
  await pause(2_600);
  expect(heard.filter((one) => one.kind === 'comment').length).toBeGreaterThanOrEqual(2);
  stop();
});

test.each([
  '?collections=',
  '?collections=nonsense',
  '?collections=shows,nonsense',
  `?collections=${'x'.repeat(600)}`,
])('[STR1] /stream%s is malformed', async (query) => {
  const answer = await fetch(`${server.url}/stream${query}`, { headers: AS_TILL });
  expect([answer.status, ErrorAnswer.parse(await answer.json()).error.code]).toEqual([
    400,
    'invalid-request',
  ]);
});

test('[STR5] [T16] pullStream sends what changes after it opened, with the checkpoint to go on from', async () => {
  server.engine.commit('bookings', { id: 'before' });
  const { heard, stop } = await pullStream('bookings');
  await until(() => server.engine.subscribers === 1);
  await pause(50);
  server.engine.commit('bookings', { id: 'after' });
  await until(() => pages(heard).length === 1);
  expect(pages(heard)).toEqual([
    { documents: [{ id: 'after', _deleted: false }], checkpoint: { lwt: 2, id: EPOCH } },
  ]);
  stop();
});

test('[STR5] many changes arrive page by page and none is missed', async () => {
  const { heard, stop } = await pullStream('bookings');
  await until(() => server.engine.subscribers === 1);
  const count = STREAM_PAGE_DOCUMENTS * 3 + 1;
  for (let index = 0; index < count; index += 1) server.engine.commit('bookings', { id: `b${index}` });
  const ids = () => pages(heard).flatMap((page) => page.documents.map((document) => document.id));
  await until(() => ids().length === count);
  expect(new Set(ids()).size).toBe(count);
  for (const page of pages(heard)) expect(page.documents.length).toBeLessThanOrEqual(STREAM_PAGE_DOCUMENTS);
  stop();
});

test('[STR5] an engine that fails ends the line, so that the client connects again', async () => {
  const { engine } = server;
  const line = await pullStream('bookings');
  await until(() => engine.subscribers === 1);
  engine.pull = () => Promise.reject(new Error('disk'));
  engine.commit('bookings', { id: 'b1' });
  await line.ended;
  expect(server.log.join('')).toContain('stream failed');
});

test('[STR6] a device may open so many streams and no more; a closed one makes room', async () => {
  const lines = [];
  for (let index = 0; index < STREAMS_PER_DEVICE_MAX; index += 1)
    lines.push(await stream('?collections=shows'));
  const refused = await fetch(`${server.url}/stream`, { headers: AS_TILL });
  expect([refused.status, ErrorAnswer.parse(await refused.json()).error.code]).toEqual([
    429,
    'too-many-requests',
  ]);
  lines[0]?.stop();
  await pause(100);
  const again = await stream('?collections=shows');
  expect(again.response.status).toBe(200);
  for (const line of [...lines, again]) line.stop();
});

test('[STR6] when the last stream of a cinema goes, the engine is listened to no longer', async () => {
  const line = await stream('?collections=shows');
  await until(() => server.engine.subscribers === 1);
  line.stop();
  await until(() => server.engine.subscribers === 0);
});

test.each([
  ['retired', { ...DEVICE, retired: true }],
  ['unknown', null],
])('[STR6] a stream ends soon after its device is %s', async (_name, device) => {
  const streams = openStreams({ deviceOf: async () => device }, 20);
  const app = Fastify();
  app.get('/', (request, reply) => {
    const who = { deviceId: DEVICE.id, token: 'good-token' };
    streams.open(request, reply, who, async () => () => undefined);
  });
  const line = await listen(await app.listen({ host: '127.0.0.1', port: 0 }), {});
  await line.ended;
  expect(streams.count).toBe(0);
  streams.closeAll();
  await app.close();
});

test('[STR6] a stopping server ends its streams in good order', async () => {
  const line = await stream('?collections=shows');
  await until(() => pokes(line.heard).length === 1);
  const startMs = performance.now();
  await server.app.close();
  await line.ended;
  expect(performance.now() - startMs).toBeLessThan(1_000);
});
