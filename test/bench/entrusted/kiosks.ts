import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { REPLICA_HEADER, StreamEvent } from '#shared/wire/messages.ts';
import { insist } from '../bench.ts';
import { serveJobs } from '../worker.ts';

/** Kiosks of which only what concerns entrusted seats is there: each listens, and gives back what is recalled. */
export const KiosksJob = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connect'), url: z.string(), tokens: z.array(z.string()) }),
  z.object({ kind: z.literal('count') }),
]);

/** What was recalled from all of them so far. */
export const KiosksResult = z.object({ recalls: z.int(), seats: z.int() });
type KiosksResult = z.infer<typeof KiosksResult>;

const told = { recalls: 0, seats: 0 };

async function connect(url: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, [REPLICA_HEADER]: randomUUID() };
  const response = await fetch(`${url}/stream?collections=allotments`, { headers });
  insist(response.ok && response.body !== null, `a stream answered ${response.status}`);
  if (response.body !== null) void listen(response.body, (event) => giveBack(url, headers, event));
}

async function listen(
  body: ReadableStream<Uint8Array>,
  hear: (event: StreamEvent) => Promise<void>,
): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines)
      if (line.startsWith('data:')) void hear(StreamEvent.parse(JSON.parse(line.slice('data:'.length))));
  }
}

async function giveBack(url: string, headers: Record<string, string>, event: StreamEvent): Promise<void> {
  if (event.kind !== 'recall') return;
  const { allotmentId, epoch, seatIds } = event;
  told.recalls += 1;
  told.seats += seatIds.length;
  const response = await fetch(`${url}/allotments/release`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ allotmentId, epoch, released: seatIds, kept: [] }),
  });
  insist(response.ok, `a release was answered ${response.status}: ${await response.text()}`);
}

async function work(job: z.infer<typeof KiosksJob>): Promise<KiosksResult> {
  if (job.kind === 'connect') await Promise.all(job.tokens.map((token) => connect(job.url, token)));
  return { ...told };
}

serveJobs(KiosksJob, work);
