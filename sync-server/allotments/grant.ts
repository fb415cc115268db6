import { type Grant, type Holder, planGrants } from '#shared/domain/allotment/plan.ts';
import type { ShowFacts } from '#shared/domain/booking/case.ts';
import { type AllotmentId, type CinemaId, instant, type ShowId } from '#shared/wire/scalars.ts';
import type { Catalogue } from '../arbiter/catalogue.ts';
import type { Tx } from '../store/store.ts';
import { writeAllotment } from './trust.ts';

export type Connected = Omit<Holder, 'has'>;

/** A seat was entrusted to somebody between planning and writing; the plan is made anew. */
class SeatEntrusted extends Error {
  override readonly name = 'SeatEntrusted';
}

/**
 * Entrusts seats of one show to the kiosks that are connected, as `planGrants` says; how many allotments were made.
 * Reads and writes in the caller's unit, so a seat can be entrusted only while it is free.
 */
export async function grantShow(
  tx: Tx,
  parts: { readonly catalogue: Catalogue; readonly newId: () => AllotmentId; readonly nowMs: number },
  cinemaId: CinemaId,
  showId: ShowId,
  connected: readonly Connected[],
): Promise<number> {
  const facts = await parts.catalogue.facts(tx, cinemaId, showId);
  if (facts === null || facts.show.cancelled === true) return 0;
  const counts = await tx.allottedCounts(cinemaId, showId);
  const holders = connected.map((one) => ({ ...one, has: counts.get(one.replicaId) ?? 0 }));
  const entrusted = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const isFree = await freeSeats(tx, cinemaId, facts);
  const { show, screen } = facts;
  const grants = planGrants({ show, screen, isFree, entrusted, holders, nowMs: parts.nowMs });
  for (const grant of grants) await writeGrant(tx, cinemaId, showId, grant, parts.newId(), parts.nowMs);
  return grants.length;
}

async function freeSeats(tx: Tx, cinemaId: CinemaId, { show, screen }: ShowFacts) {
  const seatIds = screen.seats.map(({ id }) => id);
  const touched = await tx.seats(cinemaId, show.id, seatIds);
  const allotted = await tx.allotted(cinemaId, show.id, seatIds);
  return (seatId: (typeof seatIds)[number]): boolean =>
    !allotted.has(seatId) && (touched.get(seatId)?.status ?? 'available') === 'available';
}

async function writeGrant(
  tx: Tx,
  cinemaId: CinemaId,
  showId: ShowId,
  { deviceId, replicaId, seatIds }: Grant,
  id: AllotmentId,
  nowMs: number,
): Promise<void> {
  const holder = { allotmentId: id, deviceId, replicaId, epoch: 0 };
  for (const seatId of seatIds) {
    if (!(await tx.entrust(cinemaId, showId, seatId, holder))) throw new SeatEntrusted();
  }
  const allotment = {
    id,
    cinemaId,
    showId,
    deviceId,
    replicaId,
    epoch: 0,
    rev: 1,
    status: 'active',
  } as const;
  await writeAllotment(tx, { ...allotment, seatIds: [...seatIds], updatedAt: instant(nowMs) });
}
