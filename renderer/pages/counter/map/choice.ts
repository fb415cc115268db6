import type { SeatWish } from '#renderer/commands/context.ts';
import { BOOKING_SEATS_MAX } from '#shared/domain/limits.ts';
import type { Screen, Seat, TicketType } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';

export type Tap =
  | { readonly kind: 'change'; readonly seats: readonly SeatWish[] }
  /** A wheelchair place for somebody else: asked first. */
  | { readonly kind: 'ask-wheelchair'; readonly seatIds: readonly SeatId[] }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'nothing' };

/** A love seat is sold as a pair: the seat and its other half. */
export function withPartner(screen: Screen, seatId: SeatId): SeatId[] {
  const partner = screen.seats.find((seat) => seat.id === seatId)?.partner;
  return partner === undefined ? [seatId] : [seatId, partner];
}

/** The whole order after one tap on a seat: taken away if it was in it, added (with its partner) if not. */
export function tapSeat(q: {
  screen: Screen;
  order: readonly SeatWish[];
  seatId: SeatId;
  ticketType: TicketType;
  isFree: (seatId: SeatId) => boolean;
  /** The clerk has said who the wheelchair place is for. */
  wheelchairSettled: boolean;
}): Tap {
  const pair = withPartner(q.screen, q.seatId);
  if (q.order.some((seat) => seat.seatId === q.seatId)) {
    return { kind: 'change', seats: q.order.filter((seat) => !pair.includes(seat.seatId)) };
  }
  const added = pair.filter((seatId) => !q.order.some((seat) => seat.seatId === seatId));
  if (!added.every(q.isFree)) return { kind: 'nothing' };
  if (q.order.length + added.length > BOOKING_SEATS_MAX) return { kind: 'too-many' };
  if (
    !q.wheelchairSettled &&
    q.ticketType !== 'disabled' &&
    added.some((seatId) => isWheelchair(q.screen, seatId))
  ) {
    return { kind: 'ask-wheelchair', seatIds: added };
  }
  return {
    kind: 'change',
    seats: [...q.order, ...added.map((seatId) => ({ seatId, ticketType: q.ticketType }))],
  };
}

function isWheelchair(screen: Screen, seatId: SeatId): boolean {
  return seatOf(screen, seatId)?.wheelchair === true;
}

export function seatOf(screen: Screen, seatId: SeatId): Seat | undefined {
  return screen.seats.find((seat) => seat.id === seatId);
}

/**
 * Seats as clerks say them, row by row: `F12–F15, G3`. Labels may already carry their row.
 */
export function seatsInWords(screen: Screen, seatIds: readonly SeatId[]): string {
  const seats = screen.seats
    .filter((seat) => seatIds.includes(seat.id))
    .sort(
      (one, other) =>
        screen.rows.indexOf(one.row) - screen.rows.indexOf(other.row) || one.column - other.column,
    );
  const runs: Seat[][] = [];
  for (const seat of seats) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last?.row === seat.row && last.column + 1 === seat.column) run.push(seat);
    else runs.push([seat]);
  }
  return runs
    .map((run) => {
      const [first, last] = [run[0], run.at(-1)];
      if (first === undefined || last === undefined) return '';
      return run.length < 3 ? run.map(seatName).join(', ') : `${seatName(first)}–${seatName(last)}`;
    })
    .join(', ');
}

/** Row and seat in one word: `F12`. */
export function seatName(seat: Pick<Seat, 'row' | 'label'>): string {
  return seat.label.startsWith(seat.row) ? seat.label : `${seat.row}${seat.label}`;
}
