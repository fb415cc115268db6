import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId, SeatId } from '#shared/wire/scalars.ts';
import type { Cinema } from '../world/cinema.ts';
import type { LeasedSale } from '../world/ledger.ts';
import type { World } from '../world/world.ts';

/** States in which every seat of the booking is its own. */
export const HAS_ALL: ReadonlySet<Booking['status']> = new Set(['pending', 'paying', 'confirmed']);

/** I1 by what bookings say: no seat is in two that have it. */
export function checkOneOwner({ world, server }: Cinema): void {
  const { working } = server;
  // A closed server has taken over what was reported and given out nothing yet.
  if (working.closed) return;
  const owners = new Map<string, BookingId>();
  const claim = (booking: Booking, seatId: SeatId): void => {
    const key = `${booking.showId} ${seatId}`;
    const other = owners.get(key);
    if (other !== undefined) world.fail('I1', `${key} belongs to ${other} and to ${booking.id}`);
    owners.set(key, booking.id);
  };
  for (const { booking } of working.bookings.values()) {
    if (HAS_ALL.has(booking.status)) for (const { seatId } of booking.seats) claim(booking, seatId);
    else if (booking.status === 'conflicted')
      for (const seatId of new Set(
        [...booking.seats, ...(booking.swap?.seats ?? [])].map((one) => one.seatId),
      ))
        if (working.seats.get(booking.showId)?.get(seatId)?.bookingId === booking.id) claim(booking, seatId);
  }
}

/** I1 for sales the server has not heard of: a seat sold under an allotment is nobody else's meanwhile. */
export function checkLeasedSales({ world, server }: Cinema): void {
  if (server.working.closed) return;
  for (const sale of world.ledger.leasedSales.values()) {
    if (sale.ruled || !world.ledger.isSafe(sale)) continue;
    const seats = server.working.seats.get(sale.showId);
    for (const { seatId } of sale.seats) {
      const state = seats?.get(seatId);
      if (state?.deviceId === undefined || state.deviceId === sale.deviceId) continue;
      world.fail(
        'I1',
        `${seatId} was sold under an allotment as ${sale.bookingId}, and ${state.bookingId} has it`,
      );
    }
  }
}

/** I1 within one till: what is sold under an allotment is not sold a second time under it. */
export function checkSoldSafely(world: World, sale: LeasedSale): void {
  for (const other of world.ledger.leasedSales.values()) {
    if (other.bookingId === sale.bookingId || other.showId !== sale.showId || other.ruled) continue;
    const twice = sale.seats.find(({ seatId, lease }) =>
      other.seats.some((one) => one.seatId === seatId && one.lease?.allotmentId === lease?.allotmentId),
    );
    if (twice !== undefined)
      world.fail(
        'I1',
        `${twice.seatId} is sold under one allotment as ${other.bookingId} and as ${sale.bookingId}`,
      );
  }
}
