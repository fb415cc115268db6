import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CollectionName } from '#shared/wire/collections.ts';
import { type Checkpoint, StreamEvent } from '#shared/wire/messages.ts';
import { insist } from '../bench.ts';
import { serveJobs } from '../worker.ts';
import { type CrowdBegin, CrowdJob, type CrowdResult } from './crowd-jobs.ts';
import { pullRaw } from './pull.ts';

const COLLECTIONS: readonly CollectionName[] = ['bookings', 'seatmaps'];
const UNANSWERED_MAX = 50;

const Held = z.looseObject({ id: z.string(), status: z.string() });
type Held = z.infer<typeof Held>;

/** Three or fewer seats of a show and the revision all of them are at: only the crowd touches them. */
type Group = { readonly showId: string; readonly seatIds: readonly string[]; rev: number };
type Holding = { readonly group: Group; readonly booking: Held; readonly token: string };

type Running = {
  readonly job: CrowdBegin;
  readonly stop: AbortController;
  readonly result: CrowdResult;
  readonly work: Promise<unknown>[];
  readonly held: Holding[];
};

/** Remembered from one crowd to the next: revisions never start anew. */
const groups = new Map<string, Group>();

function groupOf(claim: CrowdBegin['claims'][number]): Group {
  const key = `${claim.showId} ${claim.seatIds.join(' ')}`;
  const known = groups.get(key) ?? { ...claim, rev: 0 };
  groups.set(key, known);
  return known;
}

/** One connected kiosk without a page: it reads its stream and pulls what it is poked about. */
class Kiosk {
  private readonly checkpoints = new Map<CollectionName, Checkpoint>();
  private readonly pulling = new Set<CollectionName>();
  private readonly job: CrowdBegin;
  private readonly token: string;
  private readonly running: Running;

  constructor(job: CrowdBegin, token: string, running: Running) {
    this.job = job;
    this.token = token;
    this.running = running;
  }

  async connect(): Promise<void> {
    for (const name of COLLECTIONS) {
      this.checkpoints.set(name, (await pullRaw(this.job.url, this.token, name)).checkpoint);
    }
    const { signal } = this.running.stop;
    const response = await fetch(`${this.job.url}/stream?collections=${COLLECTIONS.join(',')}`, {
      headers: { authorization: `Bearer ${this.token}` },
      signal,
    });
    insist(response.ok, `a stream answered ${response.status}`);
    const { body } = response;
    if (body === null) throw new Error('a stream without a body');
    this.running.work.push(this.read(body).catch((error: unknown) => ended(error, signal)));
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data:')) this.told(line.slice('data:'.length));
    }
  }

  private told(data: string): void {
    const event = StreamEvent.parse(JSON.parse(data));
    if (event.kind !== 'poke' || (this.checkpoints.get(event.collection)?.lwt ?? 0) >= event.lwt) return;
    if (this.pulling.has(event.collection)) return;
    const { signal } = this.running.stop;
    this.running.work.push(this.pull(event.collection).catch((error: unknown) => ended(error, signal)));
  }

  private async pull(name: CollectionName): Promise<void> {
    this.pulling.add(name);
    const { checkpoint } = await pullRaw(this.job.url, this.token, name, this.checkpoints.get(name));
    this.checkpoints.set(name, checkpoint);
    this.pulling.delete(name);
    this.running.result.pulls += 1;
  }
}

/** What ends because the crowd goes home is no failure. */
function ended(error: unknown, signal: AbortSignal): void {
  if (!signal.aborted) throw error;
}

async function push(job: CrowdBegin, token: string, row: object): Promise<Held> {
  const response = await fetch(`${job.url}/bookings/1/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify([row]),
  });
  insist(response.ok, `a push of the crowd answered ${response.status}`);
  return z.tuple([Held]).parse(await response.json())[0];
}

const Refused = z.looseObject({
  status: z.literal('rejected'),
  conflicts: z.array(z.looseObject({ reason: z.literal('allotted') })).min(1),
});

const isEntrusted = (booking: Held): boolean => Refused.safeParse(booking).success;

async function hold({ job, result, held }: Running, group: Group, token: string): Promise<void> {
  const { showId } = group;
  const seats = group.seatIds.map((seatId) => ({ seatId, rev: group.rev, ticketType: 'adult' }));
  const asked = { id: randomUUID(), showId, cinemaId: job.cinemaId, status: 'requested', rev: 0, seats };
  const sentMs = performance.now();
  const booking = await push(job, token, { newDocumentState: asked });
  result.latenciesMs.push(performance.now() - sentMs);
  // Seats entrusted to a till that does not give them back in time: the crowd leaves them alone from now on.
  if (isEntrusted(booking)) {
    result.skipped += 1;
    return;
  }
  insist(booking.status === 'pending', `a hold of the crowd is ${booking.status}`);
  group.rev += 1;
  result.holds += 1;
  held.push({ group, booking, token });
}

async function giveBack({ job, result }: Running, { group, booking, token }: Holding): Promise<void> {
  const { _deleted, ...before } = booking;
  const gone = { ...before, status: 'cancelled' };
  const after = await push(job, token, { assumedMasterState: before, newDocumentState: gone });
  insist(after.status === 'cancelled', `a hold that was given back is ${after.status}`);
  group.rev += 1;
  result.releases += 1;
}

/** Holds and gives back in turn, at the rate asked for, whether or not earlier answers have come. */
function holdSeats(running: Running): void {
  const { job, stop, result, work, held } = running;
  const free = job.claims.map(groupOf);
  let count = 0;
  let unanswered = 0;

  const next = async (token: string): Promise<void> => {
    const isFull = (held.length >= job.heldMax && count % 2 === 1) || free.length === 0;
    const oldest = isFull ? held.shift() : undefined;
    if (oldest !== undefined) {
      await giveBack(running, oldest);
      free.push(oldest.group);
      return;
    }
    const group = free.shift();
    if (group !== undefined) await hold(running, group, token);
  };
  const turn = (): void => {
    if (unanswered >= UNANSWERED_MAX) {
      result.skipped += 1;
      return;
    }
    count += 1;
    unanswered += 1;
    const done = next(job.tokens[count % job.tokens.length] ?? '').finally(() => {
      unanswered -= 1;
    });
    work.push(done);
  };
  const startedMs = performance.now();
  let due = 0;
  const timer = setInterval(() => {
    const shouldBe = ((performance.now() - startedMs) / 1_000) * job.perSecond;
    for (; due < shouldBe; due += 1) turn();
  }, 5);
  stop.signal.addEventListener('abort', () => clearInterval(timer));
}

let running: Running | null = null;

async function begin(job: CrowdBegin): Promise<object> {
  insist(running === null, 'the crowd is here already');
  const result = { holds: 0, releases: 0, skipped: 0, pulls: 0, latenciesMs: [] };
  const fresh: Running = { job, stop: new AbortController(), result, work: [], held: [] };
  running = fresh;
  if (job.isListening) await Promise.all(job.tokens.map((token) => new Kiosk(job, token, fresh).connect()));
  holdSeats(fresh);
  return {};
}

async function end(): Promise<CrowdResult> {
  const was = running;
  if (was === null) throw new Error('there is no crowd');
  running = null;
  was.stop.abort();
  await Promise.all(was.work);
  const result = { ...was.result };
  for (const holding of was.held.splice(0)) await giveBack(was, holding);
  return result;
}

serveJobs(CrowdJob, (job) => (job.kind === 'begin' ? begin(job) : end()));
