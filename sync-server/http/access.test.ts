import { afterEach, beforeEach, expect, test } from 'vitest';
import { ErrorAnswer } from '#shared/wire/messages.ts';
import { AS_TILL } from './testing/bearer.ts';
import { CINEMA, CLERK, RIGHT_PIN } from './testing/fake-engine.ts';
import { type TestServer, testServer } from './testing/server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await testServer({ guess: { burst: 3, perSecond: 0.1, keysMax: 10 } });
});
afterEach(() => server.app.close());

const post = (url: string, payload: object, headers: Record<string, string> = AS_TILL) =>
  server.app.inject({ method: 'POST', url, headers, payload });
const get = (url: string, headers: Record<string, string> = AS_TILL) => server.app.inject({ url, headers });
const failure = (answer: { statusCode: number; json(): unknown }) => [
  answer.statusCode,
  ErrorAnswer.parse(answer.json()).error.code,
];

test('[AUT6] a code enrols one device, whose token opens the routes', async () => {
  const [code = ''] = await server.engine.registry.createCodes(CINEMA, 'counter', 1);
  const enrolled = await post('/enrol', { code, name: 'Till 2' }, {});
  expect(enrolled.statusCode).toBe(200);
  expect(enrolled.json()).toMatchObject({ kind: 'counter', cinemaId: CINEMA });
  const me = await get('/me', { authorization: `Bearer ${enrolled.json().token}` });
  expect(me.json()).toMatchObject({ device: { id: enrolled.json().deviceId, name: 'Till 2' }, staff: null });
  expect(failure(await post('/enrol', { code, name: 'Till 3' }, {}))).toEqual([403, 'unknown-code']);
});

test('[AUT6] wrong codes of an address run out, with the time to wait', async () => {
  for (const code of ['a', 'b', 'c']) {
    expect(failure(await post('/enrol', { code, name: 'x' }, {}))).toEqual([403, 'unknown-code']);
  }
  const refused = await post('/enrol', { code: 'd', name: 'x' }, {});
  expect(failure(refused)).toEqual([429, 'too-many-requests']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});

test('[AUT6] right codes cost nothing: a whole house enrols from one address', async () => {
  const codes = await server.engine.registry.createCodes(CINEMA, 'counter', 64);
  for (const code of codes) expect((await post('/enrol', { code, name: 'Till' }, {})).statusCode).toBe(200);
});

test('[AUT6] wrong codes sent all at once are counted too', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, guess) => post('/enrol', { code: `guess-${guess}`, name: 'x' }, {})),
  );
  expect(answers.filter((answer) => answer.statusCode === 403)).toHaveLength(3);
  expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(17);
});

test.each([
  [{}],
  [{ code: '', name: 'x' }],
  [{ code: 'a', name: '' }],
  [{ code: 1, name: 'x' }],
  [{ code: 'a', name: 'x', admin: true }],
  [{ code: 'a', name: 'x', publicKey: 'y'.repeat(65) }],
  [[]],
])('[HTTP9] enrolling with %j is malformed', async (payload) => {
  expect(failure(await post('/enrol', payload, {}))).toEqual([400, 'invalid-request']);
});

test('[AUT7] staff sign in by PIN, are known by their token, and sign out', async () => {
  expect((await get('/staff')).json()).toEqual({ staff: [CLERK] });
  const signedIn = await post('/sign-in', { staffId: CLERK.id, pin: RIGHT_PIN });
  expect(signedIn.json()).toMatchObject({ staff: CLERK, expiresInSeconds: 3_600 });
  const headers = { ...AS_TILL, 'foyer-staff': String(signedIn.json().staffToken) };
  expect((await get('/me', headers)).json()).toMatchObject({ staff: CLERK });
  const signedOut = await server.app.inject({ method: 'POST', url: '/sign-out', headers });
  expect(signedOut.statusCode).toBe(204);
  expect((await get('/me', headers)).json()).toMatchObject({ staff: null });
});

test('[AUT7] signing out without anybody signed in, or with an empty JSON body, is fine', async () => {
  const headers = { ...AS_TILL, 'content-type': 'application/json' };
  expect((await server.app.inject({ method: 'POST', url: '/sign-out', headers })).statusCode).toBe(204);
});

test('[AUT7] a wrong PIN is 403, a locked-out person 429 with the time to wait', async () => {
  expect(failure(await post('/sign-in', { staffId: CLERK.id, pin: '9999' }))).toEqual([403, 'wrong-pin']);
  const locked = await post('/sign-in', { staffId: 'somebody', pin: '9999' });
  expect([failure(locked), locked.headers['retry-after']]).toEqual([[429, 'locked'], '60']);
});

test('[AUT6] wrong PINs of an address run out, whoever they are for', async () => {
  for (let guess = 0; guess < 3; guess += 1) await post('/sign-in', { staffId: CLERK.id, pin: '9999' });
  const refused = await post('/sign-in', { staffId: CLERK.id, pin: RIGHT_PIN });
  expect(failure(refused)).toEqual([429, 'too-many-requests']);
});

test('[AUT7] a lobby kiosk learns no names and takes no PINs', async () => {
  server.engine.addDevice('lobby-token', { kind: 'lobby' });
  const headers = { authorization: 'Bearer lobby-token' };
  expect((await get('/staff', headers)).json()).toEqual({ staff: [] });
  const signIn = await post('/sign-in', { staffId: CLERK.id, pin: RIGHT_PIN }, headers);
  expect(failure(signIn)).toEqual([403, 'not-allowed']);
});

test.each([
  [{ staffId: 'clerk-1' }],
  [{ staffId: 'clerk-1', pin: '12' }],
  [{ staffId: 'clerk-1', pin: 1234 }],
  [{ staffId: '../etc', pin: '1234' }],
])('[HTTP9] signing in with %j is malformed', async (payload) => {
  expect(failure(await post('/sign-in', payload))).toEqual([400, 'invalid-request']);
});

test('[HTTP11] PINs, codes and tokens never reach the log', async () => {
  const [code = ''] = await server.engine.registry.createCodes(CINEMA, 'counter', 1);
  const enrolled = await post('/enrol', { code, name: 'Till 2' }, {});
  await post('/enrol', { code: 'wrong-code', name: 'x' }, {});
  await post('/sign-in', { staffId: CLERK.id, pin: '987654' });
  const log = server.log.join('');
  expect(log).toContain('device enrolled');
  expect(log).toContain('wrong PIN');
  for (const secret of [code, enrolled.json().token, 'wrong-code', '987654', 'good-token']) {
    expect(log).not.toContain(secret);
  }
});
