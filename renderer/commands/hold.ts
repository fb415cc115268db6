import { firstValueFrom } from 'rxjs';
import { v7 as uuidv7 } from 'uuid';
import { newBooking } from '#shared/domain/booking/steps.ts';
import { BookingId, type ShowId } from '#shared/wire/scalars.ts';
import type { CommandContext, SeatWish } from './context.ts';
import { claimSeats, type Unsafe } from './lease.ts';
import { asSeen, knownShow, priceAt } from './show-facts.ts';

/** The command cannot be begun, and nothing was written; the message is for a log, `why` for the page. */
export class CommandImpossible extends Error {
  override readonly name = 'CommandImpossible';
  readonly why: 'unknown-show' | 'unknown-seat' | 'unknown-booking' | 'wrong-state' | 'fault' | Unsafe;

  constructor(why: CommandImpossible['why']) {
    super(`the command is not possible: ${why}`);
    this.why = why;
  }
}

/** Throws {@link CommandImpossible} while this replica must not sell. */
export async function refuseInFault({ replica }: CommandContext): Promise<void> {
  if ((await firstValueFrom(replica.fault$)) !== null) throw new CommandImpossible('fault');
}

/**
 * Asks for seats: writes a `requested` booking here and returns at once; the server's ruling comes into the same
 * booking. Seats of which this till has a lease carry it from the first write on: a recall that comes after it finds
 * the sale begun. Throws {@link CommandImpossible} when the show or a seat is not known here, or cannot be had offline.
 */
export async function hold(
  ctx: CommandContext,
  q: {
    readonly showId: ShowId;
    readonly seats: readonly SeatWish[];
    readonly holdSeconds?: number;
    /** What the booking is to be called, for whoever must know it before it is written. */
    readonly id?: BookingId;
  },
): Promise<BookingId> {
  await refuseInFault(ctx);
  const { identity } = ctx.replica;
  const known = await knownShow(ctx, q.showId);
  if (known === null) throw new CommandImpossible('unknown-show');
  refuseUnknownSeats(known.screen.seats, q.seats);
  const channel = identity.kind === 'lobby' ? 'lobby' : 'counter';
  const nowMs = ctx.replica.nowMs();
  const seen = asSeen(known.map, q.seats);
  return ctx.replica.beginSale(q.showId, async (own) => {
    const seats = await claimSeats(ctx, own, seen, null);
    if (typeof seats === 'string') throw new CommandImpossible(seats);
    const booking = newBooking({
      id: q.id ?? newBookingId(),
      showId: q.showId,
      cinemaId: identity.cinemaId,
      deviceId: identity.deviceId,
      // A till so new that its cinema does not list it here yet: the server's answer brings the right code.
      prefix: known.cinema.devices.find((device) => device.id === identity.deviceId)?.prefix ?? 'X0',
      channel,
      seats,
      priced: priceAt(known, channel, q.seats, nowMs),
      nowMs,
      ...(q.holdSeconds === undefined ? {} : { holdSeconds: q.holdSeconds }),
    });
    await ctx.replica.insertBooking(booking);
    return booking.id;
  });
}

export const newBookingId = (): BookingId => BookingId.parse(uuidv7());

export function refuseUnknownSeats(
  seats: readonly { readonly id: string }[],
  wishes: readonly SeatWish[],
): void {
  const known = new Set(seats.map((seat) => seat.id));
  if (wishes.some((wish) => !known.has(wish.seatId))) throw new CommandImpossible('unknown-seat');
}
