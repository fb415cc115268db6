import { invariant } from '#shared/domain/invariant.ts';
import type { Chance } from '../chance.ts';
import type { Plan } from './plan.ts';

/** Room for a wheelchair place, its companion and somebody else. */
const ROW_SEATS_MIN = 3;
const ROWS_MAX = 100;
/** Row letters; I and O read like digits. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** `A` for the front row; after `Z` come `AA`, `BB` and so on. */
export function rowName(index: number): string {
  return LETTERS.charAt(index % LETTERS.length).repeat(1 + Math.floor(index / LETTERS.length));
}

/** How many seats each row has, front to back: the sum is exactly `seats`. */
export function rowSizes(plan: Plan, seats: number, chance: Chance): number[] {
  const sizes = fewestRowsFor(plan, seats);
  let excess = sizes.reduce((sum, size) => sum + size, 0) - seats;
  // The excess leaves one row after the other, which is what makes rows uneven.
  let at = chance.int(0, sizes.length - 1);
  for (let step = 0; excess > 0; step += 1) {
    invariant(step < sizes.length * plan.width, 'rows can always shrink to the stated size');
    const size = sizes[at] ?? 0;
    if (size > ROW_SEATS_MIN) {
      sizes[at] = size - 1;
      excess -= 1;
    }
    at = (at + 1) % sizes.length;
  }
  return sizes;
}

function fewestRowsFor(plan: Plan, seats: number): number[] {
  for (let rows = 3; rows <= ROWS_MAX; rows += 1) {
    const sizes = Array.from({ length: rows }, (_, row) => fullSize(plan, row, rows));
    if (sizes.reduce((sum, size) => sum + size, 0) >= seats) return sizes;
  }
  throw new Error(`Invariant broken: ${seats} seats do not fit into ${ROWS_MAX} rows of ${plan.width}`);
}

/** The front is narrower because the screen is near; recliners and the notch take room at the back. */
function fullSize(plan: Plan, row: number, rows: number): number {
  let size = plan.width;
  if (row === 0) size -= Math.round(plan.width * 0.25);
  else if (row === 1) size -= Math.round(plan.width * 0.12);
  else if (row === rows - 1) {
    size -= plan.style === 'recliners-back' ? Math.round(plan.width * 0.2) : 0;
    size = Math.min(size, plan.columns.length - plan.notch.size);
  }
  return Math.max(size, ROW_SEATS_MIN);
}

/** The grid columns of one row, grouped into blocks between aisles; centred, and no seat alone beyond an aisle where that can be helped. */
export function rowBlocks(plan: Plan, size: number, isLast: boolean): number[][] {
  const open = isLast ? plan.columns.filter((column) => !plan.notch.has(column)) : plan.columns;
  const slack = open.length - size;
  invariant(slack >= 0, 'a row never has more seats than columns');
  const centred = Math.floor(slack / 2);
  const offsets = Array.from({ length: slack + 1 }, (_, offset) => offset).sort(
    (a, b) => Math.abs(a - centred) - Math.abs(b - centred),
  );
  for (const offset of offsets) {
    const blocks = intoBlocks(open.slice(offset, offset + size));
    if (blocks.every((block) => block.length > 1)) return blocks;
  }
  return intoBlocks(open.slice(centred, centred + size));
}

function intoBlocks(columns: readonly number[]): number[][] {
  const blocks: number[][] = [];
  for (const column of columns) {
    const block = blocks.at(-1);
    if (block !== undefined && block.at(-1) === column - 1) block.push(column);
    else blocks.push([column]);
  }
  return blocks;
}
