import { firstValueFrom } from 'rxjs';
import { toReseated, withoutSwap, withSwap } from '#shared/domain/booking/steps.ts';
import { currentTickets } from '#shared/domain/booking/tickets.ts';
import { REQUEST_TIMEOUT_MS } from '#shared/domain/limits.ts';
import type { Booking, BookingSeat } from '#shared/wire/booking.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext, Failure } from './context.ts';
import { record } from './journal.ts';
import { printTickets } from './print.ts';

export type SwapResult =
  /** The replacement is held until `booking.swap.expiresAt`. */
  | { readonly kind: 'held'; readonly booking: Booking }
  /** Somebody else was faster, or its time ran out; the sale keeps what it has. */
  | { readonly kind: 'refused'; readonly booking: Booking }
  | { readonly kind: 'reseated'; readonly booking: Booking; readonly print: PrintResult }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'failed'; readonly why: Failure };

/**
 * Asks the server to hold other seats for the whole party of a disputed sale. Waits for the line. Seats that are in an
 * order of this till are refused at once: the server trusts it with its own, and may not have heard of that order yet.
 */
export async function proposeReseat(
  ctx: CommandContext,
  id: BookingId,
  seats: readonly BookingSeat[],
): Promise<SwapResult> {
  const { replica } = ctx;
  const sale = await replica.get('bookings', id);
  if (sale === null) return { kind: 'failed', why: 'unknown-booking' };
  const ruling = await replica.beginSale(sale.showId, async ({ begun }) => {
    if (seats.some(({ seatId }) => (begun.get(seatId) ?? id) !== id)) return null;
    // The lock is let go as soon as the wish is written: the seats are begun then.
    return { asked: await write(ctx, id, (booking, deviceId) => withSwap(booking, deviceId, seats)) };
  });
  if (ruling === null) return { kind: 'refused', booking: sale };
  const ruled = await answered(ctx, ruling.asked);
  if ('kind' in ruled) return ruled;
  return { kind: ruled.swap?.status === 'held' ? 'held' : 'refused', booking: ruled };
}

/** Lets a replacement go that is held and not wanted. */
export async function dropReseat(ctx: CommandContext, id: BookingId): Promise<SwapResult> {
  const ruled = await ask(ctx, id, withoutSwap);
  return 'kind' in ruled ? ruled : { kind: 'refused', booking: ruled };
}

/**
 * Seats the party on the replacement that is held for it: the server books it, the tickets of the seats it leaves are
 * void, which is journalled, and the new ones print.
 */
export async function acceptReseat(ctx: CommandContext, id: BookingId): Promise<SwapResult> {
  const before = await ctx.replica.get('bookings', id);
  const ruled = await ask(ctx, id, toReseated, (booking) => booking.swap?.status === 'held');
  if ('kind' in ruled) return ruled;
  if (ruled.status !== 'confirmed') return { kind: 'refused', booking: ruled };
  const valid = new Set(currentTickets(ruled.tickets).map((ticket) => ticket.id));
  const left = currentTickets(before?.tickets ?? []).filter((ticket) => !valid.has(ticket.id));
  try {
    for (const { id: ticketId, revision } of left)
      await record(ctx, { kind: 'print', bookingId: id, ticketId, revision, result: 'void' });
  } catch {
    // The seats are the party's already; paper waits until the journal can be written again.
    return { kind: 'failed', why: 'journal' };
  }
  const print = await printTickets(ctx, id);
  return { kind: 'reseated', booking: (await ctx.replica.get('bookings', id)) ?? ruled, print };
}

type Failed = Extract<SwapResult, { kind: 'failed' | 'no-answer' }>;

/** One step of a disputed sale that only the server can rule on, and its ruling. */
const ask = async (ctx: CommandContext, ...step: StepOf): Promise<Booking | Failed> =>
  answered(ctx, await write(ctx, ...step));

type StepOf = readonly [
  id: BookingId,
  step: (booking: Booking, deviceId: Booking['deviceId']) => Booking,
  mayStep?: (booking: Booking) => boolean,
];

/** Writes the step here, while the line is up. */
async function write(
  { replica }: CommandContext,
  ...[id, step, mayStep = () => true]: StepOf
): Promise<Booking | Failed> {
  const { kind } = await firstValueFrom(replica.connection$);
  if (kind !== 'online' && kind !== 'catching-up') return { kind: 'failed', why: 'offline' };
  const { deviceId } = replica.identity;
  let stepped = false;
  const asked = await replica.updateBooking(id, (booking) => {
    stepped = booking.status === 'conflicted' && mayStep(booking);
    return stepped ? step(booking, deviceId) : booking;
  });
  if (asked === null) return { kind: 'failed', why: 'unknown-booking' };
  return stepped ? asked : { kind: 'failed', why: 'wrong-state' };
}

/** The server's ruling on what was written. */
async function answered({ replica }: CommandContext, asked: Booking | Failed): Promise<Booking | Failed> {
  if ('kind' in asked) return asked;
  return (await replica.ruling(asked.id, asked.edit?.n ?? 0, REQUEST_TIMEOUT_MS)) ?? { kind: 'no-answer' };
}
