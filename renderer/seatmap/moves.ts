import type { SeatId } from '#shared/wire/scalars.ts';
import type { Plan, Spot } from './plan.ts';

export type Move = 'left' | 'right' | 'up' | 'down' | 'row-start' | 'row-end' | 'front' | 'back';

/** Where the keyboard stands. `wantedX` is kept while moving up and down, so that a short row does not bend the path. */
export type Cursor = { seatId: SeatId; wantedX: number };

/** The cursor on one seat; `null` if the plan has no such seat. */
export function cursorOn(plan: Plan, seatId: SeatId): Cursor | null {
  const spot = plan.byId.get(seatId);
  return spot ? { seatId, wantedX: spot.x } : null;
}

/** Where the keyboard starts: the middle of the row two thirds back, where most people want to sit. */
export function firstCursor(plan: Plan): Cursor | null {
  const row = plan.rows[Math.floor(((plan.rows.length - 1) * 2) / 3)];
  if (!row) return null;
  const spot = nearestTo(row.spots, plan.width / 2);
  return spot ? { seatId: spot.seat.id, wantedX: spot.x } : null;
}

/** The cursor after a move; the same cursor at the edge. Left is left as drawn, in every language. */
export function moved(plan: Plan, cursor: Cursor, move: Move): Cursor {
  const from = plan.byId.get(cursor.seatId);
  if (!from) return firstCursor(plan) ?? cursor;
  const rowAt = plan.rows.findIndex((row) => row.name === from.seat.row);
  const spots = plan.rows[rowAt]?.spots ?? [];
  const at = spots.indexOf(from);
  switch (move) {
    case 'left':
      return along(cursor, spots[at - 1]);
    case 'right':
      return along(cursor, spots[at + 1]);
    case 'row-start':
      return along(cursor, spots[0]);
    case 'row-end':
      return along(cursor, spots.at(-1));
    case 'up':
      return across(cursor, plan.rows[rowAt - 1]?.spots);
    case 'down':
      return across(cursor, plan.rows[rowAt + 1]?.spots);
    case 'front':
      return across(cursor, plan.rows[0]?.spots);
    case 'back':
      return across(cursor, plan.rows.at(-1)?.spots);
  }
}

function along(cursor: Cursor, spot: Spot | undefined): Cursor {
  return spot ? { seatId: spot.seat.id, wantedX: spot.x } : cursor;
}

function across(cursor: Cursor, spots: readonly Spot[] | undefined): Cursor {
  const spot = nearestTo(spots ?? [], cursor.wantedX);
  return spot ? { seatId: spot.seat.id, wantedX: cursor.wantedX } : cursor;
}

function nearestTo(spots: readonly Spot[], x: number): Spot | undefined {
  return spots.reduce<Spot | undefined>(
    (best, spot) => (best && Math.abs(best.x - x) <= Math.abs(spot.x - x) ? best : spot),
    undefined,
  );
}

const MOVE_OF_KEY: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'row-start',
  End: 'row-end',
  PageUp: 'front',
  PageDown: 'back',
};

/** The move a key asks for, if any. */
export function moveOfKey(key: string): Move | null {
  return MOVE_OF_KEY[key] ?? null;
}
