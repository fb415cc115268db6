import { COLLECTION_NAMES } from '#shared/wire/collections.ts';
import { PullQuery, REPLICA_HEADER } from '#shared/wire/messages.ts';
import type { FakeServer } from './fake-server.ts';

/** What happens to one request on its way: nothing, lost before the server, or lost after it. */
export type Fate = 'passes' | 'request-lost' | 'answer-lost';

/** A line between one till and the fake server, with switches. */
export class FakeLine {
  /** No request reaches the server. */
  cut = false;
  /** Everything stands still: requests are neither answered nor refused. */
  silent = false;
  fate: (path: string) => Fate = () => 'passes';
  /** Milliseconds one way. */
  delayMs: () => number = () => 0;
  /** Milliseconds an answer takes longer than its question did. */
  answerDelayMs: (path: string) => number = () => 0;
  /** Every path asked for, in order. */
  readonly asked: string[] = [];
  readonly #server: FakeServer;
  readonly #till: number;
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();

  constructor(server: FakeServer, till: number) {
    this.#server = server;
    this.#till = till;
  }

  /** Cuts the line in the middle of whatever is going on. */
  cutNow(): void {
    this.cut = true;
    for (const stream of this.#streams) stream.error(new TypeError('the line was cut'));
    this.#streams.clear();
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const signal = init?.signal ?? new AbortController().signal;
    this.asked.push(pathname);
    await this.#travel(signal);
    if (this.cut) throw new TypeError('no line');
    if (pathname === '/stream') return this.#stream(signal);
    const fate = this.fate(pathname);
    if (fate === 'request-lost') throw new TypeError('the request got lost');
    const replicaId = new Headers(init?.headers).get(REPLICA_HEADER);
    const { status, body } = this.#answer(pathname, init?.body, replicaId);
    await this.#travel(signal, this.answerDelayMs(pathname));
    if (fate === 'answer-lost') throw new TypeError('the answer got lost');
    return Response.json(structuredClone(body), { status });
  };

  async #travel(signal: AbortSignal, moreMs = 0): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      if (!this.silent) setTimeout(resolve, this.delayMs() + moreMs);
    });
  }

  #answer(path: string, body: unknown, replicaId: string | null): { status: number; body: unknown } {
    if (path === '/allotments/releases') return this.#server.release(this.#till, JSON.parse(String(body)));
    if (path === '/health') {
      const time = new Date(this.#server.nowMs).toISOString();
      return { status: 200, body: { status: 'ok', time, epoch: this.#server.epoch, collections: {} } };
    }
    const [, name = '', , verb] = path.split('/');
    const collection = COLLECTION_NAMES.find((known) => known === name);
    if (collection === undefined) return { status: 404, body: { error: { code: 'x', message: 'x' } } };
    if (verb === 'push')
      return this.#server.push(collection, this.#till, JSON.parse(String(body)), replicaId);
    const { lwt, id, limit } = PullQuery.parse(JSON.parse(String(body)));
    return this.#server.pull(collection, lwt, id, limit);
  }

  #stream(signal: AbortSignal): Response {
    const encoder = new TextEncoder();
    let stop = () => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#streams.add(controller);
        const say = (text: string) => {
          if (!this.silent && this.#streams.has(controller)) controller.enqueue(encoder.encode(text));
        };
        const unlisten = this.#server.listen((event) => say(`data: ${JSON.stringify(event)}\n\n`));
        const beat = setInterval(() => say(':\n\n'), 200);
        say(':\n\n');
        stop = () => {
          unlisten();
          clearInterval(beat);
          this.#streams.delete(controller);
        };
        signal.addEventListener('abort', stop, { once: true });
      },
      cancel: () => stop(),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }
}
