import { afterAll, beforeAll, expect, test } from 'vitest';
import { COLLECTION_NAMES, PUSHED_COLLECTIONS } from '#shared/wire/collections.ts';
import { ErrorAnswer, Health } from '#shared/wire/messages.ts';
import { AS_TILL } from './testing/bearer.ts';
import { EPOCH } from './testing/fake-engine.ts';
import { type TestServer, testServer } from './testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.app.close());

const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  server.app.inject({ url, headers, remoteAddress });

test('[HTTP12] health tells server time, epoch and versions to anyone', async () => {
  const health = Health.parse((await get('/health')).json());
  expect(health).toMatchObject({ status: 'ok', time: '2026-11-23T12:00:00.000Z', epoch: EPOCH });
  expect(Object.keys(health.collections)).toEqual([...COLLECTION_NAMES]);
});

test('[HTTP12] the description names every route with its shapes', async () => {
  const { paths, openapi } = (await get('/openapi.json')).json();
  expect(openapi).toBe('3.1.0');
  const expected: string[] = [
    ...COLLECTION_NAMES.flatMap((name) => [`/${name}/1/pull`, `/${name}/1/pullStream`]),
    ...PUSHED_COLLECTIONS.map((name) => `/${name}/1/push`),
  ].concat(
    '/stream',
    '/health',
    '/metrics',
    '/enrol',
    '/staff',
    '/sign-in',
    '/sign-out',
    '/me',
    '/schedule',
    '/cinemas',
    '/reports/day',
    '/reports/day/bookings',
    '/reports/day/seats',
    '/admin/quarantine',
    '/admin/open',
    '/admin/open-items',
    '/admin/devices/{id}/retire',
    '/admin/devices/{id}/revoke',
    '/admin/devices',
    '/allotments/release',
    '/allotments/releases',
    '/admin/journal-heads',
    '/journal/head',
  );
  expect(new Set(Object.keys(paths))).toEqual(new Set(expected));
  const pushed = JSON.stringify(paths['/bookings/1/push'].post.requestBody);
  for (const field of ['newDocumentState', 'ticketType', 'payments', '_deleted'])
    expect(pushed).toContain(field);
});

test('[HTTP13] figures are for this machine and for manager devices', async () => {
  server.engine.addDevice('manager-token', { kind: 'manager' });
  const manager = { authorization: 'Bearer manager-token' };
  const far = '192.0.2.7';
  expect((await get('/metrics')).statusCode).toBe(200);
  expect((await get('/metrics', {}, '::ffff:127.0.0.1')).statusCode).toBe(200);
  expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).statusCode).toBe(401);
  expect((await get('/metrics', {}, far)).statusCode).toBe(401);
  expect((await get('/metrics', AS_TILL, far)).statusCode).toBe(403);
  expect((await get('/metrics', manager, far)).statusCode).toBe(200);
});

test('[HTTP13] figures hold requests by route, rows, streams and what the engine counts', async () => {
  server.engine.onPush = () => [{ id: 'a', _deleted: true, _refused: { code: 'malformed', message: '' } }];
  await server.app.inject({ method: 'POST', url: '/bookings/1/push', headers: AS_TILL, payload: [{}, {}] });
  server.engine.onPush = null;
  await get('/never/such/a/route/as-this-one');
  const text = (await get('/metrics')).body;
  expect(text).toMatch(/foyer_http_seconds_count\{route="\/bookings\/1\/push",status="2xx"\} 1/);
  expect(text).toMatch(/foyer_pushed_rows_total\{collection="bookings",taken="no"\} 1/);
  expect(text).toMatch(/foyer_streams_open 0/);
  expect(text).toMatch(/^foyer_holds_granted_total 3$/m);
  expect(text).toMatch(/^foyer_odd_name 1$/m);
  expect(text).not.toContain('NaN');
  expect(text).not.toContain('as-this-one');
});

test('[HTTP10] a page of any origin may ask, without credentials, and the browser remembers that', async () => {
  const preflight = await server.app.inject({
    method: 'OPTIONS',
    url: '/bookings/1/push',
    headers: {
      origin: 'http://localhost:8411',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,foyer-replica,foyer-staff',
    },
  });
  expect([preflight.statusCode, preflight.body]).toEqual([204, '']);
  expect(preflight.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-max-age': '86400',
  });
  for (const name of ['authorization', 'content-type', 'foyer-replica', 'foyer-staff']) {
    expect(preflight.headers['access-control-allow-headers']).toContain(name);
  }
  expect(preflight.headers).not.toHaveProperty('access-control-allow-credentials');
});

test.each(['/health', '/nothing', '/me', '/openapi.json'])(
  '[HTTP10] %s carries the headers of every answer',
  async (url) => {
    expect((await get(url)).headers).toMatchObject({
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  },
);

test('[HTTP6] a device that reads without end is 429 with the time to wait; its pushes go on', async () => {
  const tight = await testServer({ read: { burst: 2, perSecond: 0.5, keysMax: 10 } });
  const ask = () => tight.app.inject({ url: '/shows/1/pull', headers: AS_TILL });
  expect([(await ask()).statusCode, (await ask()).statusCode]).toEqual([200, 200]);
  const refused = await ask();
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '2']);
  expect(ErrorAnswer.parse(refused.json()).error.code).toBe('too-many-requests');
  const pushed = await tight.app.inject({
    method: 'POST',
    url: '/bookings/1/push',
    headers: AS_TILL,
    payload: [],
  });
  expect(pushed.statusCode).toBe(200);
  await tight.app.close();
});

test('[HTTP6] requests one device has under way are bounded, and each answer makes room', async () => {
  const tight = await testServer({ inFlightPerDeviceMax: 2 });
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  tight.engine.onPush = async () => {
    await gate;
    return [];
  };
  const push = () =>
    tight.app.inject({ method: 'POST', url: '/bookings/1/push', headers: AS_TILL, payload: [] });
  const first = [push(), push()];
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await push()).statusCode).toBe(429);
  open();
  expect((await Promise.all(first)).map((answer) => answer.statusCode)).toEqual([200, 200]);
  expect((await push()).statusCode).toBe(200);
  await tight.app.close();
});
