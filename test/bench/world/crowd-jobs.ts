import { z } from 'zod';

/** Other kiosks of the house: connected, pulling what they are poked about, and holding seats at a steady rate. */
export const CrowdJob = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('begin'),
    url: z.string(),
    cinemaId: z.string(),
    /** One connected kiosk for each device token. */
    tokens: z.array(z.string()).min(1),
    /** Connected and pulling, or only holding seats. */
    isListening: z.boolean(),
    perSecond: z.number(),
    /** Groups of seats that only the crowd touches; each is held, given back later, and held again. */
    claims: z.array(z.object({ showId: z.string(), seatIds: z.array(z.string()) })).min(2),
    /** How many groups stay held before the oldest is given back for every new one. */
    heldMax: z.int().min(1),
  }),
  z.object({ kind: z.literal('end') }),
]);
export type CrowdJob = z.infer<typeof CrowdJob>;
export type CrowdBegin = Extract<CrowdJob, { kind: 'begin' }>;

export const CrowdResult = z.object({
  holds: z.int(),
  releases: z.int(),
  /** Writes that were due while too many were still unanswered. */
  skipped: z.int(),
  pulls: z.int(),
  /** From sending a hold to its answer. */
  latenciesMs: z.array(z.number()),
});
export type CrowdResult = z.infer<typeof CrowdResult>;
