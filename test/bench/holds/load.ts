import { v7 } from 'uuid';
import { z } from 'zod';
import { serveJobs } from '../worker.ts';
import { type Claim, LoadJob, type LoadResult, Ruled } from './jobs.ts';
import { Line } from './line.ts';

const Answers = z.array(Ruled).length(1);

/** The smallest hold a client may send, its id made as tills make theirs: in the order of time. */
function bodyOf(claim: Claim, cinemaId: string): string {
  const seats = claim.seatIds.map((seatId) => ({ seatId, rev: 0, ticketType: 'adult' }));
  const booking = { id: v7(), showId: claim.showId, cinemaId, status: 'requested', rev: 0, seats };
  return JSON.stringify([{ newDocumentState: booking }]);
}

async function burst(job: LoadJob): Promise<LoadResult> {
  const { host } = new URL(job.url);
  const heads = job.tokens.map(
    (token) =>
      `POST ${job.path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n`,
  );
  const bodies = job.claims.map((claim) => bodyOf(claim, job.cinemaId));
  const lines = await Promise.all(Array.from({ length: job.connections }, () => Line.open(job.url)));
  const latenciesMs: number[] = [];
  const answers: string[] = [];
  let next = 0;
  const client = async (line: Line, head: string): Promise<void> => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const sentMs = performance.now();
      if (sentMs - startedMs > job.msMax) return;
      const answer = await line.post(head, body);
      latenciesMs.push(performance.now() - sentMs);
      answers.push(answer);
    }
  };
  const startedMs = performance.now();
  await Promise.all(lines.map((line, at) => client(line, heads[at % heads.length] ?? '')));
  const elapsedMs = performance.now() - startedMs;
  for (const line of lines) line.close();
  // Looked into only when the clock has stopped.
  const ruled = job.isJudged ? answers.flatMap((answer) => Answers.parse(JSON.parse(answer))) : [];
  return { elapsedMs, latenciesMs, ruled };
}

serveJobs(LoadJob, burst);
