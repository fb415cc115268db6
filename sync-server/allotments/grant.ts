import { type Grant, type Holder, planGrants } from '#shared/domain/allotment/plan.ts';
import { invariant } from '#shared/domain/invariant.ts';
import { type AllotmentId, type CinemaId, instant, type SeatId, type ShowId } from '#shared/wire/scalars.ts';
import type { Catalogue } from '../arbiter/catalogue.ts';
import type { Tx } from '../store/store.ts';
import { writeAllotment } from './trust.ts';

export type Connected = Omit<Holder, 'has'>;

/** Whom to entrust which seats of one show. It may be some seconds old when it is written. */
export type ShowPlan = { readonly showId: ShowId; readonly grants: readonly Grant[] };

/** What to entrust of one show to the kiosks that are connected, as `planGrants` says. Writes nothing. */
export async function planShow(
  tx: Tx,
  parts: { readonly catalogue: Catalogue; readonly nowMs: number },
  cinemaId: CinemaId,
  showId: ShowId,
  connected: readonly Connected[],
): Promise<ShowPlan> {
  const facts = await parts.catalogue.facts(tx, cinemaId, showId);
  if (facts === null || facts.show.cancelled === true) return { showId, grants: [] };
  const counts = await tx.allottedCounts(cinemaId, showId);
  const holders = connected.map((one) => ({ ...one, has: counts.get(one.replicaId) ?? 0 }));
  const entrusted = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const { show, screen } = facts;
  const free = await freeSeats(
    tx,
    cinemaId,
    showId,
    screen.seats.map(({ id }) => id),
  );
  const isFree = (seatId: SeatId): boolean => free.has(seatId);
  return {
    showId,
    grants: planGrants({ show, screen, isFree, entrusted, holders, nowMs: parts.nowMs }),
  };
}

/** Those of `seatIds` that nobody has, and nobody is entrusted with. */
async function freeSeats(
  tx: Tx,
  cinemaId: CinemaId,
  showId: ShowId,
  seatIds: readonly SeatId[],
): Promise<Set<SeatId>> {
  const touched = await tx.seats(cinemaId, showId, seatIds);
  const allotted = await tx.allotted(cinemaId, showId, seatIds);
  return new Set(
    seatIds.filter(
      (seatId) => !allotted.has(seatId) && (touched.get(seatId)?.status ?? 'available') === 'available',
    ),
  );
}

/** Entrusts what of a plan is still free, in the caller's unit; how many allotments were made. */
export async function writePlan(
  tx: Tx,
  parts: { readonly newId: () => AllotmentId; readonly nowMs: number },
  cinemaId: CinemaId,
  { showId, grants }: ShowPlan,
): Promise<number> {
  let written = 0;
  for (const { deviceId, replicaId, seatIds } of grants) {
    const free = await freeSeats(tx, cinemaId, showId, seatIds);
    if (free.size === 0) continue;
    const id = parts.newId();
    for (const seatId of free) {
      const isEntrusted = await tx.entrust(cinemaId, showId, seatId, {
        allotmentId: id,
        deviceId,
        replicaId,
        epoch: 0,
      });
      invariant(isEntrusted, `seat ${seatId} of ${showId} was free a moment ago in this transaction`);
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
    await writeAllotment(tx, { ...allotment, seatIds: [...free], updatedAt: instant(parts.nowMs) });
    written += 1;
  }
  return written;
}
