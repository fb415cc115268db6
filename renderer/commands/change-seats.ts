import { withSeats } from '#shared/domain/booking/steps.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext, SeatWish } from './context.ts';
import { CommandImpossible, refuseInFault, refuseUnknownSeats } from './hold.ts';
import { claimSeats } from './lease.ts';
import { asSeen, knownShow, priceAt } from './show-facts.ts';

/**
 * Other seats or ticket types for an order that is not being paid: a live hold stands until the server has ruled on
 * the new set as a whole, a rejected or expired one is asked for anew. Throws {@link CommandImpossible}.
 */
export async function changeSeats(
  ctx: CommandContext,
  id: BookingId,
  seats: readonly SeatWish[],
): Promise<void> {
  await refuseInFault(ctx);
  const { replica } = ctx;
  const booking = await replica.get('bookings', id);
  if (booking === null) throw new CommandImpossible('unknown-booking');
  const known = await knownShow(ctx, booking.showId);
  if (known === null) throw new CommandImpossible('unknown-show');
  refuseUnknownSeats(known.screen.seats, seats);
  const priced = priceAt(known, booking.channel, seats, replica.nowMs());
  await replica.beginSale(booking.showId, async (own) => {
    const claimed = await claimSeats(ctx, own, asSeen(known.map, seats), id);
    if (typeof claimed === 'string') throw new CommandImpossible(claimed);
    await replica.updateBooking(id, (current) => {
      if (!CHANGEABLE.has(current.status)) throw new CommandImpossible('wrong-state');
      return withSeats(current, replica.identity.deviceId, claimed, priced);
    });
  });
}

const CHANGEABLE: ReadonlySet<string> = new Set(['requested', 'pending', 'rejected', 'expired']);
