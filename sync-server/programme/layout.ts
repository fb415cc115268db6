import { invariant } from '#shared/domain/invariant.ts';
import { Screen, Seat } from '#shared/wire/catalog.ts';
import type { CinemaId, ScreenId } from '#shared/wire/scalars.ts';
import { chanceFrom } from './chance.ts';
import {
  breakSeats,
  type DraftRow,
  giveTypes,
  placeHouseSeats,
  placeLoveSeats,
  placeWheelchairs,
  restrictViews,
} from './layout/marks.ts';
import { planFor } from './layout/plan.ts';
import { rowBlocks, rowName, rowSizes } from './layout/rows.ts';

export const LAYOUT_SEATS_MIN = 20;
export const LAYOUT_SEATS_MAX = 1_000;

export type Layout = Pick<Screen, 'rows' | 'curve' | 'seats'>;

/**
 * Furnishes an auditorium with exactly `seats` seats (20 to 1,000). The same seed and size always give the same room.
 */
export function layoutFor(seats: number, seed: number): Layout {
  invariant(
    Number.isInteger(seats) && seats >= LAYOUT_SEATS_MIN && seats <= LAYOUT_SEATS_MAX,
    `an auditorium has ${LAYOUT_SEATS_MIN} to ${LAYOUT_SEATS_MAX} seats`,
  );
  const chance = chanceFrom(seed);
  const plan = planFor(seats, chance);
  const sizes = rowSizes(plan, seats, chance);
  const rows = sizes.map((size, index) => draftRow(index, rowBlocks(plan, size, index === sizes.length - 1)));
  giveTypes(plan, rows, chance);
  placeWheelchairs(rows, seats, chance);
  if (plan.loveSeats) placeLoveSeats(rows);
  placeHouseSeats(rows, seats);
  breakSeats(rows, seats, chance);
  restrictViews(rows, seats, chance);
  return {
    rows: rows.map(({ index }) => rowName(index)),
    curve: plan.curve,
    seats: rows.flatMap(({ blocks }) => blocks.flat().map((seat) => Seat.parse({ ...seat, label: seat.id }))),
  };
}

/** A whole screen with a generated layout. */
export function screenWith(q: {
  readonly id: ScreenId;
  readonly cinemaId: CinemaId;
  readonly name: string;
  readonly seats: number;
  readonly seed: number;
  readonly cleaningMinutes: number;
}): Screen {
  const { id, cinemaId, name, cleaningMinutes } = q;
  return Screen.parse({ id, cinemaId, name, cleaningMinutes, ...layoutFor(q.seats, q.seed) });
}

/** Seats are numbered from the left, 1 to the row's last, over aisles and gaps. */
function draftRow(index: number, blocks: readonly (readonly number[])[]): DraftRow {
  const row = rowName(index);
  let number = 0;
  return {
    index,
    blocks: blocks.map((columns) =>
      columns.map((column) => {
        number += 1;
        return { id: `${row}${number}`, row, column, type: 'regular' };
      }),
    ),
  };
}
