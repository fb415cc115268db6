import type { SeatWish } from '#renderer/commands/context.ts';
import { seatsById } from '#shared/domain/catalog.ts';
import { bestAvailable } from '#shared/domain/seating/best.ts';
import type { Screen, Seat } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';

export type Moved =
  /** The order after the move: who was moved last stands last, so that the next press moves somebody else. */
  | { readonly kind: 'move'; readonly seats: readonly SeatWish[] }
  /** One of the visitor's own seats was pressed: the next press says where it goes. */
  | { readonly kind: 'pick'; readonly seatId: SeatId }
  | { readonly kind: 'kept-for-wheelchair' }
  | { readonly kind: 'pairs-only' }
  | { readonly kind: 'nothing' };

type Query = {
  readonly screen: Screen;
  readonly order: readonly SeatWish[];
  /** The visitor's own seat that was picked up, if any. */
  readonly moving: SeatId | null;
  readonly seatId: SeatId;
  readonly isFree: (seatId: SeatId) => boolean;
};

/**
 * What a press on a seat means to somebody whose seats are held already: a free seat takes the place of one of theirs,
 * of the one they have picked up or else of the one moved longest ago, so that two presses move two people. The number
 * of seats never changes. Places for wheelchairs stay with whoever came in one, and love seats stay pairs.
 */
export function moveSeat(q: Query): Moved {
  const { screen, order, seatId } = q;
  const seats = seatsById(screen);
  const target = seats.get(seatId);
  if (target === undefined) return { kind: 'nothing' };
  if (order.some((wish) => wish.seatId === seatId)) return { kind: 'pick', seatId };
  if (!q.isFree(seatId)) return { kind: 'nothing' };
  const fits = (wish: SeatWish): boolean => suits(wish, seats.get(wish.seatId), target);
  const hasWheelchair = order.some((wish) => seats.get(wish.seatId)?.wheelchair === true);
  if (target.companion === true && !hasWheelchair) return { kind: 'kept-for-wheelchair' };
  const candidates = inTurn(order, q.moving).filter(fits);
  const [first] = candidates;
  if (first === undefined)
    return target.wheelchair === true ? { kind: 'kept-for-wheelchair' } : { kind: 'nothing' };
  const halfOf = (wish: SeatWish): SeatWish | undefined => {
    const partner = seats.get(wish.seatId)?.partner;
    return order.find((other) => other.seatId === partner);
  };
  if (target.partner !== undefined) return ontoPair(q, candidates, halfOf, [seatId, target.partner]);
  const half = halfOf(first);
  return half === undefined ? placed(order, [first], [seatId]) : offPair(q, [first, half]);
}

/** The picked-up seat first, then the others as they come. */
const inTurn = (order: readonly SeatWish[], moving: SeatId | null): SeatWish[] => [
  ...order.filter((wish) => wish.seatId === moving),
  ...order.filter((wish) => wish.seatId !== moving),
];

/** Whoever needs a wheelchair place moves to another one only, and nobody else moves there. */
function suits(wish: SeatWish, from: Seat | undefined, target: Seat): boolean {
  const needsPlace = wish.ticketType === 'disabled' && from?.wheelchair === true;
  return needsPlace === (target.wheelchair === true);
}

/** Two who sit apart, or two from another love seat; never one of two. */
function ontoPair(
  q: Query,
  candidates: readonly SeatWish[],
  halfOf: (wish: SeatWish) => SeatWish | undefined,
  pair: readonly [SeatId, SeatId],
): Moved {
  const [first] = candidates;
  if (first === undefined || !pair.every(q.isFree)) return { kind: 'pairs-only' };
  const half = halfOf(first);
  if (half !== undefined) return placed(q.order, [first, half], pair);
  const second = candidates.find((wish) => wish !== first && halfOf(wish) === undefined);
  if (second !== undefined) return placed(q.order, [first, second], pair);
  const other = candidates.find((wish) => halfOf(wish) !== undefined);
  const others = other === undefined ? undefined : halfOf(other);
  if (other === undefined || others === undefined) return { kind: 'pairs-only' };
  return placed(q.order, [other, others], pair);
}

/** Nobody is left behind on half a love seat: both go, to the two seats nearest to the one pressed. */
function offPair(q: Query, both: readonly SeatWish[]): Moved {
  const own = new Set(q.order.map((wish) => wish.seatId));
  const found = bestAvailable({
    screen: q.screen,
    isFree: (seatId) => q.isFree(seatId) && !own.has(seatId),
    party: { size: both.length },
    near: [q.seatId],
    keepAccessibleFree: true,
  });
  return found === null ? { kind: 'pairs-only' } : placed(q.order, both, found.seatIds);
}

function placed(order: readonly SeatWish[], who: readonly SeatWish[], where: readonly SeatId[]): Moved {
  const moved = who.flatMap((wish, n) => {
    const seatId = where[n];
    return seatId === undefined ? [] : [{ ...wish, seatId }];
  });
  return { kind: 'move', seats: [...order.filter((wish) => !who.includes(wish)), ...moved] };
}
