import { firstValueFrom } from 'rxjs';
import { afterEach, expect, test } from 'vitest';
import { ReplicaId } from '#shared/wire/scalars.ts';
import { Link } from './link.ts';
import { createEventParser } from './stream-parser.ts';
import { FakeServer } from './testing/fake-server.ts';
import { identityOf, order, SHOW_ID, seatId } from './testing/house.ts';
import { FakeLine } from './testing/line.ts';
import { openTill, type Till, until, untilBooking, untilOnline } from './testing/till.ts';
import type { Connection } from './types.ts';
import { backoffMs } from './wait.ts';
import { createWire, NoAnswer } from './wire.ts';

const open: Till[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ replica }) => replica.close()));
});

async function till(server: FakeServer): Promise<Till> {
  const opened = await openTill(server, 1);
  open.push(opened);
  return opened;
}

test('[REP3] events are read whole however the stream is cut into pieces', () => {
  const text = ':\n\ndata: {"a":1}\n\nevent: x\ndata: one\ndata:two\r\n\r\n: comment\n\ndata: last\n\n';
  const whole = ['{"a":1}', 'one\ntwo', 'last'];
  for (let size = 1; size <= text.length; size += 1) {
    const parse = createEventParser();
    const events: string[] = [];
    for (let at = 0; at < text.length; at += size) events.push(...parse(text.slice(at, at + size)));
    expect(events).toEqual(whole);
  }
});

test('[REP3] a stream that never ends a line is not read for ever', () => {
  const parse = createEventParser();
  expect(() => {
    for (let n = 0; n < 200; n += 1) parse('x'.repeat(10_000));
  }).toThrow('without line ends');
});

test('[REP2] [T2] a request that hangs is given up in time and makes the kiosk offline', async () => {
  const line = new FakeLine(new FakeServer(), 1);
  line.silent = true;
  const heard: string[] = [];
  const wire = createWire({
    identity: identityOf(1),
    replicaId: ReplicaId.parse('replica-1'),
    fetch: line.fetch,
    answered: () => heard.push('answered'),
    failed: () => heard.push('failed'),
    timeoutMs: 30,
  });
  await expect(wire.call('GET', '/health', new AbortController().signal)).rejects.toThrow(NoAnswer);
  expect(heard).toEqual(['failed']);
});

test('[REP2] [T17] an answer that is not Foyer’s, such as a hotel’s sign-in page, is no answer', async () => {
  const wire = createWire({
    identity: identityOf(1),
    replicaId: ReplicaId.parse('replica-1'),
    fetch: () => Promise.resolve(new Response('<html>Welcome!</html>')),
    answered: () => expect.unreachable(),
    failed: () => {},
  });
  await expect(wire.call('GET', '/health', new AbortController().signal)).rejects.toThrow(NoAnswer);
});

test('[REP2] every request carries the device, its replica and who is signed in', async () => {
  const headers: Headers[] = [];
  const wire = createWire({
    identity: identityOf(1),
    replicaId: ReplicaId.parse('replica-1'),
    fetch: (_input, init) => {
      headers.push(new Headers(init?.headers));
      return Promise.resolve(Response.json({}));
    },
    answered: () => {},
    failed: () => {},
  });
  wire.setStaffToken('staff');
  await wire.call('POST', '/x', new AbortController().signal, []);
  expect(headers[0]?.get('authorization')).toBe('Bearer token-1');
  expect(headers[0]?.get('foyer-replica')).toBe('replica-1');
  expect(headers[0]?.get('foyer-staff')).toBe('staff');
});

test('[REP2] one failure is offline, one answer is online, and the time of the loss stays', () => {
  const seen: Connection[] = [];
  let now = 1_000;
  let waiting = 0;
  const calls: string[] = [];
  const link: Link = new Link(
    () => now,
    () => calls.push('lost'),
    () => {
      calls.push('regained');
      link.setBacklog(waiting === 0 ? null : { done: 0, total: waiting });
    },
  );
  link.connection$.subscribe((connection) => seen.push(connection));
  link.answered();
  link.failed();
  now = 2_000;
  link.failed();
  waiting = 2;
  link.answered();
  link.answered();
  link.setBacklog({ done: 1, total: 2 });
  link.setBacklog(null);
  expect(seen).toEqual([
    { kind: 'connecting' },
    { kind: 'online' },
    { kind: 'offline', sinceMs: 1_000 },
    { kind: 'catching-up', done: 0, total: 2 },
    { kind: 'catching-up', done: 1, total: 2 },
    { kind: 'online' },
  ]);
  expect(calls).toEqual(['regained', 'lost', 'regained']);
});

test('[REP2] a stream that falls silent means offline within three seconds', async () => {
  const one = await till(new FakeServer());
  await untilOnline(one);
  const kinds: string[] = [];
  one.replica.connection$.subscribe(({ kind }) => kinds.push(kind));
  one.line.silent = true;
  const fromMs = performance.now();
  await until(() => kinds.includes('offline'), 4_000);
  expect(performance.now() - fromMs).toBeLessThan(3_000);
});

test('[REP2] what was written offline is caught up with, counted, when the line is back', async () => {
  const server = new FakeServer();
  const one = await till(server);
  await untilOnline(one);
  one.line.cutNow();
  const seen: Connection[] = [];
  one.replica.connection$.subscribe((connection) => seen.push(connection));
  await until(() => seen.some(({ kind }) => kind === 'offline'));
  for (const seat of ['A1', 'A2', 'A3']) await one.replica.insertBooking(order(1, `offline-${seat}`, [seat]));
  one.line.cut = false;
  await untilBooking(one, order(1, 'offline-A3', ['A3']).id, ({ status }) => status === 'pending');
  await untilOnline(one);
  expect(seen).toContainEqual({ kind: 'catching-up', done: 0, total: 3 });
});

test('[REP3] [T6] whatever happened while the stream was down is pulled when it is open again', async () => {
  const server = new FakeServer();
  const one = await till(server);
  await untilOnline(one);
  await until(async () => (await one.replica.get('seatmaps', SHOW_ID)) !== null);
  one.line.cutNow();
  server.push('bookings', 2, [{ newDocumentState: order(2, 'elsewhere', ['B2']) }]);
  one.line.cut = false;
  await until(
    async () => (await one.replica.get('seatmaps', SHOW_ID))?.seats[seatId('B2')]?.status === 'held',
  );
});

test('[REP2] pauses between tries grow, stay bounded and are never in step', () => {
  const longest = Array.from({ length: 30 }, (_, attempt) => backoffMs(attempt, () => 1));
  expect(longest.slice(0, 4)).toEqual([250, 500, 1_000, 2_000]);
  expect(Math.max(...longest)).toBe(5_000);
  expect(backoffMs(3, () => 0)).toBe(1_000);
});

test('[REP2] a device the server does not know is online, says so, and recovers by itself', async () => {
  const server = new FakeServer();
  const line = new FakeLine(server, 1);
  let known = false;
  const refusal = { error: { code: 'unknown-device', message: 'Unknown device.' } };
  const one = await openTill(server, 1, {
    fetch: (input, init) =>
      known ? line.fetch(input, init) : Promise.resolve(Response.json(refusal, { status: 401 })),
  });
  open.push(one);
  const kinds = new Set<string>();
  one.replica.connection$.subscribe(({ kind }) => kinds.add(kind));
  await until(async () => (await firstValueFrom(one.replica.fault$))?.kind === 'unknown-device');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect([...kinds]).not.toContain('offline');
  known = true;
  await until(async () => (await firstValueFrom(one.replica.fault$)) === null, 12_000);
});
