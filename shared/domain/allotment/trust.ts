import type { BookingSeat } from '#shared/wire/booking.ts';
import type { ReleaseBody } from '#shared/wire/messages.ts';
import {
  type AllotmentId,
  type DeviceId,
  instant,
  type ReplicaId,
  type SeatId,
} from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import type { AllottedSeat, SeatChange } from '../booking/case.ts';

/** Who claims seats: a device, and the replica of it that asks. */
export type Claimant = { readonly deviceId: DeviceId; readonly replicaId: ReplicaId | null };

/**
 * Whether a seat is entrusted to whoever claims it. A device's second replica inherits nothing; but a sale that names
 * the allotment was made under it, whichever replica reports it (the first may be lost, its journal is not).
 */
export function isEntrustedTo(
  allotted: AllottedSeat,
  claimant: Claimant,
  seat: Pick<BookingSeat, 'lease'>,
): boolean {
  if (allotted.deviceId !== claimant.deviceId) return false;
  return allotted.replicaId === claimant.replicaId || allotted.allotmentId === seat.lease?.allotmentId;
}

/** Seats that leave one allotment. */
export type Spent = { readonly allotmentId: AllotmentId; readonly seatIds: readonly SeatId[] };

/** An accepted sale ends the trust in its seats; a hold does not. */
export function spentTrust(
  allotted: ReadonlyMap<SeatId, AllottedSeat>,
  changes: readonly SeatChange[],
): Spent[] {
  const byAllotment = new Map<AllotmentId, SeatId[]>();
  for (const { seatId, status } of changes) {
    const from = status === 'booked' ? allotted.get(seatId)?.allotmentId : undefined;
    if (from === undefined) continue;
    const seats = byAllotment.get(from) ?? [];
    seats.push(seatId);
    byAllotment.set(from, seats);
  }
  return [...byAllotment].map(([allotmentId, seatIds]) => ({ allotmentId, seatIds }));
}

/** The allotment without these seats; null when it has none of them, or ended otherwise. It only ever shrinks. */
export function shrunk(allotment: Allotment, seatIds: Iterable<SeatId>, nowMs: number): Allotment | null {
  if (allotment.status !== 'active') return null;
  const leaving = new Set(seatIds);
  const left = allotment.seatIds.filter((seatId) => !leaving.has(seatId));
  if (left.length === allotment.seatIds.length) return null;
  return {
    ...allotment,
    seatIds: left,
    status: left.length === 0 ? 'released' : 'active',
    rev: allotment.rev + 1,
    updatedAt: instant(nowMs),
  };
}

/**
 * Takes the trust back without the holder's word. The epoch rises, so that whatever the holder sold meanwhile arrives
 * as `conflicted`; the seats stay listed, for they may have been sold. Null when there is nothing left to take.
 */
export function revoked(allotment: Allotment, nowMs: number): Allotment | null {
  if (allotment.status !== 'active') return null;
  return {
    ...allotment,
    status: 'revoked',
    epoch: allotment.epoch + 1,
    rev: allotment.rev + 1,
    updatedAt: instant(nowMs),
  };
}

export type ReleaseRuling =
  /** The seats are the server's again. */
  | { readonly kind: 'released'; readonly allotment: Allotment; readonly seatIds: readonly SeatId[] }
  /** A repeat, or a word that comes after a revocation: nothing changes, and there is nothing left to say. */
  | { readonly kind: 'nothing' }
  /** Not the sender's to release. */
  | { readonly kind: 'foreign' };

/**
 * Rules on a kiosk's release. Any replica of the device may speak for an earlier one of its own: it does so only after
 * the host's journal, which names the seats before a ticket prints, has been reported.
 */
export function ruleOnRelease(
  allotment: Allotment | null,
  sender: DeviceId,
  release: ReleaseBody,
  nowMs: number,
): ReleaseRuling {
  if (allotment === null) return { kind: 'nothing' };
  if (allotment.deviceId !== sender) return { kind: 'foreign' };
  if (allotment.epoch !== release.epoch) return { kind: 'nothing' };
  const kept = new Set(release.kept.map(({ seatId }) => seatId));
  const seatIds = release.released.filter(
    (seatId) => allotment.seatIds.includes(seatId) && !kept.has(seatId),
  );
  const next = shrunk(allotment, seatIds, nowMs);
  return next === null ? { kind: 'nothing' } : { kind: 'released', allotment: next, seatIds };
}
