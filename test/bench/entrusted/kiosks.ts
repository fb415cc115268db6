import { z } from 'zod';
import { RELEASES_MAX } from '#shared/domain/limits.ts';
import { type Checkpoint, REPLICA_HEADER, StreamEvent } from '#shared/wire/messages.ts';
import { insist } from '../bench.ts';
import { Line } from '../holds/line.ts';
import { serveJobs } from '../worker.ts';
import { pullRaw } from '../world/pull.ts';

/**
 * Kiosks of which only what concerns entrusted seats is there: each listens, gives back what is recalled and pulls
 * allotments when it is poked about them. `replicas` is empty where nobody is to be entrusted with anything.
 */
export const KiosksJob = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('connect'),
    url: z.string(),
    tokens: z.array(z.string()),
    replicas: z.array(z.string()),
  }),
  z.object({ kind: z.literal('count') }),
]);

/** What was recalled from all of them so far. */
export const KiosksResult = z.object({ recalls: z.int(), seats: z.int() });
export type KiosksResult = z.infer<typeof KiosksResult>;
type Recall = Extract<StreamEvent, { kind: 'recall' }>;

const told = { recalls: 0, seats: 0 };

class Kiosk {
  private readonly url: string;
  private readonly token: string;
  private readonly replica: string | undefined;
  private readonly line: Line;
  private readonly recalled: Recall[] = [];
  private answering = false;
  private checkpoint: Checkpoint | null = null;
  private pulling = false;

  constructor(url: string, token: string, replica: string | undefined, line: Line) {
    this.url = url;
    this.token = token;
    this.replica = replica;
    this.line = line;
  }

  async connect(): Promise<void> {
    const own = this.replica === undefined ? {} : { [REPLICA_HEADER]: this.replica };
    const response = await fetch(`${this.url}/stream?collections=allotments`, {
      headers: { authorization: `Bearer ${this.token}`, ...own },
    });
    insist(response.ok && response.body !== null, `a stream answered ${response.status}`);
    if (response.body !== null) void this.listen(response.body);
  }

  private async listen(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines)
        if (line.startsWith('data:')) this.hear(StreamEvent.parse(JSON.parse(line.slice('data:'.length))));
    }
  }

  private hear(event: StreamEvent): void {
    if (event.kind === 'poke') {
      if ((this.checkpoint?.lwt ?? 0) < event.lwt && !this.pulling) void this.pull();
      return;
    }
    told.recalls += 1;
    told.seats += event.seatIds.length;
    this.recalled.push(event);
    if (!this.answering) void this.giveBack();
  }

  private async pull(): Promise<void> {
    this.pulling = true;
    const from = this.checkpoint ?? undefined;
    this.checkpoint = (await pullRaw(this.url, this.token, 'allotments', from)).checkpoint;
    this.pulling = false;
  }

  private async giveBack(): Promise<void> {
    this.answering = true;
    const { host } = new URL(this.url);
    const head = `POST /allotments/releases HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${this.token}\r\n${REPLICA_HEADER}: ${this.replica}\r\ncontent-type: application/json\r\n`;
    while (this.recalled.length > 0) {
      const releases = this.recalled
        .splice(0, RELEASES_MAX)
        .map(({ allotmentId, epoch, seatIds }) => ({ allotmentId, epoch, released: seatIds, kept: [] }));
      await this.line.post(head, JSON.stringify({ releases }));
    }
    this.answering = false;
  }
}

async function work(job: z.infer<typeof KiosksJob>): Promise<KiosksResult> {
  if (job.kind === 'connect') {
    const { url, tokens, replicas } = job;
    await Promise.all(
      tokens.map(async (token, at) => new Kiosk(url, token, replicas[at], await Line.open(url)).connect()),
    );
  }
  return { ...told };
}

serveJobs(KiosksJob, work);
