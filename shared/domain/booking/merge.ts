import type { Booking } from '#shared/wire/booking.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import { sameJson } from '../equal.ts';
import { omit, pick } from '../pick.ts';
import { sameFacts, uniteLocal } from './facts.ts';
import { isCopy } from './who.ts';

/** What a person at the till decides; everything else in a booking is the server's, or a fact. */
const INTENT = ['holdSeconds', 'groupId', 'customer', 'note', 'price', 'tariffVersion', 'swap'] as const;

/** Whether this kiosk wishes something the server has not judged yet; what others wished is theirs to say. */
const hasUnjudgedEdit = (server: Booking, local: Booking, me: DeviceId): boolean =>
  (local.edit?.n ?? 0) > (server.edit?.n ?? 0) && !isCopy(local, me);

/**
 * The kiosk's conflict resolution: the server's booking, plus the facts only this till can know, plus, where the
 * till itself has written since, what the person there wants now. The result differs from the server's exactly when there
 * is something left to push, so replication pushes again by itself; the edit's counter is never lowered.
 */
export function mergeFromServer(server: Booking, local: Booking, me: DeviceId): Booking {
  const facts = uniteLocal(server, local);
  const base = sameFacts(server, facts) ? server : { ...server, ...facts };
  if (!hasUnjudgedEdit(server, local, me)) return base;
  const merged: Booking = {
    ...omit(base, [...INTENT, 'conflicts', 'reason', 'edit']),
    ...pick(local, [...INTENT, 'edit']),
    status: local.status,
    seats: local.seats,
    assurance: local.assurance,
  };
  return sameJson(merged, server) ? server : merged;
}

/**
 * Whether a server said `earlier` before it said `later` of one booking. A server that is closed after a restore takes
 * reports over under the revisions they name, so that there the edit alone grows.
 */
export function isSaidBefore(
  earlier: Pick<Booking, 'rev' | 'edit'>,
  later: Pick<Booking, 'rev' | 'edit'>,
): boolean {
  if (earlier.rev !== later.rev) return earlier.rev < later.rev;
  return (earlier.edit?.n ?? 0) < (later.edit?.n ?? 0);
}
