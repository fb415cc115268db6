import type { AllotmentId, DeviceId, ReplicaId, SeatId } from '#shared/wire/scalars.ts';
import type { Case, Verdict } from '../booking/case.ts';
import { swapConflicts } from '../booking/swap.ts';

/** Seats somebody else wants of one allotment. */
export type Recall = {
  readonly allotmentId: AllotmentId;
  readonly epoch: number;
  readonly deviceId: DeviceId;
  readonly replicaId: ReplicaId;
  readonly seatIds: readonly SeatId[];
};

/**
 * What could be asked back so that a refused booking, or a refused replacement, gets its seats: none where a seat is
 * lost for another reason too, because then the recall would help nobody.
 */
export function recallsFor(c: Case, verdict: Verdict): Recall[] {
  const conflicts = swapConflicts(c, verdict) ?? verdict.store?.booking.conflicts ?? [];
  const recalls = new Map<AllotmentId, Recall & { readonly seatIds: SeatId[] }>();
  for (const { seatId, reason } of conflicts) {
    const from = c.allotted.get(seatId);
    if (reason === 'stale') continue;
    if (reason !== 'allotted' || from === undefined) return [];
    const { allotmentId, epoch, deviceId, replicaId } = from;
    const recall = recalls.get(allotmentId) ?? { allotmentId, epoch, deviceId, replicaId, seatIds: [] };
    recall.seatIds.push(seatId);
    recalls.set(allotmentId, recall);
  }
  return [...recalls.values()];
}
