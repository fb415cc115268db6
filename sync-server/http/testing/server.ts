import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { buildHttp } from '../build.ts';
import type { Limits } from '../gate.ts';
import { type FakeEngine, fakeEngine } from './fake-engine.ts';

export type TestServer = {
  readonly app: FastifyInstance;
  readonly engine: FakeEngine;
  readonly log: string[];
};

/** The HTTP over a fake engine, for `app.inject`. `log` gathers the lines it writes. */
export async function testServer(limits: Limits = {}): Promise<TestServer> {
  const engine = fakeEngine();
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) });
  return { app: await buildHttp({ engine, log, limits }), engine, log: lines };
}

/** The same, listening on a free port of this machine. */
export async function listeningServer(limits: Limits = {}): Promise<TestServer & { readonly url: string }> {
  const server = await testServer(limits);
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const address: AddressInfo | string | null = server.app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server listens on no port.');
  return { ...server, url: `http://127.0.0.1:${address.port}` };
}

/** One event of a stream, or a comment line. */
export type Heard =
  | { readonly kind: 'message'; readonly data: unknown; readonly atMs: number }
  | { readonly kind: 'comment'; readonly atMs: number };

/** Listens to a stream with `fetch`, as kiosks do. */
export async function listen(url: string, headers: Record<string, string>) {
  const stop = new AbortController();
  const response = await fetch(url, { headers, signal: stop.signal });
  const heard: Heard[] = [];
  const ended = (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const atMs = performance.now();
        if (block.startsWith(':')) heard.push({ kind: 'comment', atMs });
        else heard.push({ kind: 'message', data: JSON.parse(block.slice('data: '.length)), atMs });
      }
    }
  })().catch(() => undefined);
  return { response, heard, ended, stop: () => stop.abort() };
}

/** Waits until `holds`, which is asked every few milliseconds; fails after `msMax`. */
export async function until(holds: () => boolean, msMax = 5_000): Promise<void> {
  const endMs = performance.now() + msMax;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error('It did not come to pass in time.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
