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
/** Most parties are two to four: larger blocks are found where nobody wants to sit, smaller ones anywhere. */
const BLOCK = 4;
const BLOCK_MIN = 2;

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
  /** The server's clock, epoch milliseconds. */
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

type Taking = { readonly holder: Holder; readonly seatIds: SeatId[]; missing: number };

/**
 * Whom to entrust which seats of a show now. A kiosk that has less than half of its share is filled up to it; one that
 * has enough is left alone, so that quiet hours write nothing. They choose in turn, a block each time, so that none has
 * all of the best rows; and the server chooses among them for whoever asks it, so that the seats nobody is entrusted
 * with are as good. Wheelchair and companion places stay with it: who needs them must find them at any till.
 */
export function planGrants(pool: Pool): Grant[] {
  const free = new Set(pool.screen.seats.map(({ id }) => id).filter(pool.isFree));
  const target = targetOf(pool, free.size);
  let choosing = pool.holders
    .filter((holder) => holder.has * 2 < target(holder))
    .map((holder): Taking => ({ holder, seatIds: [], missing: target(holder) - holder.has }));
  const all = choosing;
  const share = sharePercent(pool, free.size, pool.entrusted);
  let due = 0;
  const giveTurn = (taking: Taking): boolean => {
    for (; due >= share; due -= share) keepBlock(pool.screen, free, all);
    const { missing } = taking;
    const hasMore = takeBlock(pool.screen, free, taking);
    due += ((100 - share) * (missing - taking.missing)) / BLOCK;
    return hasMore;
  };
  while (choosing.length > 0) choosing = choosing.filter(giveTurn);
  return all
    .filter(({ seatIds }) => seatIds.length > 0)
    .map(({ holder: { deviceId, replicaId }, seatIds }) => ({ deviceId, replicaId, seatIds }));
}

/** The server's turn: a block is nobody's. In a small house it waits until the kiosks have their shares. */
function keepBlock(screen: Screen, free: Set<SeatId>, all: readonly Taking[]): void {
  const missing = all.reduce((sum, taking) => sum + taking.missing, 0);
  if (free.size - BLOCK < missing) return;
  for (const seatId of blockOf(screen, free, BLOCK, []) ?? []) free.delete(seatId);
}

/** One more block for a kiosk, near those it has chosen; false: it has enough, or there is none. */
function takeBlock(screen: Screen, free: Set<SeatId>, taking: Taking): boolean {
  const block = taking.missing >= BLOCK ? blockOf(screen, free, BLOCK, taking.seatIds) : null;
  const found =
    block ?? (taking.missing >= BLOCK_MIN ? blockOf(screen, free, BLOCK_MIN, taking.seatIds) : null);
  if (found === null) return false;
  for (const seatId of found) free.delete(seatId);
  taking.seatIds.push(...found);
  taking.missing -= found.length;
  return true;
}

/** The best `size` seats side by side; null when no row has so many. */
function blockOf(
  screen: Screen,
  free: ReadonlySet<SeatId>,
  size: number,
  near: readonly SeatId[],
): readonly SeatId[] | null {
  const best = bestAvailable({
    screen,
    isFree: (seatId) => free.has(seatId),
    party: { size },
    keepAccessibleFree: true,
    ...(near.length === 0 ? {} : { near }),
  });
  return best === null || best.reason.kind === 'split' ? null : best.seatIds;
}
