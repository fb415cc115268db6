import type { SeatId } from '#shared/wire/scalars.ts';

type Rows = readonly (readonly SeatId[])[];

/**
 * Where an arrow leads from a seat of the list: along its row, or to the seat as far along in the next row with seats.
 * `forward` is the arrow that points the way the row is read. Null: nowhere, or a key that is none of the list's.
 */
export function seatAfter(
  rows: Rows,
  from: SeatId,
  key: string,
  forward: 'ArrowRight' | 'ArrowLeft',
): SeatId | null {
  const row = rows.findIndex((seats) => seats.includes(from));
  const seats = rows[row] ?? [];
  const at = seats.indexOf(from);
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft':
      return seats[key === forward ? at + 1 : at - 1] ?? null;
    case 'ArrowDown':
      return alongIn(rows.slice(row + 1), at);
    case 'ArrowUp':
      return alongIn(rows.slice(0, Math.max(row, 0)).reverse(), at);
    case 'Home':
      return seats[0] ?? null;
    case 'End':
      return seats.at(-1) ?? null;
    default:
      return null;
  }
}

function alongIn(rows: Rows, at: number): SeatId | null {
  const next = rows.find((seats) => seats.length > 0);
  return next?.[Math.min(at, next.length - 1)] ?? null;
}
