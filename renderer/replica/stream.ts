import { STREAM_SILENCE_MS_MAX } from '#shared/domain/limits.ts';
import { COLLECTION_NAMES } from '#shared/wire/collections.ts';
import { StreamEvent } from '#shared/wire/messages.ts';
import type { Link } from './link.ts';
import { createEventParser } from './stream-parser.ts';
import { backoffMs, sleep } from './wait.ts';
import type { Wire } from './wire.ts';

const HEAD_TIMEOUT_MS = 2 * STREAM_SILENCE_MS_MAX;

/**
 * Keeps one `/stream` open for as long as `signal` lasts: pokes and recalls go to `tell`, `connected` is called each
 * time it has been opened (whatever happened in between was missed, TRAPS T6). Silence or a failed request elsewhere
 * (`lost`) closes it, and it is opened again with bounded, jittered pauses.
 */
export async function keepStream(o: {
  readonly wire: Wire;
  readonly link: Link;
  readonly signal: AbortSignal;
  /** The abort signal of the present connection, renewed by whoever sees the line fail. */
  readonly lost: () => AbortSignal;
  readonly connected: () => void;
  readonly tell: (event: StreamEvent) => void;
  readonly random?: () => number;
  readonly silenceMsMax?: number;
}): Promise<void> {
  const random = o.random ?? Math.random;
  let attempt = 0;
  while (!o.signal.aborted) {
    const end = await readOnce(o, () => {
      attempt = 0;
    }).catch((): StreamEnd => 'broken');
    if (o.signal.aborted) return;
    if (end === 'broken') o.link.failed();
    await sleep(backoffMs(attempt, random), o.signal).catch(() => {});
    attempt += 1;
  }
}

/** `refused`: the server answered and would not open it (an unknown device, for instance), so the line is there. */
type StreamEnd = 'refused' | 'broken';

async function readOnce(o: Parameters<typeof keepStream>[0], opened: () => void): Promise<StreamEnd> {
  const silence = new AbortController();
  const signal = AbortSignal.any([o.signal, silence.signal, o.lost()]);
  const response = await o.wire.open(
    `/stream?collections=${COLLECTION_NAMES.join(',')}`,
    signal,
    HEAD_TIMEOUT_MS,
  );
  if (!response.ok || response.body === null) return 'refused';
  opened();
  o.connected();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parse = createEventParser();
  const expire = () => silence.abort(new Error('the stream fell silent'));
  const maxMs = o.silenceMsMax ?? STREAM_SILENCE_MS_MAX;
  let timer = setTimeout(expire, maxMs);
  // Ends the read below even where the body itself does not listen to the signal.
  signal.addEventListener('abort', () => void reader.cancel().catch(() => {}), { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'broken';
      clearTimeout(timer);
      timer = setTimeout(expire, maxMs);
      for (const data of parse(decoder.decode(value, { stream: true }))) {
        const event = StreamEvent.safeParse(readJson(data));
        // A newer server may say things this version does not know: they are not ours to act on.
        if (event.success) o.tell(event.data);
      }
    }
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
