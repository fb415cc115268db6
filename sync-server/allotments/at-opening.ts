import type { AllotmentId, CinemaId, DeviceId, SeatId } from '#shared/wire/scalars.ts';
import type { Tx } from '../store/store.ts';
import { revokeAll } from './revoke.ts';
import { endTrust } from './trust.ts';

type Silent = { readonly device_id: DeviceId; readonly cinema_id: CinemaId };

/** Awaited devices that have not reported since the restore. */
export const silentDevices = (tx: Tx): Promise<readonly Silent[]> =>
  tx.cold
    .selectFrom('awaited')
    .select(['device_id', 'cinema_id'])
    .where('reported_at_ms', 'is', null)
    .execute();

/**
 * What a restored server does about the trust its backup knows of when it opens: it is revoked from devices that have
 * not reported, for they may have given seats back since; those that have reported keep what nobody else has by now.
 */
export async function endTrustAtOpening(tx: Tx, silent: readonly Silent[], nowMs: number): Promise<void> {
  for (const { device_id, cinema_id } of silent) await revokeAll(tx, cinema_id, device_id, nowMs);
  for (const { cinemaId, allotmentId, seatIds } of await lostToOthers(tx))
    await endTrust(tx, cinemaId, allotmentId, seatIds, nowMs);
}

type Lost = { readonly cinemaId: CinemaId; readonly allotmentId: AllotmentId; readonly seatIds: SeatId[] };

/** Entrusted seats that are held or sold by another device than the one entrusted with them. */
async function lostToOthers(tx: Tx): Promise<Lost[]> {
  const rows = await tx.cold.selectFrom('allotted_seats').selectAll().orderBy('allotment_id').execute();
  const lost = new Map<AllotmentId, Lost>();
  for (const row of rows) {
    const seats = await tx.seats(row.cinema_id, row.show_id, [row.seat_id]);
    if (isStill(seats.get(row.seat_id)?.deviceId, row.device_id)) continue;
    const entry = lost.get(row.allotment_id) ?? {
      cinemaId: row.cinema_id,
      allotmentId: row.allotment_id,
      seatIds: [],
    };
    entry.seatIds.push(row.seat_id);
    lost.set(row.allotment_id, entry);
  }
  return [...lost.values()];
}

/** Nobody has the seat, or whoever is entrusted with it. */
const isStill = (has: DeviceId | undefined, entrusted: DeviceId): boolean =>
  has === undefined || has === entrusted;
