import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DayReport } from '#shared/wire/reports.ts';
import { Currency, type Day, instant } from '#shared/wire/scalars.ts';
import { AS_TILL } from './testing/bearer.ts';
import { CLERK } from './testing/fake-engine.ts';
import { type TestServer, testServer } from './testing/server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await testServer();
  Object.assign(server.engine.reports, {
    day: async (_cinemaId: string, day: Day) => emptyReport(day),
    seats: async () => ({ screenId: 's1', shows: 0, seats: [] }),
    bookings: async () => ({ total: 0, entries: [], shows: [] }),
  });
});
afterEach(() => server.app.close());

const figures = { gross: 0, refunds: 0, net: 0, ticketsSold: 0, ticketsUndone: 0 };
function emptyReport(day: Day): DayReport {
  const by = {
    hour: [],
    movie: [],
    show: [],
    screen: [],
    ticketType: [],
    tender: [],
    channel: [],
    clerk: [],
    device: [],
  };
  return {
    sales: {
      day,
      currency: Currency.parse('GBP'),
      total: figures,
      bookings: 0,
      refundsPaid: 0,
      byQuarter: [],
      by,
      tax: [],
      occupancy: { sold: 0, seats: 0, shows: [] },
    },
    shows: [],
    staff: [],
    asOf: instant(0),
  };
}

const PATHS = [
  '/reports/day?day=2026-11-23',
  '/reports/day/bookings?day=2026-11-23',
  '/reports/day/seats?day=2026-11-23&screenId=s1',
];
const get = (url: string, headers: Record<string, string>) => server.app.inject({ url, headers });

test.each(PATHS)('[RPT5] %s is for managers’ devices and whoever leads at a counter', async (path) => {
  server.engine.addDevice('manager-token', { kind: 'manager' });
  server.engine.addDevice('lobby-token', { kind: 'lobby' });
  server.engine.addDevice('door-token', { kind: 'door' });
  server.engine.signInAs('as-clerk', CLERK);
  server.engine.signInAs('as-supervisor', { ...CLERK, role: 'supervisor' });
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await get(path, headers)).statusCode;
  expect(await status({ authorization: 'Bearer manager-token' })).toBe(200);
  expect(await status({ ...AS_TILL, 'foyer-staff': 'as-supervisor' })).toBe(200);
  expect(await status({ ...AS_TILL, 'foyer-staff': 'as-clerk' })).toBe(403);
  expect(await status(AS_TILL)).toBe(403);
  expect(await status({ authorization: 'Bearer lobby-token', 'foyer-staff': 'as-supervisor' })).toBe(403);
  expect(await status({ authorization: 'Bearer door-token' })).toBe(403);
  expect(await status({})).toBe(401);
});

test.each(['/reports/day', '/reports/day?day=2026-02-30', '/reports/day/bookings?day=2026-11-23&limit=1000'])(
  '[RPT5] %s is malformed',
  async (path) => {
    server.engine.addDevice('manager-token', { kind: 'manager' });
    expect((await get(path, { authorization: 'Bearer manager-token' })).statusCode).toBe(400);
  },
);
