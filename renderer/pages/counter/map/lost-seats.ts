import type { SeatWish } from '#renderer/commands/context.ts';
import type { LostWish } from '#renderer/stores/counter.ts';
import type { Conflict } from '#shared/wire/booking.ts';
import type { SeatId } from '#shared/wire/scalars.ts';

export type LossPlan = {
  readonly lost: readonly LostWish[];
  /** What the order should ask for now, by itself; null: the order is what it should be. */
  readonly askAgain: readonly SeatWish[] | null;
};

const sameSeats = (one: readonly SeatWish[], other: readonly SeatWish[]): boolean =>
  one.length === other.length &&
  one.every((seat) =>
    other.some((match) => match.seatId === seat.seatId && match.ticketType === seat.ticketType),
  );

/**
 * What to do when the server refused seats. `asked` is what the clerk wanted, `held` what the server says the order
 * has now (nothing after a rejected hold, the former seats after a refused change). Seats that were merely seen at an
 * old revision are not lost. The other seats of the order stay.
 */
export function planAfterLoss(
  asked: readonly SeatWish[],
  held: readonly SeatWish[],
  conflicts: readonly Conflict[],
): LossPlan {
  const lost: LostWish[] = [];
  for (const seat of asked) {
    const conflict = conflicts.find((one) => one.seatId === seat.seatId);
    if (conflict === undefined || conflict.reason === 'stale') continue;
    lost.push({ ...seat, reason: conflict.reason, by: conflict.by ?? null });
  }
  const rest = asked.filter((seat) => !lost.some((one) => one.seatId === seat.seatId));
  const settled = lost.length === 0 || rest.length === 0 || sameSeats(rest, held);
  return { lost, askAgain: settled ? null : rest };
}

/** Puts the ticket types of lost seats on the seats offered instead, in the same order. */
export function replace(lost: readonly SeatWish[], seatIds: readonly SeatId[]): SeatWish[] {
  return seatIds.flatMap((seatId, n) => {
    const former = lost[n];
    return former === undefined ? [] : [{ seatId, ticketType: former.ticketType }];
  });
}
