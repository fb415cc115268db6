import type { SeatType } from '#shared/wire/catalog.ts';
import type { Chance } from '../chance.ts';
import type { Plan } from './plan.ts';

/** A seat while its auditorium is being furnished. */
export type DraftSeat = {
  readonly id: string;
  readonly row: string;
  readonly column: number;
  type: SeatType;
  wheelchair?: true;
  companion?: true;
  restrictedView?: true;
  house?: true;
  broken?: true;
  partner?: string;
};

/** One row, front to back position `index` of `rows`; its seats in blocks between aisles. */
export type DraftRow = { readonly index: number; readonly blocks: readonly (readonly DraftSeat[])[] };

/** Where the picture is best, as shares of the depth (front 0, back 1) and of the width. */
const SWEET_DEPTH = [0.48, 0.76] as const;
const SWEET_HALF_WIDTH = 0.28;

const isPlain = (seat: DraftSeat): boolean =>
  !seat.wheelchair && !seat.companion && !seat.house && !seat.broken && seat.partner === undefined;

export function giveTypes(plan: Plan, rows: readonly DraftRow[], chance: Chance): void {
  const middle = ((plan.columns.at(0) ?? 1) + (plan.columns.at(-1) ?? 1)) / 2;
  const span = plan.columns.at(-1) ?? 1;
  const specialRows = rows.length >= 10 && chance.maybe(0.5) ? 2 : 1;
  const lastSweet = Math.round(SWEET_DEPTH[1] * (rows.length - 1));
  for (const { index, blocks } of rows) {
    const depth = index / (rows.length - 1);
    const isVip = plan.style === 'vip-rows' && index > lastSweet - specialRows && index <= lastSweet;
    for (const seat of blocks.flat()) {
      const central = Math.abs(seat.column - middle) <= span * SWEET_HALF_WIDTH;
      if (plan.style === 'lounge') seat.type = index === 0 ? 'vip' : 'recliner';
      else if (plan.style === 'recliners-back' && index >= rows.length - specialRows) seat.type = 'recliner';
      else if (isVip && central) seat.type = 'vip';
      else if (central && depth >= SWEET_DEPTH[0] && depth <= SWEET_DEPTH[1]) seat.type = 'premium';
    }
  }
}

/** Wheelchair places at the ends of blocks, each with its companion's seat on the inner side. */
export function placeWheelchairs(rows: readonly DraftRow[], seats: number, chance: Chance): void {
  let wanted = seats < 50 ? 1 : Math.min(8, Math.max(2, Math.round(seats / 70)));
  for (const row of accessibleRows(rows, seats, chance)) {
    for (const [place, companion] of endPairs(row)) {
      if (wanted === 0) return;
      place.wheelchair = true;
      companion.companion = true;
      place.type = 'regular';
      companion.type = 'regular';
      wanted -= 1;
    }
  }
}

/** Rows reached without a step: the front, the cross aisle of a larger room, or the back. The best one first. */
function accessibleRows(rows: readonly DraftRow[], seats: number, chance: Chance): DraftRow[] {
  const cross = Math.round((rows.length - 1) * 0.35);
  const first = seats >= 100 && chance.maybe(0.6) ? cross : 0;
  const order = [first, 0, cross, ...rows.keys()];
  return [...new Set(order)].flatMap((index) => rows[index] ?? []);
}

function endPairs({ blocks }: DraftRow): [DraftSeat, DraftSeat][] {
  const pairs: [DraftSeat, DraftSeat][] = [];
  const add = (place: DraftSeat | undefined, companion: DraftSeat | undefined): void => {
    if (place && companion) pairs.push([place, companion]);
  };
  // Outermost ends first: there a wheelchair blocks nobody's way.
  for (const block of blocks.slice(0, 1)) add(block[0], block[1]);
  for (const block of blocks.slice(-1)) if (block.length >= 4) add(block.at(-1), block.at(-2));
  for (const block of blocks.slice(1)) if (block.length >= 4) add(block[0], block[1]);
  for (const block of blocks.slice(0, -1)) if (block.length >= 4) add(block.at(-1), block.at(-2));
  return pairs;
}

/** Joins the seats of the last row two by two; a seat left over in a block stays a single one. */
export function placeLoveSeats(rows: readonly DraftRow[]): void {
  for (const block of rows.at(-1)?.blocks ?? []) {
    for (let at = 0; at + 1 < block.length; at += 2) {
      const [left, right] = [block[at], block[at + 1]];
      if (!left || !right || !isPlain(left) || !isPlain(right)) continue;
      left.partner = right.id;
      right.partner = left.id;
      left.type = 'premium';
      right.type = 'premium';
    }
  }
}

/** House seats beside an aisle at two thirds of the depth, where latecomers of the house disturb nobody. */
export function placeHouseSeats(rows: readonly DraftRow[], seats: number): void {
  let wanted = seats >= 250 ? 4 : 2;
  const start = Math.round((rows.length - 1) * 0.66);
  const order = [...rows.slice(start), ...rows.slice(0, start).reverse()];
  for (const seat of order.flatMap(({ blocks }) => blocks.slice(0, 1).flatMap((b) => b.slice(-2)))) {
    if (wanted === 0) return;
    if (!isPlain(seat)) continue;
    seat.house = true;
    wanted -= 1;
  }
}

export function breakSeats(rows: readonly DraftRow[], seats: number, chance: Chance): void {
  if (!chance.maybe(0.65)) return;
  const whole = rows.flatMap(({ blocks }) => blocks.flat()).filter(isPlain);
  for (let count = seats > 250 ? chance.int(1, 2) : 1; count > 0; count -= 1) {
    const seat = whole[chance.int(0, whole.length - 1)];
    if (seat) seat.broken = true;
  }
}

/** The ends of the front row see the picture at a slant; in some rooms a pillar stands in the way further back. */
export function restrictViews(rows: readonly DraftRow[], seats: number, chance: Chance): void {
  if (seats < 120) return;
  const front = rows[0]?.blocks.flat() ?? [];
  const pillar = chance.maybe(0.3)
    ? (rows[Math.floor(rows.length / 2)]?.blocks.flat().slice(0, 1) ?? [])
    : [];
  for (const seat of [...front.slice(0, 1), ...front.slice(-1), ...pillar]) {
    if (isPlain(seat)) seat.restrictedView = true;
  }
}
