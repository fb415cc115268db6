import { z } from 'zod';

/** Seats of a show, as one client asks for them. */
export const Claim = z.object({
  showId: z.string(),
  seatIds: z.array(z.string()),
  /** Which of the job's devices asks; left out: any. */
  by: z.int().exactOptional(),
  /** The allotments under which it has some of the seats itself. */
  leases: z.record(z.string(), z.object({ allotmentId: z.string(), epoch: z.int() })).exactOptional(),
});
export type Claim = z.infer<typeof Claim>;

/** One burst of load: the connections take one claim after another until none is left. */
export const LoadJob = z.object({
  url: z.string(),
  path: z.string(),
  cinemaId: z.string(),
  /** Device tokens; connections share them in turn. */
  tokens: z.array(z.string()),
  /** The replica each of the devices is, where it has one. */
  replicas: z.array(z.string()).exactOptional(),
  connections: z.int(),
  claims: z.array(Claim),
  /** Whether answers are bookings; an echo's are not looked into. */
  isJudged: z.boolean(),
  /** After this many milliseconds no further claim is taken. */
  msMax: z.number(),
});
export type LoadJob = z.infer<typeof LoadJob>;

export const Ruled = z.object({ id: z.string(), status: z.string() });
export type Ruled = z.infer<typeof Ruled>;

export const LoadResult = z.object({
  elapsedMs: z.number(),
  latenciesMs: z.array(z.number()),
  /** What became of each booking, as it was answered; empty for an echo. */
  ruled: z.array(Ruled),
});
export type LoadResult = z.infer<typeof LoadResult>;
