import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PUSH_BODY_BYTES_MAX, PUSH_ROWS_MAX } from '#shared/domain/limits.ts';
import { COLLECTION_NAMES, PUSHED_COLLECTIONS } from '#shared/wire/collections.ts';
import { ErrorAnswer, WrongEpoch } from '#shared/wire/messages.ts';
import { BusyError, StoreError } from '../store/errors.ts';
import { AS_TILL } from './testing/bearer.ts';
import { EPOCH, type FakeEngine } from './testing/fake-engine.ts';
import { type TestServer, testServer } from './testing/server.ts';

let server: TestServer;
let engine: FakeEngine;
beforeAll(async () => {
  server = await testServer();
  engine = server.engine;
});
afterAll(() => server.app.close());

const push = (payload: unknown, headers: Record<string, string> = AS_TILL, collection = 'bookings') =>
  server.app.inject({
    method: 'POST',
    url: `/${collection}/1/push`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
const get = (url: string, headers: Record<string, string> = AS_TILL) => server.app.inject({ url, headers });

/** Every failure looks like this, whatever went wrong. */
function failure(answer: { statusCode: number; headers: object; json(): unknown }): [number, string] {
  expect(answer.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' });
  const { error } = ErrorAnswer.parse(answer.json());
  expect(error.message).not.toBe('');
  return [answer.statusCode, error.code];
}

describe('push', () => {
  test('[HTTP3] answers with what the engine rules, row by row, and always 200', async () => {
    const ruled = [
      { id: 'b1', _deleted: false, status: 'rejected' },
      { id: 'b2', _deleted: true, _refused: { code: 'malformed' as const, message: 'seats: missing' } },
    ];
    engine.onPush = () => ruled;
    const answer = await push([{ newDocumentState: { id: 'b1' } }, 17, { newDocumentState: { id: 'b2' } }]);
    engine.onPush = null;
    expect([answer.statusCode, answer.json()]).toEqual([200, ruled]);
    expect(engine.pushed.slice(-3)).toEqual([
      { newDocumentState: { id: 'b1' } },
      17,
      { newDocumentState: { id: 'b2' } },
    ]);
  });

  test.each(PUSHED_COLLECTIONS)('[HTTP3] %s take pushes', async (collection) => {
    expect((await push([], AS_TILL, collection)).statusCode).toBe(200);
  });

  test('[HTTP3] hands the person and the replica on', async () => {
    let heard: unknown = null;
    engine.onPush = (caller) => {
      heard = [caller.device.id, caller.replicaId];
      return [];
    };
    await push([{}], { ...AS_TILL, 'foyer-replica': 'replica-9' });
    engine.onPush = null;
    expect(heard).toEqual(['till-1', 'replica-9']);
  });

  test.each([
    ['{"id":', 400, 'malformed-json'],
    ['{}', 400, 'invalid-request'],
    ['', 400, 'invalid-request'],
    ['null', 400, 'invalid-request'],
  ])('[HTTP4] the body %j is answered %i %s', async (payload, status, code) => {
    expect(failure(await push(payload))).toEqual([status, code]);
  });

  test('[HTTP4] too many rows and too many bytes are 413', async () => {
    const rows = Array.from({ length: PUSH_ROWS_MAX + 1 }, () => ({}));
    expect(failure(await push(rows))).toEqual([413, 'too-many-rows']);
    expect(failure(await push(['x'.repeat(PUSH_BODY_BYTES_MAX)]))).toEqual([413, 'body-too-large']);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'nonsense',
  ])('[HTTP4] %s is no way to write rows', async (type) => {
    expect(failure(await push('[]', { ...AS_TILL, 'content-type': type }))).toEqual([
      415,
      'unsupported-media-type',
    ]);
  });

  test('[HTTP2] what only the server writes is refused before any body is read', async () => {
    for (const collection of COLLECTION_NAMES) {
      if (PUSHED_COLLECTIONS.some((pushed) => pushed === collection)) continue;
      expect(failure(await push('{', AS_TILL, collection))).toEqual([403, 'pull-only']);
    }
  });

  test('[HTTP7] a busy engine is 503 with the time to wait, a full disk says what to do', async () => {
    engine.onPush = () => Promise.reject(new BusyError());
    const busy = await push([{}]);
    engine.onPush = () => Promise.reject(new StoreError('full'));
    const full = await push([{}]);
    engine.onPush = null;
    expect([failure(busy), busy.headers['retry-after']]).toEqual([[503, 'busy'], '1']);
    expect(failure(full)).toEqual([503, 'store-full']);
  });

  test('[HTTP7] a fault of ours is 500, logged, and tells the sender nothing but where to look', async () => {
    engine.onPush = () => Promise.reject(new Error('secret detail'));
    const answer = await push([{}]);
    engine.onPush = null;
    expect(failure(answer)).toEqual([500, 'internal']);
    expect(answer.body).not.toContain('secret detail');
    expect(answer.body).toContain(String(answer.headers['request-id']));
    expect(server.log.join('')).toContain('secret detail');
  });

  test('[HTTP11] refused rows are logged by id and code, without what customers or tokens say', async () => {
    engine.onPush = () => [
      {
        id: 'b7',
        _deleted: true,
        customer: { name: 'Grace' },
        _refused: { code: 'malformed', message: 'Grace' },
      },
    ];
    server.log.length = 0;
    await push([{ newDocumentState: { id: 'b7', customer: { name: 'Grace' } } }]);
    engine.onPush = null;
    const log = server.log.join('');
    expect(log).toContain('"id":"b7"');
    expect(log).toContain('malformed');
    expect(log).toMatch(/"reqId":"[^"]+"/);
    expect(log).not.toContain('Grace');
    expect(log).not.toContain('good-token');
  });

  test('[HTTP11] a flood of refused rows makes one line', async () => {
    engine.onPush = () =>
      Array.from({ length: PUSH_ROWS_MAX }, (_, index) => ({
        id: `b${index}`,
        _deleted: true,
        _refused: { code: 'malformed' as const, message: '' },
      }));
    server.log.length = 0;
    await push([{}]);
    engine.onPush = null;
    expect(server.log.filter((line) => line.includes('rows refused'))).toHaveLength(1);
    expect(server.log.join('').length).toBeLessThan(2_000);
  });
});

describe('pull', () => {
  test('[HTTP5] gives documents after a checkpoint, every one with _deleted, and the next checkpoint', async () => {
    engine.commit('shows', { id: 'show-1' });
    engine.commit('shows', { id: 'show-2' });
    const first = (await get('/shows/1/pull?limit=1')).json();
    expect(first.documents).toEqual([{ id: 'show-1', _deleted: false }]);
    const { lwt, id } = first.checkpoint;
    const second = (await get(`/shows/1/pull?lwt=${lwt}&id=${id}&limit=10`)).json();
    expect(second.documents).toEqual([{ id: 'show-2', _deleted: false }]);
    expect(second.checkpoint.id).toBe(EPOCH);
  });

  test.each([{}, { 'foyer-replica': 'replica-1' }])(
    '[HTTP5] a checkpoint of another epoch is 409, an error that names the right one, also with %j',
    async (replica) => {
      const answer = await get('/shows/1/pull?lwt=1&id=other', { ...AS_TILL, ...replica });
      expect(failure(answer)).toEqual([409, 'wrong-epoch']);
      expect(WrongEpoch.parse(answer.json())).toEqual({ epoch: EPOCH });
    },
  );

  test.each([
    'lwt=-1',
    'lwt=abc',
    'lwt=1e400',
    'limit=0',
    'limit=100000',
    'lwt=1&lwt=2',
    `id=${'x'.repeat(65)}`,
  ])('[HTTP5] ?%s is malformed', async (query) => {
    expect(failure(await get(`/shows/1/pull?${query}`))).toEqual([400, 'invalid-request']);
  });

  test('[HTTP5] the checkpoint may also stand in a body, so that the address stays the same', async () => {
    engine.commit('shows', { id: 'show-1' });
    engine.commit('shows', { id: 'show-2' });
    const post = (payload: object, url = '/shows/1/pull') =>
      server.app.inject({ method: 'POST', url, headers: AS_TILL, payload });
    const first = (await post({ limit: 1 })).json();
    expect(first.documents).toEqual([{ id: 'show-1', _deleted: false }]);
    const second = (await post({ ...first.checkpoint, limit: 10 })).json();
    expect(second.documents).toEqual([{ id: 'show-2', _deleted: false }]);
    expect(failure(await post({ lwt: 1, id: 'other' }))).toEqual([409, 'wrong-epoch']);
    expect(failure(await post({ lwt: -1 }))).toEqual([400, 'invalid-request']);
    expect(failure(await post([1]))).toEqual([400, 'invalid-request']);
    expect(failure(await post({}, '/shows/2/pull'))).toEqual([426, 'wrong-version']);
  });

  test('[HTTP5] the stock client sends a content type without a body', async () => {
    const headers = { ...AS_TILL, 'content-type': 'application/json', accept: 'application/json' };
    expect((await get('/shows/1/pull?lwt=0&id=&limit=100', headers)).statusCode).toBe(200);
  });
});

describe('who may ask', () => {
  const guarded = [
    '/bookings/1/pull',
    '/bookings/1/pullStream',
    '/stream',
    '/staff',
    '/me',
    '/cinemas',
    '/schedule',
  ];

  test.each(guarded)('[HTTP1] %s is 401 without a token and with an unknown one', async (url) => {
    expect(failure(await get(url, {}))).toEqual([401, 'no-token']);
    expect(failure(await get(url, { authorization: 'Bearer nobody' }))).toEqual([401, 'unknown-device']);
  });

  test('[HTTP1] pushes are 401 before their body is looked at', async () => {
    expect(failure(await push('{', {}))).toEqual([401, 'no-token']);
    expect(failure(await push('{', { authorization: 'Bearer nobody' }))).toEqual([401, 'unknown-device']);
  });

  test('[HTTP1] a malformed replica id is 400', async () => {
    const headers = { ...AS_TILL, 'foyer-replica': 'no good' };
    expect(failure(await get('/shows/1/pull', headers))).toEqual([400, 'invalid-request']);
  });

  test('[HTTP1] a retired device may still hand in what it has sold, and nothing else', async () => {
    engine.addDevice('old-token', { retired: true });
    const headers = { authorization: 'Bearer old-token' };
    expect((await push([{}], headers)).statusCode).toBe(200);
    expect(failure(await get('/shows/1/pull', headers))).toEqual([403, 'retired-device']);
    expect(failure(await get('/stream', headers))).toEqual([403, 'retired-device']);
  });
});

describe('where to ask', () => {
  test.each(['/bookings/0/pull', '/bookings/2/pull', '/bookings/2/pullStream', '/seatmaps/0/pull'])(
    '[HTTP2] %s is 426',
    async (url) => {
      expect(failure(await get(url))).toEqual([426, 'wrong-version']);
    },
  );

  test('[HTTP2] pushes in another version are 426', async () => {
    const answer = await server.app.inject({ method: 'POST', url: '/bookings/0/push', headers: AS_TILL });
    expect(failure(answer)).toEqual([426, 'wrong-version']);
  });

  test.each([
    '/',
    '/nonsense',
    '/nonsense/1/pull',
    '/bookings/x/pull',
    '/bookings/1/push',
    '/bookings/1/nonsense',
  ])('[HTTP2] %s is 404', async (url) => {
    expect(failure(await get(url))).toEqual([404, 'not-found']);
  });

  test('[HTTP2] an address that cannot be decoded is 400, one that is endless 414', async () => {
    expect(failure(await get('/%ff'))[0]).toBe(400);
    expect(failure(await get('/bookings/%E0%A4%A/pull'))[0]).toBe(400);
    expect(failure(await get(`/bookings/${'1'.repeat(500)}/pull`))[0]).toBe(414);
  });
});
