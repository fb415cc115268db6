import type { SeatWish } from '#renderer/commands/context.ts';
import type { LostWish } from '#renderer/stores/counter.ts';
import { bestAvailable } from '#shared/domain/seating/best.ts';
import type { Screen, Seatmap, SeatType } from '#shared/wire/catalog.ts';
import type { BookingId, SeatId } from '#shared/wire/scalars.ts';
import { freeFor } from '../desk/view.ts';
import { seatOf, seatsInWords } from '../map/choice.ts';
import { replace } from '../map/lost-seats.ts';

export type Instead = {
  readonly seatIds: readonly SeatId[];
  /** In words: `F13, F14`. */
  readonly words: string;
  readonly isTogether: boolean;
  /** The whole order with them in it. */
  readonly order: readonly SeatWish[];
};

/**
 * What can be had in place of lost seats: as many of the same kind of seat, nearest to what is left of the order and
 * to what was lost; any kind of seat when that kind is gone. Null: nothing.
 */
export function insteadOf(q: {
  screen: Screen;
  seatmap: Seatmap | null;
  seats: readonly SeatWish[];
  lost: readonly LostWish[];
  orderId: BookingId | null;
  /** Seats of the order that are to be left: not offered either. */
  leaving?: readonly SeatId[];
}): Instead | null {
  const { screen, lost, leaving = [] } = q;
  const seats = q.seats.filter(({ seatId }) => !leaving.includes(seatId));
  const kept = seats.map((seat) => seat.seatId);
  const taken = new Set<SeatId>([...kept, ...leaving, ...lost.map((seat) => seat.seatId)]);
  const free = freeFor(q, q.orderId);
  const types = [...new Set(lost.flatMap((seat) => seatOf(screen, seat.seatId)?.type ?? []))];
  const find = (of: readonly SeatType[] | null) =>
    bestAvailable({
      screen,
      isFree: (seatId) => free(seatId) && !taken.has(seatId),
      party: { size: lost.length },
      near: kept.length > 0 ? kept : lost.map((seat) => seat.seatId),
      keepAccessibleFree: true,
      ...(of === null ? {} : { types: of }),
    });
  const found = find(types) ?? find(null);
  if (found === null) return null;
  return {
    seatIds: found.seatIds,
    words: seatsInWords(screen, found.seatIds),
    isTogether: found.seatIds.length > 1 && found.reason.kind !== 'split',
    order: [...seats, ...replace(lost, found.seatIds)],
  };
}
