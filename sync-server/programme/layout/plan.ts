import type { Chance } from '../chance.ts';

/** What an auditorium is known for; decides which seat types it has beside the regular ones. */
export type LayoutStyle = 'plain' | 'recliners-back' | 'vip-rows' | 'lounge';

/** An auditorium before it has seats: its width, the grid columns that carry seats, and its special rows. */
export type Plan = {
  readonly style: LayoutStyle;
  /** Seats in a full row. */
  readonly width: number;
  /** Grid columns that may carry a seat; the numbers left out are aisles. */
  readonly columns: readonly number[];
  /** Grid columns of the last row that carry none: a door or the projection window. */
  readonly notch: ReadonlySet<number>;
  readonly loveSeats: boolean;
  /** How much the rows bend, 0 to 100. */
  readonly curve: number;
};

const WIDTH_MIN = 5;
const WIDTH_MAX = 34;
/** Seats in a row per seat in a column: auditoriums are wider than deep. */
const WIDE_RATIO = 1.5;
const LOUNGE_SEATS_MAX = 90;

export function planFor(seats: number, chance: Chance): Plan {
  const width = Math.min(
    WIDTH_MAX,
    Math.max(WIDTH_MIN, Math.round(Math.sqrt(seats * WIDE_RATIO)) + chance.int(-1, 1)),
  );
  const style = styleFor(seats, chance);
  const columns = withAisles(width, chance);
  const loveSeats = style !== 'lounge' && style !== 'recliners-back' && chance.maybe(0.45);
  return {
    style,
    width,
    columns,
    notch: width >= 10 && chance.maybe(0.3) ? middleTwo(columns) : new Set(),
    loveSeats,
    curve: seats < 80 ? chance.int(0, 15) : chance.int(15, 60),
  };
}

function styleFor(seats: number, chance: Chance): LayoutStyle {
  if (seats <= LOUNGE_SEATS_MAX && chance.maybe(0.3)) return 'lounge';
  const draw = chance.next();
  if (draw < 0.4) return 'recliners-back';
  return draw < 0.7 ? 'vip-rows' : 'plain';
}

/** Narrow rooms have their aisle along the wall, wider ones in the middle, the widest have two. */
function withAisles(width: number, chance: Chance): number[] {
  const side = Math.round(width * 0.25);
  let aisleAfter: number[] = [];
  if (width >= 16 && chance.maybe(0.8)) aisleAfter = [side, width - side];
  else if (width >= 9) aisleAfter = [Math.ceil(width / 2)];
  const columns: number[] = [];
  let column = 0;
  for (let seat = 1; seat <= width; seat += 1) {
    column += 1;
    columns.push(column);
    if (aisleAfter.includes(seat)) column += 1;
  }
  return columns;
}

function middleTwo(columns: readonly number[]): ReadonlySet<number> {
  const middle = Math.floor(columns.length / 2);
  return new Set(columns.slice(middle - 1, middle + 1));
}
