import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ErrorAnswer } from '#shared/wire/messages.ts';
import { DeviceId, StaffId } from '#shared/wire/scalars.ts';
import { AS_TILL } from './testing/bearer.ts';
import { CLERK } from './testing/fake-engine.ts';
import { type TestServer, testServer } from './testing/server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await testServer();
  for (const role of ['clerk', 'supervisor', 'manager'] as const)
    server.engine.signInAs(role, { ...CLERK, id: StaffId.parse(role), role });
  server.engine.addDevice('office-token', { id: DeviceId.parse('office'), kind: 'manager' });
});
afterEach(() => server.app.close());

const AS_OFFICE = { authorization: 'Bearer office-token' };
const signedIn = (staff: string) => ({ ...AS_TILL, 'foyer-staff': staff });
const get = (url: string, headers: Record<string, string>) => server.app.inject({ url, headers });
const post = (url: string, headers: Record<string, string>, payload?: object) =>
  server.app.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) });
const failure = (answer: { statusCode: number; json(): unknown }) => [
  answer.statusCode,
  ErrorAnswer.parse(answer.json()).error.code,
];

describe('what waits for a person', () => {
  test.each(['/admin/quarantine', '/admin/open-items', '/admin/journal-heads'])(
    '[ADM1] %s is for managers, supervisors and manager devices',
    async (url) => {
      for (const headers of [AS_OFFICE, signedIn('supervisor'), signedIn('manager')])
        expect((await get(url, headers)).statusCode).toBe(200);
      for (const headers of [AS_TILL, signedIn('clerk')])
        expect(failure(await get(url, headers))).toEqual([403, 'not-allowed']);
      expect(failure(await get(url, {}))).toEqual([401, 'no-token']);
    },
  );

  test('[ADM1] pages are bounded, and a place that is none is malformed', async () => {
    for (const url of [
      '/admin/quarantine?limit=500',
      '/admin/quarantine?after=x',
      '/admin/open-items?after=x',
    ])
      expect(failure(await get(url, AS_OFFICE))).toEqual([400, 'invalid-request']);
  });
});

test('[JHD4] a device asks for its own head, a retired one too, nobody without a token', async () => {
  expect((await get('/journal/head', AS_TILL)).json()).toEqual({ serverKey: 'key', head: null });
  server.engine.addDevice('old-token', { id: DeviceId.parse('till-9'), retired: true });
  expect((await get('/journal/head', { authorization: 'Bearer old-token' })).statusCode).toBe(200);
  expect(failure(await get('/journal/head', {}))).toEqual([401, 'no-token']);
});

describe('retiring a device', () => {
  test('[ADM2] a manager retires another device of the cinema, and it may only push from then on', async () => {
    const old = server.engine.addDevice('old-token', { id: DeviceId.parse('till-9') });
    const url = `/admin/devices/${old.id}/retire`;
    expect(failure(await post(url, signedIn('supervisor')))).toEqual([403, 'not-allowed']);
    const answer = await post(url, signedIn('manager'));
    expect([answer.statusCode, answer.json()]).toEqual([200, { deviceId: old.id, retired: true }]);
    expect(failure(await get('/shows/1/pull', { authorization: 'Bearer old-token' }))).toEqual([
      403,
      'retired-device',
    ]);
  });

  test('[ADM2] a device that is not there is 404, and none retires itself', async () => {
    expect(failure(await post('/admin/devices/nobody/retire', AS_OFFICE))).toEqual([404, 'unknown-device']);
    expect(failure(await post('/admin/devices/till-1/retire', signedIn('manager')))).toEqual([
      409,
      'own-device',
    ]);
  });
});

test('[ADM3] a supervisor opens a restored server, a clerk does not', async () => {
  expect(failure(await post('/admin/open', signedIn('clerk')))).toEqual([403, 'not-allowed']);
  for (const headers of [AS_OFFICE, signedIn('supervisor')])
    expect((await post('/admin/open', headers)).json()).toMatchObject({ closed: false });
});

describe('an outdated device', () => {
  const push = (payload: object, headers: Record<string, string> = AS_TILL) =>
    post('/bookings/0/push', headers, payload);

  test('[HTTP15] its rows are kept before it is told 426', async () => {
    const rows = [{ newDocumentState: { id: 'old' } }];
    expect(failure(await push(rows))).toEqual([426, 'wrong-version']);
    expect(server.engine.quarantined).toEqual([{ by: 'till-1', collection: 'bookings', version: 0, rows }]);
    expect(server.engine.pushed).toEqual([]);
  });

  test('[HTTP15] it must be a device, within the limits of a push', async () => {
    expect(failure(await push([], {}))).toEqual([401, 'no-token']);
    expect(failure(await push({ not: 'rows' }))).toEqual([400, 'invalid-request']);
    expect(failure(await push(Array.from({ length: 501 }, () => ({}))))).toEqual([413, 'too-many-rows']);
    expect(server.engine.quarantined).toEqual([]);
  });
});
