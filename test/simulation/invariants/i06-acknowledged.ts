import type { Cinema } from '../world/cinema.ts';

/** I6: what left the server is there after it has crashed. */
export function checkAcknowledgedSurvives({ world, server }: Cinema): void {
  for (const [id, rev] of world.ledger.acknowledged) {
    const stored = server.committed.bookings.get(id)?.booking.rev ?? 0;
    if (stored < rev)
      world.fail('I6', `revision ${rev} of ${id} was acknowledged, and the server has ${stored}`);
  }
}
