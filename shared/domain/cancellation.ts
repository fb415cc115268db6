import type { CancellationTier } from '#shared/wire/catalog.ts';

export type CancellationTerms = {
  /** Basis points of what was paid; `percentOf` says how much money that is. */
  readonly refundRate: number;
  /** Whether the seats may be sold again. */
  readonly releasesSeats: boolean;
};

const MINUTE_MS = 60_000;
/** After the last tier nothing is given back, and the seats stay with whoever paid for them. */
const NOTHING_BACK: CancellationTerms = { refundRate: 0, releasesSeats: false };

/**
 * What a paid booking gets when it is cancelled now: the tier with the longest notice that is still kept.
 * A notice of exactly the tier's minutes still counts.
 */
export function cancellationTerms(
  tiers: readonly CancellationTier[],
  startsAtMs: number,
  nowMs: number,
): CancellationTerms {
  const noticeMs = startsAtMs - nowMs;
  let best: CancellationTier | null = null;
  for (const tier of tiers) {
    if (tier.untilMinutesBefore * MINUTE_MS > noticeMs) continue;
    if (best === null || tier.untilMinutesBefore > best.untilMinutesBefore) best = tier;
  }
  return best === null ? NOTHING_BACK : { refundRate: best.refundRate, releasesSeats: best.releasesSeats };
}
