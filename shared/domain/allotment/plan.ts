import type { DeviceKind, Screen, Show } from '#shared/wire/catalog.ts';
import type { DeviceId, ReplicaId, SeatId } from '#shared/wire/scalars.ts';
import { bestAvailable } from '../seating/best.ts';

/** How far ahead seats are entrusted: a cable that is cut on Friday is mended by Monday. */
export const ALLOTTED_AHEAD_MS = 72 * 3_600_000;
/** Kinds of device that sell, and how much of the pool each gets beside the others. */
const WEIGHT: Readonly<Record<DeviceKind, number>> = { counter: 3, lobby: 2, manager: 0, door: 0 };
/** Of the seats nobody has yet, this much is entrusted in all; the rest is for whoever asks the server. */
const SHARE_PERCENT = 60;
/** Where a show is nearly sold out every seat is wanted by somebody at once; where it is days away, few are wanted offline. */
const SHARE_IN_DEMAND_PERCENT = 30;
const SHARE_FAR_PERCENT = 30;
const IN_DEMAND_PERCENT = 75;
const FAR_MS = 24 * 3_600_000;
/** The most one kiosk can sell of one show before anybody notices that the line is down. */
const SEATS_PER_KIOSK_MAX = 40;
/** Parties come in pairs and families: seats are entrusted in blocks they can sit in. */
const BLOCKS = [6, 4, 2] as const;

/** A kiosk that is connected and may be entrusted seats, and how many of this show it has already. */
export type Holder = {
  readonly deviceId: DeviceId;
  readonly replicaId: ReplicaId;
  readonly kind: DeviceKind;
  readonly has: number;
};

export type Pool = {
  readonly show: Show;
  readonly screen: Screen;
  /** Neither held, sold, blocked nor entrusted to anybody. */
  readonly isFree: (seatId: SeatId) => boolean;
  /** Seats of the show entrusted now, to connected kiosks and to silent ones. */
  readonly entrusted: number;
  readonly holders: readonly Holder[];
  /** Minutes of the server's clock, epoch milliseconds. */
  readonly nowMs: number;
};

export type Grant = {
  readonly deviceId: DeviceId;
  readonly replicaId: ReplicaId;
  readonly seatIds: readonly SeatId[];
};

export const mayHold = (kind: DeviceKind): boolean => WEIGHT[kind] > 0;

function sharePercent({ show, screen, nowMs }: Pool, free: number, entrusted: number): number {
  const soldPercent = (100 * (screen.seats.length - free - entrusted)) / Math.max(1, screen.seats.length);
  if (soldPercent >= IN_DEMAND_PERCENT) return SHARE_IN_DEMAND_PERCENT;
  return Date.parse(show.startsAt) - nowMs > FAR_MS ? SHARE_FAR_PERCENT : SHARE_PERCENT;
}

/** How many seats of the show each connected kiosk should have, by its weight among all of them. */
function targetOf(pool: Pool, free: number): (holder: Holder) => number {
  const connected = pool.holders.reduce((sum, { has }) => sum + has, 0);
  const silent = pool.entrusted - connected;
  const share = sharePercent(pool, free, pool.entrusted);
  const total = Math.max(0, Math.floor(((free + pool.entrusted) * share) / 100) - silent);
  const weights = pool.holders.reduce((sum, { kind }) => sum + WEIGHT[kind], 0);
  return ({ kind }) =>
    Math.min(SEATS_PER_KIOSK_MAX, Math.floor((total * WEIGHT[kind]) / Math.max(1, weights)));
}

/**
 * Whom to entrust which seats of a show now. A kiosk that has less than half of its share is filled up to it, in
 * blocks chosen like best available and near each other; one that has enough is left alone, so that quiet hours write
 * nothing. Wheelchair and companion places stay with the server: who needs them must find them at any till.
 */
export function planGrants(pool: Pool): Grant[] {
  const taken = new Set<SeatId>();
  const isFree = (seatId: SeatId): boolean => pool.isFree(seatId) && !taken.has(seatId);
  const free = pool.screen.seats.reduce((count, { id }) => count + (pool.isFree(id) ? 1 : 0), 0);
  const target = targetOf(pool, free);
  const grants: Grant[] = [];
  for (const holder of pool.holders) {
    const missing = target(holder) - holder.has;
    if (holder.has * 2 >= target(holder) || missing < 2) continue;
    const seatIds = blocksFor(pool.screen, isFree, missing);
    if (seatIds.length === 0) continue;
    for (const seatId of seatIds) taken.add(seatId);
    grants.push({ deviceId: holder.deviceId, replicaId: holder.replicaId, seatIds });
  }
  return grants;
}

function blocksFor(screen: Screen, isFree: (seatId: SeatId) => boolean, missing: number): SeatId[] {
  const mine: SeatId[] = [];
  const own = new Set<SeatId>();
  for (const size of BLOCKS) {
    while (mine.length + size <= missing) {
      const block = bestAvailable({
        screen,
        isFree: (seatId) => isFree(seatId) && !own.has(seatId),
        party: { size },
        keepAccessibleFree: true,
        ...(mine.length === 0 ? {} : { near: mine }),
      });
      if (block === null || block.reason.kind === 'split') break;
      for (const seatId of block.seatIds) {
        mine.push(seatId);
        own.add(seatId);
      }
    }
  }
  return mine;
}
