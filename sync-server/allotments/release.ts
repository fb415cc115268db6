import { ruleOnRelease } from '#shared/domain/allotment/trust.ts';
import type { ReleaseBody } from '#shared/wire/messages.ts';
import type { Allotment } from '#shared/wire/till.ts';
import type { GroupCommit } from '../arbiter/group-commit.ts';
import type { Caller } from '../engine.ts';
import type { Recalls } from './recalls.ts';
import { writeAllotment } from './trust.ts';

/** What a release came to: the allotment as it stands now (null: none is known), or that it is not the sender's. */
export type Released =
  | { readonly kind: 'answered'; readonly allotment: Allotment | null }
  | { readonly kind: 'foreign' };

/**
 * The one answer that moves seats out of an allotment. It is durable when the promise resolves, and only then do those
 * who wait for the seats hear of it. The same again changes nothing.
 */
export async function releaseSeats(
  parts: { readonly commits: GroupCommit; readonly recalls: Recalls; readonly now: () => number },
  { device }: Caller,
  release: ReleaseBody,
): Promise<Released> {
  const { cinemaId } = device;
  const done = await parts.commits.run<Released>(1, async (tx) => {
    const known = await tx.document(cinemaId, 'allotments', release.allotmentId);
    const ruling = ruleOnRelease(known, device.id, release, parts.now());
    if (ruling.kind === 'foreign') return { kind: 'foreign' };
    if (ruling.kind === 'nothing') return { kind: 'answered', allotment: known };
    await tx.endTrust(cinemaId, ruling.allotment.showId, release.allotmentId, ruling.seatIds);
    await writeAllotment(tx, ruling.allotment);
    return { kind: 'answered', allotment: ruling.allotment };
  });
  if (done.kind === 'answered')
    parts.recalls.answered(release.allotmentId, [
      ...release.released,
      ...release.kept.map(({ seatId }) => seatId),
    ]);
  return done;
}
