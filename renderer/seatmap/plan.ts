import { invariant } from '#shared/domain/invariant.ts';
import type { Screen, Seat } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';

/** Distances on the drawing, in drawing units; a seat is about 24 units wide. */
export const COLUMN_UNITS = 28;
export const ROW_UNITS = 36;
/** From the last seat to the row's name; wide plans are shown smaller, so their names need more room. */
const labelUnits = (columns: number): number => Math.max(26, columns * 0.95);
const MARGIN_UNITS = 12;
/** Between the screen and the seats nearest to it. */
const STAGE_UNITS = 64;
const SCREEN_SHARE = 0.72;
/** How far the ends of the front row turn towards the middle on the most curved plan, in radians. */
const TURN_MAX = 0.62;

export type Point = { x: number; y: number };

/** Where one seat is drawn. `turn` is its rotation in degrees; seats face the screen at the top. */
export type Spot = Point & {
  seat: Seat;
  rowIndex: number;
  turn: number;
  /** The side on which it is joined with the other half of a love seat. */
  joined: 'left' | 'right' | null;
};

export type PlanRow = { name: string; spots: readonly Spot[]; start: Point; end: Point };

/** A screen (auditorium), drawn: never mirrored, whatever the direction of writing. */
export type Plan = {
  width: number;
  height: number;
  spots: readonly Spot[];
  byId: ReadonlyMap<SeatId, Spot>;
  /** From the front to the back; only rows that have seats. */
  rows: readonly PlanRow[];
  canvas: { left: Point; right: Point };
};

/** Lays a screen out on paper: columns along arcs round the canvas, as bent as `screen.curve` says. */
export function planOf(screen: Screen): Plan {
  invariant(screen.seats.length > 0, 'a screen has seats');
  const columns = screen.seats.map((seat) => seat.column);
  const first = Math.min(...columns);
  const last = Math.max(...columns);
  const middle = (first + last) / 2;
  const half = ((last - first) / 2) * COLUMN_UNITS + labelUnits(last - first + 1);
  const place = arcs(half, screen.curve);

  const seatsByRow = new Map<string, Seat[]>();
  for (const seat of screen.seats) {
    const row = seatsByRow.get(seat.row);
    if (row) row.push(seat);
    else seatsByRow.set(seat.row, [seat]);
  }
  const names = [...new Set([...screen.rows, ...seatsByRow.keys()])];
  const byId = new Map(screen.seats.map((seat) => [seat.id, seat]));
  const rows = names.flatMap((name, rowIndex): PlanRow[] => {
    const seats = seatsByRow.get(name) ?? [];
    if (seats.length === 0) return [];
    const spots = [...seats]
      .sort((a, b) => a.column - b.column)
      .map((seat) => ({
        ...place((seat.column - middle) * COLUMN_UNITS, rowIndex),
        seat,
        rowIndex,
        joined: joinedSide(seat, byId),
      }));
    return [{ name, spots, start: place(-half, rowIndex), end: place(half, rowIndex) }];
  });
  return onPaper(rows, half);
}

/** Where a place `along` units right of the middle lies in a row; rows further back lie on wider arcs. */
function arcs(half: number, curve: number): (along: number, rowIndex: number) => Point & { turn: number } {
  if (curve === 0) return (along, rowIndex) => ({ x: along, y: rowIndex * ROW_UNITS, turn: 0 });
  const front = half / ((curve / 100) * TURN_MAX);
  return (along, rowIndex) => {
    const radius = front + rowIndex * ROW_UNITS;
    const angle = along / radius;
    return {
      x: radius * Math.sin(angle),
      y: rowIndex * ROW_UNITS - radius * (1 - Math.cos(angle)),
      turn: -(angle * 180) / Math.PI,
    };
  };
}

function joinedSide(seat: Seat, byId: ReadonlyMap<SeatId, Seat>): Spot['joined'] {
  const partner = seat.partner === undefined ? undefined : byId.get(seat.partner);
  if (!partner || partner.row !== seat.row || Math.abs(partner.column - seat.column) !== 1) return null;
  return partner.column > seat.column ? 'right' : 'left';
}

/** Puts the canvas above the rows and moves everything to positive coordinates. */
function onPaper(rows: readonly PlanRow[], half: number): Plan {
  const spots = rows.flatMap((row) => row.spots);
  const points = [...spots, ...rows.flatMap((row) => [row.start, row.end])];
  const reach = half * SCREEN_SHARE;
  // The canvas may stand between the forward ends of a curved plan, but clear of every seat below it.
  const belowIt = spots.filter((spot) => Math.abs(spot.x) < reach + COLUMN_UNITS);
  const canvasY = Math.min(...(belowIt.length > 0 ? belowIt : spots).map((spot) => spot.y)) - STAGE_UNITS;
  const left = Math.min(-reach, ...points.map((point) => point.x)) - MARGIN_UNITS;
  const right = Math.max(reach, ...points.map((point) => point.x)) + MARGIN_UNITS;
  const top = Math.min(canvasY, ...points.map((point) => point.y - ROW_UNITS / 2)) - MARGIN_UNITS;
  const bottom = Math.max(...points.map((point) => point.y)) + ROW_UNITS / 2 + MARGIN_UNITS;
  const moved = <P extends Point>(point: P): P => ({ ...point, x: point.x - left, y: point.y - top });
  const movedRows = rows.map((row) => ({
    name: row.name,
    spots: row.spots.map(moved),
    start: moved(row.start),
    end: moved(row.end),
  }));
  const movedSpots = movedRows.flatMap((row) => row.spots);
  return {
    width: right - left,
    height: bottom - top,
    rows: movedRows,
    spots: movedSpots,
    byId: new Map(movedSpots.map((spot) => [spot.seat.id, spot])),
    canvas: { left: moved({ x: -reach, y: canvasY }), right: moved({ x: reach, y: canvasY }) },
  };
}

/** The seat under a finger: the nearest one, if the point is within its place. Points are on the plan. */
export function seatAt(plan: Plan, point: Point): SeatId | null {
  let nearest: Spot | null = null;
  let best = (ROW_UNITS * 0.6) ** 2;
  for (const spot of plan.spots) {
    const distance = (spot.x - point.x) ** 2 + (spot.y - point.y) ** 2;
    if (distance < best) {
      best = distance;
      nearest = spot;
    }
  }
  return nearest?.seat.id ?? null;
}

/** Seats side by side in one row, in order: what is outlined as one. */
export function runsOf(plan: Plan, seatIds: readonly SeatId[]): readonly (readonly Spot[])[] {
  const wanted = new Set(seatIds);
  return plan.rows.flatMap((row) => {
    const runs: Spot[][] = [];
    for (const spot of row.spots) {
      if (!wanted.has(spot.seat.id)) continue;
      const run = runs.at(-1);
      if (run?.at(-1)?.seat.column === spot.seat.column - 1) run.push(spot);
      else runs.push([spot]);
    }
    return runs;
  });
}
