import { revoked } from '#shared/domain/allotment/trust.ts';
import type { CinemaId, DeviceId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import type { Tx } from '../store/store.ts';
import { writeAllotment } from './trust.ts';

/**
 * Takes back everything a device is entrusted with, whatever it may have sold of it: those sales will arrive
 * `conflicted`. Answers the allotments that ended, with the seats they may have been sold from.
 */
export async function revokeAll(
  tx: Tx,
  cinemaId: CinemaId,
  deviceId: DeviceId,
  nowMs: number,
): Promise<Allotment[]> {
  const rows = await tx.cold
    .selectFrom('allotted_seats')
    .select('allotment_id')
    .distinct()
    .where('cinema_id', '=', cinemaId)
    .where('device_id', '=', deviceId)
    .orderBy('allotment_id')
    .execute();
  const ended: Allotment[] = [];
  for (const { allotment_id } of rows) {
    const allotment = await tx.document(cinemaId, 'allotments', allotment_id);
    const next = allotment === null ? null : revoked(allotment, nowMs);
    if (next === null) continue;
    await tx.endTrust(cinemaId, next.showId, next.id, next.seatIds);
    await writeAllotment(tx, next);
    ended.push(next);
  }
  return ended;
}
