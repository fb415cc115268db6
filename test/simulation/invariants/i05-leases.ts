import type { Cinema } from '../world/cinema.ts';

/** I5: a sale made under an allotment is never short of a seat, unless the allotment was taken back. */
export function checkLeasedSalesStand({ world, server }: Cinema): void {
  if (server.working.closed) return;
  for (const sale of world.ledger.leasedSales.values()) {
    const booking = server.working.bookings.get(sale.bookingId)?.booking;
    if (booking?.status !== 'conflicted' || booking.conflicts === undefined) continue;
    if (!world.ledger.isSafe(sale)) continue;
    const over = booking.conflicts.map(({ seatId, reason, by }) => `${seatId} ${reason} ${by ?? ''}`);
    world.fail(
      'I5',
      `${sale.bookingId} was sold under an allotment and is conflicted over ${over.join(', ')}`,
    );
  }
}

/** I5 before anything is sold: an entrusted seat is its holder's or nobody's. */
export function checkTrustIsKept({ world, server }: Cinema): void {
  const { working } = server;
  if (working.closed) return;
  for (const [showId, trusted] of working.allotted) {
    for (const [seatId, { deviceId, allotmentId }] of trusted) {
      const state = working.seats.get(showId)?.get(seatId);
      if (state?.deviceId === undefined || state.deviceId === deviceId) continue;
      world.fail(
        'I5',
        `${seatId} is entrusted to ${deviceId} (${allotmentId}) and ${state.bookingId} of ${state.deviceId} has it`,
      );
    }
  }
}

/** I5 before anything is sold, the other way round: what a document entrusts is entrusted, to the seat. */
export function checkTrustIsTold({ world, server }: Cinema): void {
  const { working } = server;
  if (working.closed) return;
  for (const { id, showId, seatIds, status } of working.allotments.values()) {
    if (status !== 'active') continue;
    const trusted = working.allotted.get(showId);
    const spent = seatIds.find((seatId) => trusted?.get(seatId)?.allotmentId !== id);
    if (spent !== undefined)
      world.fail('I5', `${id} still names ${spent}, which it is not trusted with any more`);
  }
}
