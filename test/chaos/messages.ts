import { z } from 'zod';

/** What the run says to a till's process. */
export const ToTill = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    /** Through the line with faults. */
    serverUrl: z.url(),
    code: z.string(),
    name: z.string(),
    seed: z.int(),
  }),
  /** No new guests; what is begun is finished. */
  z.object({ kind: z.literal('finish') }),
  /** Compare yourself with the server, asked at `serverUrl` directly. */
  z.object({ kind: z.literal('audit'), serverUrl: z.url() }),
]);
export type ToTill = z.infer<typeof ToTill>;

const Counts = z.object({ sales: z.int(), leased: z.int(), promised: z.int() });

/** What a till's process answers, in the same order. */
export const FromTill = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), token: z.string() }),
  z.object({ kind: z.literal('finished') }),
  z.object({ kind: z.literal('audited'), wrong: z.array(z.string()), counts: Counts }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
export type FromTill = z.infer<typeof FromTill>;
