import { v7 } from 'uuid';
import { z } from 'zod';
import { REPLICA_HEADER } from '#shared/wire/messages.ts';
import { serveJobs } from '../worker.ts';
import { type Claim, LoadJob, type LoadResult, Ruled } from './jobs.ts';
import { Line } from './line.ts';

const Answers = z.array(Ruled).length(1);

/** The smallest hold a client may send, its id made as tills make theirs: in the order of time. */
function bodyOf(claim: Claim, cinemaId: string): string {
  const seats = claim.seatIds.map((seatId) => {
    const lease = claim.leases?.[seatId];
    return { seatId, rev: 0, ticketType: 'adult', ...(lease === undefined ? {} : { lease }) };
  });
  const booking = { id: v7(), showId: claim.showId, cinemaId, status: 'requested', rev: 0, seats };
  return JSON.stringify([{ newDocumentState: booking }]);
}

async function burst(job: LoadJob): Promise<LoadResult> {
  const { host } = new URL(job.url);
  const heads = job.tokens.map((token, at) => {
    const replica = job.replicas?.[at];
    const own = replica === undefined ? '' : `${REPLICA_HEADER}: ${replica}\r\n`;
    return `POST ${job.path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n${own}content-type: application/json\r\n`;
  });
  const asked = job.claims.map((claim) => ({ by: claim.by, body: bodyOf(claim, job.cinemaId) }));
  const lines = await Promise.all(Array.from({ length: job.connections }, () => Line.open(job.url)));
  const latenciesMs: number[] = [];
  const answers: string[] = [];
  let next = 0;
  const client = async (line: Line, at: number): Promise<void> => {
    for (let claim = asked[next++]; claim !== undefined; claim = asked[next++]) {
      const head = heads[claim.by ?? at % heads.length] ?? '';
      const sentMs = performance.now();
      if (sentMs - startedMs > job.msMax) return;
      const answer = await line.post(head, claim.body);
      latenciesMs.push(performance.now() - sentMs);
      answers.push(answer);
    }
  };
  const startedMs = performance.now();
  await Promise.all(lines.map((line, at) => client(line, at)));
  const elapsedMs = performance.now() - startedMs;
  for (const line of lines) line.close();
  // Looked into only when the clock has stopped.
  const ruled = job.isJudged ? answers.flatMap((answer) => Answers.parse(JSON.parse(answer))) : [];
  return { elapsedMs, latenciesMs, ruled };
}

serveJobs(LoadJob, burst);
