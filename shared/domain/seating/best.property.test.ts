import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { Seat } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { type BestQuery, bestAvailable } from './best.ts';
import { type Drawn, drawn } from './drawn.fixture.ts';

/**
 * The rules once more, in the plainest way: every block of every stretch, every way to put up to four of them
 * together, each judged by going over its seats. Slow, and therefore right.
 */
type Block = { readonly row: number; readonly stretch: number; readonly seats: readonly Seat[] };
type Judged = { readonly parts: number; readonly cost: number };

const PARTS_MAX = 4;

function bruteForce(layout: Drawn, party: { size: number; children: number }): Judged | null {
  const adults = party.children === 0 ? party.size : party.size - party.children;
  const blocks = allBlocks(layout, party.size);
  for (let parts = 1; parts <= Math.min(PARTS_MAX, Math.max(1, adults)); parts++) {
    const costs = arrangements(blocks, party.size, parts).map((chosen) => costOf(layout, chosen));
    if (costs.length > 0) return { parts, cost: Math.min(...costs) };
  }
  return null;
}

function allBlocks(layout: Drawn, size: number): Block[] {
  const blocks: Block[] = [];
  let stretch = 0;
  for (const [row, name] of layout.screen.rows.entries()) {
    const open = layout.screen.seats.filter((seat) => seat.row === name && isOpen(layout, seat));
    for (const [at, first] of open.entries()) {
      if (open[at - 1]?.column !== first.column - 1) stretch++;
      const seats: Seat[] = [];
      for (const seat of open.slice(at, at + size)) {
        if (seat.column !== first.column + seats.length) break;
        seats.push(seat);
        const ids = new Set(seats.map(({ id }) => id));
        if (seats.every(({ partner }) => partner === undefined || ids.has(partner))) {
          blocks.push({ row, stretch, seats: [...seats] });
        }
      }
    }
  }
  return blocks;
}

function isOpen(layout: Drawn, seat: Seat): boolean {
  const { partner } = seat;
  if (!layout.isFree(seat.id) || (partner !== undefined && !layout.isFree(partner))) return false;
  return !seat.house && !seat.broken && !seat.wheelchair && !seat.companion;
}

function arrangements(blocks: readonly Block[], size: number, parts: number): Block[][] {
  const extend = (chosen: Block[], from: number, left: number): Block[][] => {
    if (chosen.length === parts) return left === 0 ? [chosen] : [];
    const last = chosen.at(-1);
    return blocks.slice(from).flatMap((block, at) => {
      if (block.seats.length > left) return [];
      if (last !== undefined && (block.stretch === last.stretch || block.row > last.row + 1)) return [];
      return extend([...chosen, block], from + at + 1, left - block.seats.length);
    });
  };
  return extend([], 0, size);
}

function costOf(layout: Drawn, parts: readonly Block[]): number {
  const columns = layout.screen.seats.map(({ column }) => column);
  const centre = (Math.min(...columns) + Math.max(...columns)) / 2;
  const sweetRow = Math.round((layout.screen.rows.length - 1) * 0.65);
  let cost = 0;
  for (const { row, seats } of parts) {
    if (parts.length > 1 && seats.length === 1) cost += 1e13;
    cost += 1e12 * singlesBeside(layout, seats);
    for (const [at, seat] of seats.entries()) {
      const along = (row - sweetRow) * (row < sweetRow ? 3 : 2);
      cost += 400 * ((seat.column - centre) ** 2 + along ** 2) + (seat.restrictedView ? 50_000 : 0);
      if (at > 0 && seats[at - 1]?.type !== seat.type) cost += 120_000;
    }
  }
  const middles = parts.map(({ seats }) => seats[Math.floor((seats.length - 1) / 2)]?.column ?? 0);
  const spreads = columns.map((column) =>
    middles.reduce((sum, middle) => sum + Math.abs(middle - column), 0),
  );
  return cost + (parts.length > 1 ? 4_000 * Math.min(...spreads) : 0);
}

function singlesBeside(layout: Drawn, seats: readonly Seat[]): number {
  const ids = new Set(seats.map(({ id }) => id));
  const isFree = (row: string, column: number) =>
    layout.screen.seats.some(
      (seat) =>
        seat.row === row &&
        seat.column === column &&
        !ids.has(seat.id) &&
        layout.isFree(seat.id) &&
        !seat.house &&
        !seat.broken,
    );
  const neighbours = [(seats[0]?.column ?? 0) - 1, (seats.at(-1)?.column ?? 0) + 1];
  const row = seats[0]?.row ?? '';
  return layout.screen.seats.filter(
    (seat) =>
      seat.row === row &&
      neighbours.includes(seat.column) &&
      isFree(row, seat.column) &&
      !seat.wheelchair &&
      !seat.companion &&
      !isFree(row, seat.column - 1) &&
      !isFree(row, seat.column + 1),
  ).length;
}

function partsOf(layout: Drawn, seatIds: readonly SeatId[]): Block[] {
  const blocks: Block[] = [];
  for (const id of seatIds) {
    const seat = layout.screen.seats.find((candidate) => candidate.id === id);
    if (seat === undefined) throw new Error(`${id} is not in the screen`);
    const last = blocks.at(-1);
    const end = last?.seats.at(-1);
    if (last !== undefined && end?.row === seat.row && end.column + 1 === seat.column) {
      blocks[blocks.length - 1] = { ...last, seats: [...last.seats, seat] };
    } else {
      blocks.push({ row: layout.screen.rows.indexOf(seat.row), stretch: blocks.length, seats: [seat] });
    }
  }
  return blocks;
}

const sign = fc.oneof(
  { weight: 8, arbitrary: fc.constant('.') },
  { weight: 6, arbitrary: fc.constant('x') },
  { weight: 4, arbitrary: fc.constantFrom('P', ' ', 'W', 'C', 'R', 'H', 'B', 'LL') },
);
const layouts = (rowsMax: number, seatsMax: number) =>
  fc
    .array(fc.array(sign, { minLength: 1, maxLength: seatsMax }), { minLength: 1, maxLength: rowsMax })
    .map((rows) => drawn(...rows.map((signs) => signs.join(''))))
    .filter(({ screen }) => screen.seats.length > 0);

const query = (layout: Drawn, party: BestQuery['party']): BestQuery => ({
  screen: layout.screen,
  isFree: layout.isFree,
  party,
  keepAccessibleFree: true,
});

test.prop([layouts(4, 7), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 6 })], { numRuns: 600 })(
  '[SEA1] [SEA2] [SEA3] [SEA4] no way of seating a party beats the one found',
  (layout, size, children) => {
    const party = { size, children: Math.min(children, size) };
    const expected = bruteForce(layout, party);
    const found = bestAvailable(query(layout, party));
    if (expected === null || found === null) {
      expect(found).toBe(expected);
      return;
    }
    const parts = partsOf(layout, found.seatIds);
    expect(parts.length).toBe(expected.parts);
    expect(costOf(layout, parts)).toBeCloseTo(expected.cost, 3);
  },
);

test.prop([layouts(6, 12), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 2 }), fc.boolean()], {
  numRuns: 500,
})(
  '[SEA1] [SEA5] [SEA6] only free seats are found, each once, whoever comes',
  (layout, size, wheels, keep) => {
    const wheelchairs = Math.min(wheels, size);
    const found = bestAvailable({ ...query(layout, { size, wheelchairs }), keepAccessibleFree: keep });
    if (found === null) return;
    const chosen = new Set(found.seatIds);
    const seats = layout.screen.seats.filter(({ id }) => chosen.has(id));
    expect(seats).toHaveLength(size);
    const places = seats.filter((seat) => seat.wheelchair).length;
    const beside = seats.filter((seat) => seat.companion).length;
    expect(places).toBeGreaterThanOrEqual(wheelchairs);
    if (keep) {
      expect([places, beside <= wheelchairs]).toEqual([wheelchairs, true]);
      const withPlace = partsOf(layout, found.seatIds).filter((part) =>
        part.seats.some((seat) => seat.wheelchair),
      );
      const around = withPlace.flatMap((part) => part.seats);
      expect(around.filter((seat) => seat.companion)).toHaveLength(beside);
      expect(around.length).toBeGreaterThanOrEqual(wheelchairs + Math.min(wheelchairs, size - wheelchairs));
    }
    for (const seat of seats) {
      expect(layout.isFree(seat.id) && !seat.house && !seat.broken).toBe(true);
      if (seat.partner !== undefined) expect(chosen.has(seat.partner)).toBe(true);
    }
  },
);
