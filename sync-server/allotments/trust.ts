import { type Spent, shrunk } from '#shared/domain/allotment/trust.ts';
import { invariant } from '#shared/domain/invariant.ts';
import type { AllotmentId, CinemaId, SeatId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import type { Tx } from '../store/store.ts';

/** Writes an allotment for the feed. Replicas drop it with its show. */
export async function writeAllotment(tx: Tx, allotment: Allotment): Promise<void> {
  const { cinemaId, deviceId, showId } = allotment;
  const show = await tx.document(cinemaId, 'shows', showId);
  await tx.writeDocument(cinemaId, 'allotments', allotment, {
    deviceId,
    ...(show === null ? {} : { relevantMs: Date.parse(show.startsAt) }),
  });
}

/** Ends the trust in some seats of an allotment, in the table and in the document that says so. */
export async function endTrust(
  tx: Tx,
  cinemaId: CinemaId,
  allotmentId: AllotmentId,
  seatIds: readonly SeatId[],
  nowMs: number,
): Promise<void> {
  const allotment = await tx.document(cinemaId, 'allotments', allotmentId);
  invariant(allotment !== null, `seats are entrusted under the allotment ${allotmentId}, which is not there`);
  await tx.endTrust(cinemaId, allotment.showId, allotmentId, seatIds);
  const next = shrunk(allotment, seatIds, nowMs);
  if (next !== null) await writeAllotment(tx, next);
}

/** What an accepted sale took out of its till's allotments. */
export async function spendTrust(
  tx: Tx,
  cinemaId: CinemaId,
  spent: readonly Spent[],
  nowMs: number,
): Promise<void> {
  for (const { allotmentId, seatIds } of spent) await endTrust(tx, cinemaId, allotmentId, seatIds, nowMs);
}
