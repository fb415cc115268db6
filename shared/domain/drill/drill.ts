import { z } from 'zod';
import { Instant } from '#shared/wire/scalars.ts';

/** What a till can be made to pretend is gone. */
export const DrillWhat = z.enum(['line', 'server', 'printer']);
export type DrillWhat = z.infer<typeof DrillWhat>;

/** How long a drill may last, in minutes. */
export const DRILL_MINUTES = [1, 3, 5, 10] as const;

/** What must hold whatever is gone; a drill looks at it all the time. In order of precedence. */
export const FindingKind = z.enum([
  /** One seat in two sales of this till (I1). */
  'seat-twice',
  /** Money in the journal that no sale carries (I3). */
  'payment-lost',
  /** Money in a sale that the journal does not know. */
  'payment-unjournalled',
  /** One payment written as captured twice (I4). */
  'captured-twice',
  /** Sold as this till's own, and it was not entrusted with it (I5). */
  'lease-foreign',
  /** More seats of its own than the till began with, although nobody could give it any. */
  'trust-grew',
  /** A sale without the server's word whose seats are not in the journal. */
  'seats-unjournalled',
  /** Sold as this till's own, disputed all the same, and nothing was revoked (I5). */
  'leased-disputed',
  /** Neither accepted nor on the desk. */
  'sale-missing',
]);
export type FindingKind = z.infer<typeof FindingKind>;

/** `about`: a booking's code, or a seat. */
export const Finding = z.strictObject({ kind: FindingKind, about: z.string().max(64) });
export type Finding = z.infer<typeof Finding>;

const Count = z.int().min(0);

export const DrillNumbers = z.strictObject({
  /** Seats of the till's own, over all shows, when the drill began. */
  entrusted: Count,
  sales: Count,
  seats: Count,
  /** Seats sold as the till's own, and as promises. */
  leased: Count,
  promised: Count,
  /** Taken in the drill, in minor units: real money. */
  amount: Count,
  /** Sales whose tickets are not known to be on paper. */
  unprinted: Count,
});
export type DrillNumbers = z.infer<typeof DrillNumbers>;

export const DrillReport = z.strictObject({
  what: DrillWhat,
  startedAt: Instant,
  endedAt: Instant,
  endedBy: z.enum(['time', 'person']),
  numbers: DrillNumbers,
  accepted: Count,
  /** Codes of sales that need a person. */
  conflicted: z.array(z.string()).max(1_000),
  /** Sales the server has not answered yet. */
  waiting: Count,
  /** Own seats given back since the drill began. */
  returned: Count,
  /** From the line back until everything was answered; null: not everything is. */
  reconcileMs: Count.nullable(),
  findings: z.array(Finding).max(100),
});
export type DrillReport = z.infer<typeof DrillReport>;
