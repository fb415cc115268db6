import type { Recall } from '#shared/domain/allotment/recall.ts';
import { type Spent, shrunk } from '#shared/domain/allotment/trust.ts';
import { invariant } from '#shared/domain/invariant.ts';
import type { AllotmentId, CinemaId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import type { Store, Tx } from '../store/store.ts';

/** Writes an allotment for the feed. Replicas drop it with its show. */
export async function writeAllotment(tx: Tx, allotment: Allotment): Promise<void> {
  const { cinemaId, deviceId, showId } = allotment;
  const show = await tx.document(cinemaId, 'shows', showId);
  await tx.writeDocument(cinemaId, 'allotments', allotment, {
    deviceId,
    ...(show === null ? {} : { relevantMs: Date.parse(show.startsAt) }),
  });
}

/** Everything that is entrusted of some shows, by allotment. */
export async function entrustedIn(
  store: Store,
  cinemaId: CinemaId,
  showIds: readonly ShowId[],
): Promise<Recall[]> {
  const rows = await store.cold
    .selectFrom('allotted_seats')
    .selectAll()
    .where('cinema_id', '=', cinemaId)
    .where('show_id', 'in', showIds)
    .execute();
  const all = new Map<AllotmentId, Recall & { readonly seatIds: SeatId[] }>();
  for (const { allotment_id, device_id, replica_id, epoch, seat_id } of rows) {
    const from = { allotmentId: allotment_id, epoch, deviceId: device_id, replicaId: replica_id };
    const recall = all.get(allotment_id) ?? { ...from, seatIds: [] };
    recall.seatIds.push(seat_id);
    all.set(allotment_id, recall);
  }
  return [...all.values()];
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
