import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import decodeQr from 'qr/decode.js';
import { expect, test } from 'vitest';
import { openAbilities } from '../abilities/abilities.ts';
import { CLAIM, fakeServer, job, payment, temporaryFolder, ticket } from '../abilities/testing.ts';
import { type Agent, startAgent } from './agent.ts';
import { BODY_BYTES_MAX } from './body.ts';

type Served = { agent: Agent; server: ReturnType<typeof fakeServer>; logged: string[] } & AsyncDisposable;

async function serve(port = 0): Promise<Served> {
  const folder = temporaryFolder();
  const pages = join(folder.path, 'pages');
  mkdirSync(pages);
  writeFileSync(join(pages, 'index.html'), '<html><head></head><body>till</body></html>');
  const server = fakeServer();
  const logged: string[] = [];
  const abilities = await openAbilities({
    folder: join(folder.path, 'counter-1'),
    serverUrl: 'http://server',
    now: Date.now,
    fetch: server.fetch,
  });
  const log = (line: string): void => void logged.push(line);
  const close = async (): Promise<void> => {
    await abilities.close();
    folder[Symbol.dispose]();
  };
  const agent = await startAgent({ abilities, pages, device: 'counter-1', port, log }).catch(
    async (error: unknown) => {
      await close();
      throw error;
    },
  );
  return {
    agent,
    server,
    logged,
    [Symbol.asyncDispose]: async () => {
      await agent.close();
      await close();
    },
  };
}

const HEADERS = { 'x-foyer-bridge': '1', 'content-type': 'application/json' };
const say = (
  agent: Agent,
  verb: string,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${agent.url}bridge/${verb}`, {
    method: 'POST',
    headers: { ...HEADERS, ...headers },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  });

/** `fetch` sets Host itself, so a rebound name is tried with a plain request. */
function statusFor(
  agent: Agent,
  method: string,
  headers: Record<string, string>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${agent.url}bridge/identity`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? '{}' : undefined);
  });
}

test('[AGT7] every verb of the bridge is said over the loopback address', async () => {
  await using served = await serve();
  const { agent } = served;
  const answer = async (verb: string, input: unknown): Promise<unknown> =>
    (await say(agent, verb, input)).json();
  expect(await answer('identity', {})).toEqual({ enrolled: false, serverUrl: 'http://server' });
  const enrolled = await answer('enrol', { serverUrl: 'http://server', code: 'good', name: 'Counter 1' });
  expect(enrolled).toMatchObject({ enrolled: true, deviceId: 'dev-1' });
  expect(await answer('signTicket', CLAIM)).toMatchObject({ qr: expect.stringMatching(/^F1\./) });
  expect(await answer('appendJournal', payment(1))).toMatchObject({ seq: 1 });
  expect(await answer('readJournal', { afterSeq: 0 })).toMatchObject({ entries: [{ seq: 1 }] });
  expect(await answer('print', job())).toEqual({ result: 'printed' });
  expect(await answer('openDrawer', { reason: 'change' })).toEqual({ result: 'printed' });
});

test('[AGT7] a wrong call is answered in words, and a long one is cut short', async () => {
  await using served = await serve();
  const { agent } = served;
  const status = async (verb: string, input: unknown): Promise<number> =>
    (await say(agent, verb, input)).status;
  expect(await status('identity', { more: 1 })).toBe(400);
  expect(await status('identity', '{')).toBe(400);
  expect(await status('toString', {})).toBe(404);
  expect(await status('appendJournal', payment(1))).toBe(409);
  expect(await status('identity', ' '.repeat(BODY_BYTES_MAX + 1))).toBe(413);
  const answer = await say(agent, 'enrol', { serverUrl: 'http://server', code: 'bad', name: 'x' });
  expect(await answer.json()).toEqual({
    error: { code: 'enrolment-refused', message: 'The server refused the code: no such code' },
  });
  expect(served.logged).toEqual([]);
});

test('[AGT5] other sites and rebound names reach neither bridge nor pages', async () => {
  await using served = await serve();
  const { agent } = served;
  const host = `127.0.0.1:${agent.port}`;
  const good = { ...HEADERS, host };
  expect(await statusFor(agent, 'POST', good)).toBe(200);
  expect(await statusFor(agent, 'POST', { ...good, host: `evil.example:${agent.port}` })).toBe(421);
  expect(await statusFor(agent, 'POST', { ...good, origin: 'https://evil.example' })).toBe(403);
  expect(await statusFor(agent, 'OPTIONS', { ...good, origin: 'https://evil.example' })).toBe(405);
  expect(await statusFor(agent, 'GET', { host: 'evil.example' })).toBe(421);
  const answer = await say(agent, 'identity', {}, { origin: 'https://evil.example' });
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('[AGT8] pages and bridge are there while the sync server is not', async () => {
  await using served = await serve();
  const { agent, server } = served;
  server.down = true;
  expect(await (await fetch(agent.url)).text()).toContain('till');
  expect(await (await say(agent, 'print', job())).json()).toEqual({ result: 'printed' });
  const answer = await say(agent, 'enrol', { serverUrl: 'http://server', code: 'good', name: 'x' });
  expect(await answer.json()).toMatchObject({ error: { code: 'no-server' } });
});

test('[AGT6] after enrolling elsewhere the page may talk to the new server', async () => {
  await using served = await serve();
  const policy = async (): Promise<string | null> =>
    (await fetch(served.agent.url)).headers.get('content-security-policy');
  expect(await policy()).toContain("connect-src 'self' http://server;");
  await say(served.agent, 'enrol', { serverUrl: 'https://cinema.example/foyer/', code: 'good', name: 'x' });
  expect(await policy()).toContain("connect-src 'self' https://cinema.example;");
});

test('[PRN4] the printer page shows each paper with a code a scanner reads, newest first', async () => {
  await using served = await serve();
  const { agent } = served;
  const shown = async (): Promise<string> => (await fetch(`${agent.url}printer/papers`)).text();
  expect(await shown()).toContain('Nothing printed yet');
  await say(agent, 'print', job(ticket({ movie: 'First <film>' }), ticket({ movie: 'Second' })));
  const papers = await shown();
  expect(papers).toContain('First &lt;film&gt;');
  expect(papers.indexOf('data-paper="2"')).toBeLessThan(papers.indexOf('data-paper="1"'));
  expect(scan(papers)).toBe(ticket().qr);
  const page = await fetch(`${agent.url}printer`);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(await page.text()).toContain('Printer of counter-1');
});

test('[PRN4] a page that has the newest paper is told so at no cost', async () => {
  await using served = await serve();
  const url = `${served.agent.url}printer/papers`;
  const mark = (await fetch(url)).headers.get('etag') ?? '';
  expect((await fetch(url, { headers: { 'if-none-match': mark } })).status).toBe(304);
  await say(served.agent, 'print', job());
  expect((await fetch(url, { headers: { 'if-none-match': mark } })).status).toBe(200);
});

test('[PRN4] the printer can be made to fail, by our own page only', async () => {
  await using served = await serve();
  const { agent } = served;
  const body = JSON.stringify({ paperOut: true });
  const url = `${agent.url}printer/faults`;
  expect((await fetch(url, { method: 'POST', body })).status).toBe(403);
  expect((await fetch(url, { method: 'POST', body, headers: HEADERS })).status).toBe(200);
  expect(await (await say(agent, 'print', job())).json()).toMatchObject({ result: 'failed' });
});

test('[AGT9] a port that is taken is said in words', async () => {
  await using served = await serve();
  await expect(serve(served.agent.port)).rejects.toThrow(
    `Port ${served.agent.port} on this machine is taken`,
  );
});

/** Reads the first code drawn on a paper back from its picture. */
function scan(svg: string): string {
  const drawn = /<path class="ink qr" transform="[^"]*scale\((\d+)\)" d="([^"]+)"/.exec(svg)?.[2] ?? '';
  const dots = [...drawn.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((move) => move.slice(1).map(Number));
  const side = Math.max(...dots.map(([, y = 0]) => y)) + 2;
  const scale = 4;
  const width = side * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [x = 0, y = 0, length = 0] of dots) {
    for (let px = x * scale; px < (x + length) * scale; px += 1) {
      for (let py = y * scale; py < (y + 1) * scale; py += 1)
        data.fill(0, (py * width + px) * 4, (py * width + px) * 4 + 3);
    }
  }
  return decodeQr({ width, height: width, data });
}
