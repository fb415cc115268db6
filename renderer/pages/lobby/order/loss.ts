import type { SeatWish } from '#renderer/commands/context.ts';
import type { Conflict } from '#shared/wire/booking.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { type LossPlan, planAfterLoss } from '../../counter/map/lost-seats.ts';

/** `leaving`: held seats that were to be given for the lost ones. */
export type MovePlan = LossPlan & { readonly leaving: readonly SeatId[] };

/**
 * What to do when the server refused a visitor's seats. A move that was refused leaves them where they were, and as many
 * as they were: what they wanted to leave is theirs until they take another seat for it.
 */
export function planAfterMove(
  asked: readonly SeatWish[],
  held: readonly SeatWish[],
  conflicts: readonly Conflict[],
): MovePlan {
  const plan = planAfterLoss(asked, held, conflicts);
  if (plan.lost.length === 0 || held.length < asked.length) return { ...plan, leaving: [] };
  const leaving = held.filter(({ seatId }) => !asked.some((wish) => wish.seatId === seatId));
  return { lost: plan.lost, askAgain: null, leaving: leaving.map(({ seatId }) => seatId) };
}
