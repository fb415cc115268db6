import type { Assurance, Booking } from '#shared/wire/booking.ts';
import type { AllotmentId, SeatId } from '#shared/wire/scalars.ts';
import type { JournalEvent } from '#shared/wire/till.ts';
import type { CommandContext } from './context.ts';
import { catchUpJournal, record } from './journal.ts';

type Paper = Extract<JournalEvent, { kind: 'paper' }>;

/**
 * Names the seats of a sale that no server has confirmed in the host's journal, each with the allotment it is sold
 * from, before money is taken or anything prints: even a replica that is lost then tells which seats are sold. The
 * same again writes nothing. Throws when the host could not write it; then nothing may be sold.
 */
export async function noteWithoutWord(
  ctx: CommandContext,
  booking: Booking,
  assurance: Exclude<Assurance, 'arbitrated'>,
): Promise<void> {
  await catchUpJournal(ctx);
  const about = await ctx.replica.journalAbout(booking.id);
  const written = about.flatMap(({ event }) => (event.kind === 'paper' ? [event] : []));
  for (const paper of papersOf(booking, assurance))
    if (!written.some((earlier) => covers(earlier, paper))) await record(ctx, paper);
  await ctx.replica.noteOfflineSale(booking.id);
}

/** One entry for each allotment, and one for seats that are of none. */
function papersOf(booking: Booking, assurance: Paper['assurance']): Paper[] {
  const byAllotment = new Map<AllotmentId | null, SeatId[]>();
  for (const { seatId, lease } of booking.seats) {
    const from = lease?.allotmentId ?? null;
    byAllotment.set(from, [...(byAllotment.get(from) ?? []), seatId]);
  }
  return [...byAllotment].map(([allotmentId, seatIds]) => ({
    kind: 'paper',
    bookingId: booking.id,
    showId: booking.showId,
    seatIds,
    assurance,
    ...(allotmentId === null ? {} : { allotmentId }),
  }));
}

const covers = (earlier: Paper, paper: Paper): boolean =>
  earlier.assurance === paper.assurance &&
  earlier.allotmentId === paper.allotmentId &&
  paper.seatIds.every((seatId) => earlier.seatIds.includes(seatId));
