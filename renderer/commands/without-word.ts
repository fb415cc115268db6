import { saleOnPaper } from '#shared/domain/booking/remake.ts';
import { sameJson } from '#shared/domain/equal.ts';
import { omit } from '#shared/domain/pick.ts';
import type { Assurance, Booking } from '#shared/wire/booking.ts';
import type { AllotmentId, SeatId } from '#shared/wire/scalars.ts';
import type { JournalEvent, PaperSale } from '#shared/wire/till.ts';
import type { CommandContext } from './context.ts';
import { catchUpJournal, record } from './journal.ts';

type Paper = Extract<JournalEvent, { kind: 'paper' }>;

/**
 * Names the seats of a sale that no server has confirmed in the host's journal, each with the allotment it is sold
 * from, before money is taken or anything prints: even when the replica is lost it is known which seats are sold, and
 * the booking can be made again. The same again writes nothing. Throws when the host could not write it; then nothing
 * may be sold.
 */
export async function noteWithoutWord(
  ctx: CommandContext,
  booking: Booking,
  assurance: Exclude<Assurance, 'arbitrated'>,
): Promise<void> {
  await catchUpJournal(ctx);
  const about = await ctx.replica.journalAbout(booking.id);
  const written = about.flatMap(({ event }) => (event.kind === 'paper' ? [event] : []));
  const last = written.findLast(({ sale }) => sale !== undefined)?.sale;
  for (const paper of papersOf(booking, assurance))
    if (!written.some((earlier) => covers(earlier, paper)) || !sameSale(last, paper.sale))
      await record(ctx, paper);
  await ctx.replica.noteOfflineSale(booking.id);
}

/** One entry for each allotment, and one for seats that are of none; the first of them has the whole sale. */
function papersOf(booking: Booking, assurance: Paper['assurance']): Paper[] {
  const byAllotment = new Map<AllotmentId | null, SeatId[]>();
  for (const { seatId, lease } of booking.seats) {
    const from = lease?.allotmentId ?? null;
    byAllotment.set(from, [...(byAllotment.get(from) ?? []), seatId]);
  }
  return [...byAllotment].map(([allotmentId, seatIds], index) => ({
    kind: 'paper',
    bookingId: booking.id,
    showId: booking.showId,
    seatIds,
    assurance,
    ...(allotmentId === null ? {} : { allotmentId }),
    ...(index === 0 ? { sale: saleOnPaper(booking) } : {}),
  }));
}

const covers = (earlier: Paper, paper: Paper): boolean =>
  earlier.assurance === paper.assurance &&
  earlier.allotmentId === paper.allotmentId &&
  paper.seatIds.every((seatId) => earlier.seatIds.includes(seatId));

/** Another try at the same sale is another edit, and nothing else. */
const sameSale = (last: PaperSale | undefined, sale: PaperSale | undefined): boolean =>
  sale === undefined || (last !== undefined && sameJson(omit(last, ['edit']), omit(sale, ['edit'])));
