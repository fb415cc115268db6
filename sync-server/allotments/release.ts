import { ruleOnRelease } from '#shared/domain/allotment/trust.ts';
import type { ReleaseBody } from '#shared/wire/messages.ts';
import type { Allotment } from '#shared/wire/till.ts';
import type { GroupCommit } from '../arbiter/group-commit.ts';
import type { Caller } from '../engine.ts';
import type { Tx } from '../store/store.ts';
import type { Recalls } from './recalls.ts';
import { writeAllotment } from './trust.ts';

/** What a release came to: the allotment as it stands now (null: none is known), or that it is not the sender's. */
export type Released =
  | { readonly kind: 'answered'; readonly allotment: Allotment | null }
  | { readonly kind: 'foreign' };

/**
 * The one answer that moves seats out of allotments. It is durable when the promise resolves, and only then do those
 * who wait for the seats hear of it. The same again changes nothing.
 */
export async function releaseSeats(
  parts: { readonly commits: GroupCommit; readonly recalls: Recalls; readonly now: () => number },
  { device }: Caller,
  releases: readonly ReleaseBody[],
): Promise<Released[]> {
  const done = await parts.commits.runUnits(releases.length, async (tx) => {
    const ruled: Released[] = [];
    for (const release of releases)
      ruled.push(await tx.unit(() => releaseOne(tx, device, release, parts.now())));
    return ruled;
  });
  for (const [at, { allotmentId, released, kept }] of releases.entries())
    if (done[at]?.kind === 'answered')
      parts.recalls.answered(allotmentId, [...released, ...kept.map(({ seatId }) => seatId)]);
  return done;
}

async function releaseOne(
  tx: Tx,
  { id, cinemaId }: Caller['device'],
  release: ReleaseBody,
  nowMs: number,
): Promise<Released> {
  const known = await tx.document(cinemaId, 'allotments', release.allotmentId);
  const ruling = ruleOnRelease(known, id, release, nowMs);
  if (ruling.kind === 'foreign') return { kind: 'foreign' };
  if (ruling.kind === 'nothing') return { kind: 'answered', allotment: known };
  await tx.endTrust(cinemaId, ruling.allotment.showId, release.allotmentId, ruling.seatIds);
  await writeAllotment(tx, ruling.allotment);
  return { kind: 'answered', allotment: ruling.allotment };
}
