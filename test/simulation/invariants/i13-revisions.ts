import { isEntrustedTo } from '#shared/domain/allotment/trust.ts';
import type { Case, Verdict } from '#shared/domain/booking/case.ts';
import type { SeatState } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import type { World } from '../world/world.ts';

/** I13: every write of a seat names the revision before, and makes it one more. */
export function checkSeatWrite(
  world: World,
  seatId: SeatId,
  before: SeatState | undefined,
  after: SeatState,
): void {
  if (!world.rules.manners.comparesRevisions) return;
  const rev = before?.rev ?? 0;
  if (after.rev !== rev + 1)
    world.fail('I13', `${seatId} is at revision ${rev} and is written as ${after.rev}`);
}

/** I13 for holds: a seat is only granted to whoever saw it as it is, or is entrusted with it. */
export function checkSeenRevisions(world: World, c: Case, { store, seats }: Verdict): void {
  if (store === null || (store.booking.status !== 'pending' && store.booking.status !== 'paying')) return;
  for (const { seatId, status } of seats) {
    const seat = c.pushed.seats.find((one) => one.seatId === seatId);
    if (status !== 'held' || seat === undefined) continue;
    const rev = c.seats.get(seatId)?.rev ?? 0;
    const allotted = c.allotted.get(seatId);
    const claimant = { deviceId: c.pusher.id, replicaId: c.pusher.replicaId };
    if (seat.rev === rev || (allotted !== undefined && isEntrustedTo(allotted, claimant, seat))) continue;
    world.fail('I13', `${store.booking.id} is granted ${seatId} at revision ${rev}, having seen ${seat.rev}`);
  }
}
