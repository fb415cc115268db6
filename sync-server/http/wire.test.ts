import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COLLECTION_NAMES } from '#shared/wire/collections.ts';
import { ErrorAnswer } from '#shared/wire/messages.ts';
import { AS_TILL } from './testing/bearer.ts';
import { listeningServer, until } from './testing/server.ts';

/** A line as real clients see it: sockets, bodies in pieces, and whatever else can be sent. */
let server: Awaited<ReturnType<typeof listeningServer>>;
beforeAll(async () => {
  server = await listeningServer();
});
afterAll(() => server.app.close());

const JSON_HEADERS = { ...AS_TILL, 'content-type': 'application/json' };
const push = (body: BodyInit) =>
  fetch(`${server.url}/bookings/1/push`, { method: 'POST', headers: JSON_HEADERS, body });
const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  ErrorAnswer.parse(await answer.json()).error.code,
];
const alive = async () => expect((await fetch(`${server.url}/health`)).status).toBe(200);

/** What the server says to raw bytes until it closes the line or a moment has passed. */
function raw(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let said = '';
    socket.on('data', (data) => {
      said += data.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(said));
    socket.setTimeout(150, () => socket.destroy());
    socket.end(bytes);
  });
}

test('[HTTP4] ten megabytes are 413, and their sender reads it', async () => {
  for (let round = 0; round < 5; round += 1) {
    expect(await codeOf(await push(Buffer.alloc(10 * 1024 * 1024, 0x20)))).toEqual([413, 'body-too-large']);
  }
  await alive();
});

test('[HTTP4] ten megabytes in pieces of unknown number are 413 as well', async () => {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sending = request(
      `${server.url}/bookings/1/push`,
      { method: 'POST', headers: JSON_HEADERS },
      resolve,
    );
    sending.once('error', reject);
    Readable.from(Array.from({ length: 160 }, () => Buffer.alloc(64 * 1024, 0x20))).pipe(sending);
  });
  answer.resume();
  expect(answer.statusCode).toBe(413);
  await alive();
});

test('[HTTP4] a form is small: a large one is 413 as well', async () => {
  const body = JSON.stringify({ code: 'x'.repeat(100_000), name: 'x' });
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${server.url}/enrol`, { method: 'POST', headers, body })).status).toBe(413);
});

test('[HTTP1] a large body without a token is 401', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = Buffer.alloc(1024 * 1024, 0x20);
  const answer = await fetch(`${server.url}/bookings/1/push`, { method: 'POST', headers, body });
  expect(await codeOf(answer)).toEqual([401, 'no-token']);
});

test.each([
  ['nesting without end', '['.repeat(900_000)],
  ['deep and closed', `[${'['.repeat(400_000)}${']'.repeat(400_000)}]`],
  ['deep objects', `[${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}]`],
  ['prototype keys', '[{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"newDocumentState":{}}]'],
  ['NUL bytes', '[{"newDocumentState":{"id":"a\\u0000b"}}]'],
  ['raw NUL bytes', '[{"newDocumentState":{"id":"a\u0000b"}}]'],
  ['lone surrogates', '[{"newDocumentState":{"id":"\\ud800"}}]'],
  ['endless numbers', `[{"newDocumentState":{"id":"a","rev":1e999,"n":${'9'.repeat(100_000)}}}]`],
  ['the same key often', `[{${'"a":1,'.repeat(50_000)}"a":1}]`],
])('[HTTP8] %s in a body is 200 or 400 and harms nobody', async (_name, body) => {
  expect([200, 400]).toContain((await push(body)).status);
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  await alive();
});

test('[HTTP8] a row nested too deep does not fail the good row beside it', async () => {
  server.engine.pushed.length = 0;
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const answer = await push(
    `[{"newDocumentState":{"id":"good"}},{"newDocumentState":{"id":"bad","x":${deep}}}]`,
  );
  expect(answer.status).toBe(200);
  expect(server.engine.pushed).toMatchObject([
    { newDocumentState: { id: 'good' } },
    { newDocumentState: { id: 'bad' } },
  ]);
});

test.each([
  ['not HTTP', 'hello\r\n\r\n', '400'],
  ['a header without end', `GET /health HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, '431'],
  ['a wrong length', 'POST /enrol HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n', '400'],
  [
    'two lengths',
    'POST /enrol HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    '400',
  ],
  ['an unknown method', 'BREW /health HTTP/1.1\r\nhost: x\r\n\r\n', '400'],
])('[HTTP9] %s is refused in the usual form', async (_name, bytes, status) => {
  const [head = '', body = ''] = (await raw(bytes)).split('\r\n\r\n');
  expect(head).toContain(`HTTP/1.1 ${status}`);
  expect(ErrorAnswer.safeParse(JSON.parse(body)).success).toBe(true);
});

test('[I12] no bytes on the line can crash the server', async () => {
  const line = fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(
        fc.constantFrom('GET', 'POST', 'OPTIONS', 'HEAD', 'PUT', 'DELETE', 'CONNECT', 'TRACE', 'PRI'),
        fc.webPath(),
        fc.constantFrom(
          'content-length: 9',
          'transfer-encoding: chunked',
          'upgrade: websocket',
          'expect: x',
          'x: y',
        ),
        fc.string({ maxLength: 200 }),
      )
      .map(
        ([method, path, header, body]) =>
          `${method} ${path || '/'} HTTP/1.1\r\nhost: x\r\n${header}\r\n\r\n${body}`,
      ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
      await Promise.all(lines.map(raw));
    }),
    { numRuns: 40 },
  );
  await alive();
});

test('[I12] no request of a known device can crash the server', async () => {
  const path = fc.oneof(
    fc.constantFrom('/stream', '/me', '/enrol', '/sign-in', '/sign-out', '/schedule', '/health', '/metrics'),
    fc
      .tuple(
        fc.constantFrom(...COLLECTION_NAMES, '__proto__', 'constructor'),
        fc.constantFrom('0', '1', '2', '-1', 'x'),
        fc.constantFrom('push', 'pull', 'toString'),
      )
      .map((parts) => `/${parts.join('/')}`),
  );
  const anyRequest = fc.record({
    path,
    method: fc.constantFrom('GET', 'POST', 'DELETE'),
    query: fc.webQueryParameters(),
    body: fc.oneof(
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify([{ newDocumentState: value }])),
      fc.string(),
    ),
    staff: fc.constantFrom('', 'x', 'staff-token'),
    replica: fc.constantFrom('replica-1', 'no good', ''),
  });
  await fc.assert(
    fc.asyncProperty(anyRequest, async ({ path, method, query, body, staff, replica }) => {
      const headers = { ...JSON_HEADERS, 'foyer-staff': staff, 'foyer-replica': replica };
      const stop = new AbortController();
      const answer = await fetch(`${server.url}${path}?${query}`, {
        method,
        headers,
        signal: stop.signal,
        ...(method === 'GET' ? {} : { body }),
      });
      expect(answer.status).toBeLessThan(500);
      if (answer.status >= 400) ErrorAnswer.parse(await answer.json());
      stop.abort();
    }),
    { numRuns: 300 },
  );
  await alive();
});

test('[HTTP6] requests whose client hangs up make room again', async () => {
  const tight = await listeningServer({ inFlightPerDeviceMax: 3 });
  let reached = 0;
  tight.engine.onPush = () => {
    reached += 1;
    return new Promise(() => undefined);
  };
  for (let round = 0; round < 5; round += 1) {
    const stop = new AbortController();
    const before = reached;
    const asked = fetch(`${tight.url}/bookings/1/push`, {
      method: 'POST',
      headers: JSON_HEADERS,
      body: '[{}]',
      signal: stop.signal,
    }).catch(() => null);
    await until(() => reached > before);
    stop.abort();
    await asked;
  }
  tight.engine.onPush = null;
  await new Promise((resolve) => setTimeout(resolve, 50));
  const answer = await fetch(`${tight.url}/bookings/1/push`, {
    method: 'POST',
    headers: JSON_HEADERS,
    body: '[]',
  });
  expect(answer.status).toBe(200);
  await tight.app.close();
});
