import type { Screen, Seat } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';

/**
 * A screen as arrays: seats row by row from the front, each row from the left. Made once per screen document; the
 * searches then only count.
 */
export type Geometry = {
  readonly seats: readonly Seat[];
  readonly indexes: ReadonlyMap<SeatId, number>;
  readonly row: Int32Array;
  readonly column: Int32Array;
  /** 1 where a seat stands directly beside the one before it: same row, next column, no aisle between. */
  readonly joined: Uint8Array;
  /** The index of the other half of a love seat; a seat of its own is its own partner. */
  readonly partner: Int32Array;
  /** 1 on wheelchair and companion places. */
  readonly accessible: Uint8Array;
  readonly rowNames: readonly string[];
  readonly columnMin: number;
  readonly columnMax: number;
};

const geometries = new WeakMap<Screen, Geometry>();

export function geometryOf(screen: Screen): Geometry {
  const known = geometries.get(screen);
  if (known !== undefined) return known;
  const made = measure(screen);
  geometries.set(screen, made);
  return made;
}

function measure(screen: Screen): Geometry {
  const rowIndexes = new Map(screen.rows.map((name, at) => [name, at]));
  const seats = screen.seats
    .flatMap((seat) => {
      const row = rowIndexes.get(seat.row);
      return row === undefined ? [] : [{ seat, row }];
    })
    .toSorted((a, b) => a.row - b.row || a.seat.column - b.seat.column);
  const indexes = new Map(seats.map(({ seat }, at) => [seat.id, at]));
  const columns = seats.map(({ seat }) => seat.column);
  const joined = seats.map(({ seat, row }, at) => {
    const before = seats[at - 1];
    return before?.row === row && before.seat.column + 1 === seat.column ? 1 : 0;
  });
  return {
    seats: seats.map(({ seat }) => seat),
    indexes,
    row: Int32Array.from(seats, ({ row }) => row),
    column: Int32Array.from(columns),
    joined: Uint8Array.from(joined),
    partner: Int32Array.from(seats, ({ seat }, at) => partnerOf(seat, at, joined, indexes)),
    accessible: Uint8Array.from(seats, ({ seat }) => (isAccessible(seat) ? 1 : 0)),
    rowNames: screen.rows,
    columnMin: columns.reduce((least, column) => Math.min(least, column), Number.POSITIVE_INFINITY),
    columnMax: columns.reduce((most, column) => Math.max(most, column), 0),
  };
}

export function isAccessible(seat: Seat): boolean {
  return seat.wheelchair === true || seat.companion === true;
}

/** Seats a computer may offer at all: not kept back for the house, not out of order. */
export function isOffered(seat: Seat): boolean {
  return seat.house !== true && seat.broken !== true;
}

/** Only neighbours make a love seat; a layout that says otherwise is taken to mean two ordinary seats. */
function partnerOf(
  seat: Seat,
  at: number,
  joined: readonly number[],
  indexes: ReadonlyMap<SeatId, number>,
): number {
  const partner = seat.partner === undefined ? undefined : indexes.get(seat.partner);
  if (partner === at + 1 && joined[partner] === 1) return partner;
  return partner === at - 1 && joined[at] === 1 ? partner : at;
}

/** Ones where `test` holds for a seat. */
export function marksOf(geometry: Geometry, test: (seat: Seat, at: number) => boolean): Uint8Array {
  return Uint8Array.from(geometry.seats, (seat, at) => (test(seat, at) ? 1 : 0));
}

/** Whether a seat has a marked neighbour beside it. */
export function hasNeighbour(geometry: Geometry, marks: Uint8Array, at: number): boolean {
  const { joined } = geometry;
  return (joined[at] === 1 && marks[at - 1] === 1) || (joined[at + 1] === 1 && marks[at + 1] === 1);
}
