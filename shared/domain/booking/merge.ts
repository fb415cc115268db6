import type { Booking } from '#shared/wire/booking.ts';
import { sameJson } from '../equal.ts';
import { omit, pick } from '../pick.ts';
import { sameFacts, uniteLocal } from './facts.ts';

/** What a person at the till decides; everything else in a booking is the server's, or a fact. */
const INTENT = ['holdSeconds', 'groupId', 'customer', 'note', 'price', 'tariffVersion', 'swap'] as const;

/** Whether the kiosk holds an edit the server has not judged yet. */
export function hasUnjudgedEdit(server: Booking, local: Booking): boolean {
  return (local.edit?.n ?? 0) > (server.edit?.n ?? 0);
}

/**
 * The kiosk's conflict resolution: the server's booking, plus the facts only this till can know, plus, where the
 * till has written since, what the person there wants now. The result differs from the server's exactly when there
 * is something left to push, so replication pushes again by itself; the edit's counter is never lowered.
 */
export function mergeFromServer(server: Booking, local: Booking): Booking {
  const facts = uniteLocal(server, local);
  const base = sameFacts(server, facts) ? server : { ...server, ...facts };
  if (!hasUnjudgedEdit(server, local)) return base;
  const merged: Booking = {
    ...omit(base, [...INTENT, 'conflicts', 'reason', 'edit']),
    ...pick(local, [...INTENT, 'edit']),
    status: local.status,
    seats: local.seats,
    assurance: local.assurance,
  };
  return sameJson(merged, server) ? server : merged;
}
