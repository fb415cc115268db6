import { ALLOTTED_AHEAD_MS } from '#shared/domain/allotment/plan.ts';
import { saleClosesAtMs } from '#shared/domain/catalog.ts';
import { AllotmentId, type DeviceId, instant } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import { CINEMA } from '../../support/world.ts';
import { SHOWS } from '../world/house.ts';
import type { World } from '../world/world.ts';
import type { Caller } from './messages.ts';
import { ofShow, stamp, type Tables } from './tables.ts';
import { forgetTrust } from './unit.ts';

function writeAllotment(tables: Tables, allotment: Allotment): void {
  tables.allotments.set(allotment.id, allotment);
  stamp(tables, 'allotments', allotment.id);
}

/** Entrusts free seats of the coming shows to the kiosks that are connected; what was granted. */
export function grantAll(
  world: World,
  tables: Tables,
  connected: readonly Caller[],
  nowMs: number,
  newId: () => string,
): Allotment[] {
  const granted: Allotment[] = [];
  for (const { show, screen } of SHOWS.slice(0, world.weather.shows)) {
    if (nowMs >= saleClosesAtMs(show, 'counter')) continue;
    if (Date.parse(show.startsAt) - nowMs >= ALLOTTED_AHEAD_MS) continue;
    const trusted = ofShow(tables.allotted, show.id);
    const touched = tables.seats.get(show.id);
    const holders = connected.map(({ pusher, replicaId }) => ({
      deviceId: pusher.id,
      replicaId,
      kind: pusher.kind,
      has: [...trusted.values()].filter((one) => one.replicaId === replicaId).length,
    }));
    const grants = world.rules.planGrants({
      show,
      screen,
      isFree: (seatId) =>
        !trusted.has(seatId) && (touched?.get(seatId)?.status ?? 'available') === 'available',
      entrusted: trusted.size,
      holders,
      nowMs,
    });
    for (const { deviceId, replicaId, seatIds } of grants) {
      const id = AllotmentId.parse(newId());
      for (const seatId of seatIds) trusted.set(seatId, { deviceId, replicaId, allotmentId: id, epoch: 0 });
      const allotment: Allotment = {
        id,
        cinemaId: CINEMA,
        showId: show.id,
        deviceId,
        replicaId,
        epoch: 0,
        rev: 1,
        seatIds: [...seatIds],
        status: 'active',
        updatedAt: instant(nowMs),
      };
      writeAllotment(tables, allotment);
      granted.push(allotment);
    }
  }
  return granted;
}

/** Takes back everything a device is entrusted with. */
export function revokeAll(world: World, tables: Tables, deviceId: DeviceId, nowMs: number): void {
  const ids = new Set<AllotmentId>();
  for (const trusted of tables.allotted.values())
    for (const one of trusted.values()) if (one.deviceId === deviceId) ids.add(one.allotmentId);
  for (const id of ids) {
    const allotment = tables.allotments.get(id);
    const next = allotment === undefined ? null : world.rules.revoked(allotment, nowMs);
    if (next === null) continue;
    forgetTrust(tables, next.showId, id, next.seatIds);
    writeAllotment(tables, next);
    world.ledger.lostAllotments.add(id);
  }
}
