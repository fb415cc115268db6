import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Screen } from '#shared/wire/catalog.ts';
import { SeatId } from '#shared/wire/scalars.ts';
import { firstCursor, type Move, moved } from './moves.ts';
import { COLUMN_UNITS, planOf, runsOf, seatAt } from './plan.ts';

/** A screen from pictures of its rows, front first: `x` a seat, `l` half a love seat (in pairs), `.` a gap. */
function screenOf(rows: readonly string[], curve = 0): Screen {
  const seats = rows.flatMap((picture, index) => {
    const row = String.fromCharCode(65 + index);
    let halves = 0;
    return picture.split('').flatMap((sign, at) => {
      if (sign === '.') return [];
      const seat = { id: `${row}${at + 1}`, row, column: at + 1, label: String(at + 1), type: 'regular' };
      if (sign !== 'l') return [seat];
      halves += 1;
      return [{ ...seat, partner: `${row}${halves % 2 === 1 ? at + 2 : at}` }];
    });
  });
  const names = rows.map((_, index) => String.fromCharCode(65 + index));
  return Screen.parse({ id: 's', cinemaId: 'c', name: 'One', rows: names, curve, seats, cleaningMinutes: 0 });
}

const seat = (id: string): SeatId => SeatId.parse(id);

const anyRow = fc.string({ unit: fc.constantFrom('x', 'x', 'x', '.'), minLength: 1, maxLength: 40 });
const anyScreen = fc
  .tuple(fc.array(anyRow, { minLength: 1, maxLength: 22 }), fc.integer({ min: 0, max: 100 }))
  .filter(([rows]) => rows.some((row) => row.includes('x')))
  .map(([rows, curve]) => screenOf(rows, curve));

test('[MAP1] every seat has a place of its own on paper, clear of every other', () => {
  fc.assert(
    fc.property(anyScreen, (screen) => {
      const plan = planOf(screen);
      expect(plan.spots).toHaveLength(screen.seats.length);
      for (const [index, spot] of plan.spots.entries()) {
        expect(spot.x > 0 && spot.x < plan.width && spot.y > 0 && spot.y < plan.height).toBe(true);
        for (const other of plan.spots.slice(index + 1)) {
          expect(Math.hypot(spot.x - other.x, spot.y - other.y)).toBeGreaterThan(COLUMN_UNITS * 0.95);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('[MAP2] the auditorium is drawn as it is: columns from left to right, the front row next to the canvas', () => {
  fc.assert(
    fc.property(anyScreen, (screen) => {
      const plan = planOf(screen);
      for (const row of plan.rows) {
        const xs = row.spots.map((spot) => spot.x);
        expect(xs).toEqual(xs.toSorted((a, b) => a - b));
        expect(row.spots.map((spot) => spot.seat.column)).toEqual(
          row.spots.map((spot) => spot.seat.column).toSorted((a, b) => a - b),
        );
      }
      const under = plan.spots.filter((spot) => spot.x > plan.canvas.left.x && spot.x < plan.canvas.right.x);
      for (const spot of under) expect(spot.y).toBeGreaterThan(plan.canvas.left.y);
    }),
    { numRuns: 40 },
  );
});

test('[MAP2] a straight screen is straight, a curved one turns its seats to the canvas', () => {
  const straight = planOf(screenOf(['xxxx', 'xxxx']));
  expect(new Set(straight.rows[0]?.spots.map((spot) => spot.y)).size).toBe(1);
  const curved = planOf(screenOf(['xxxx', 'xxxx'], 80));
  const [first, , , last] = curved.rows[0]?.spots ?? [];
  expect(first?.turn).toBeGreaterThan(0);
  expect(last?.turn).toBeCloseTo(-(first?.turn ?? 0));
  expect(first?.y).toBeCloseTo(last?.y ?? 0);
});

const walk = (screen: Screen, from: string, moves: readonly Move[]): string => {
  const plan = planOf(screen);
  const start = { seatId: seat(from), wantedX: plan.byId.get(seat(from))?.x ?? 0 };
  return moves.reduce((cursor, move) => moved(plan, cursor, move), start).seatId;
};

test.each<[string, string, Move[], string]>([
  ['over an aisle', 'A2', ['right'], 'A4'],
  ['not past the end', 'A5', ['right'], 'A5'],
  ['to the nearest seat behind', 'A5', ['down'], 'B4'],
  ['back to its own column after a short row', 'A5', ['down', 'down'], 'C5'],
  ['a step aside gives the column up', 'A5', ['down', 'left', 'down'], 'C3'],
  ['not past the front', 'A1', ['up'], 'A1'],
  ['to the start of the row', 'C4', ['row-start'], 'C1'],
  ['to the end of the row', 'C2', ['row-end'], 'C5'],
  ['to the back', 'A4', ['back'], 'C4'],
  ['to the front', 'C3', ['front'], 'A2'],
])('[MAP3] arrows move over the seats as they lie: %s', (_, from, moves, to) => {
  expect(walk(screenOf(['xx.xx', '.xxx.', 'xxxxx']), from, moves)).toBe(to);
});

test('[MAP3] every seat can be reached from every other, and left undoes right', () => {
  fc.assert(
    fc.property(anyScreen, (screen) => {
      const plan = planOf(screen);
      const start = firstCursor(plan);
      expect(start).not.toBeNull();
      if (!start) return;
      const front = moved(plan, moved(plan, start, 'front'), 'row-start');
      const reached = new Set<SeatId>();
      let row = front;
      for (let rows = 0; rows < plan.rows.length; rows += 1) {
        let cursor = moved(plan, row, 'row-start');
        for (let step = 0; step < 41; step += 1) {
          reached.add(cursor.seatId);
          const next = moved(plan, cursor, 'right');
          if (next.seatId !== cursor.seatId) expect(moved(plan, next, 'left').seatId).toBe(cursor.seatId);
          cursor = next;
        }
        row = moved(plan, row, 'down');
      }
      expect(reached.size).toBe(screen.seats.length);
    }),
    { numRuns: 40 },
  );
});

test('[MAP4] a press between seats means the nearest one; far from all of them it means none', () => {
  const plan = planOf(screenOf(['xx..xx']));
  const spot = plan.byId.get(seat('A2'));
  expect(seatAt(plan, { x: (spot?.x ?? 0) + 10, y: (spot?.y ?? 0) - 6 })).toBe('A2');
  expect(seatAt(plan, { x: plan.width / 2, y: spot?.y ?? 0 })).toBeNull();
});

test('[MAP5] love seats are joined with their neighbour, and with nobody else', () => {
  const plan = planOf(screenOf(['.ll.x', 'xxxxx']));
  expect(plan.spots.map((spot) => spot.joined).slice(0, 3)).toEqual(['right', 'left', null]);
  const apart = screenOf(['x.x']);
  const far = apart.seats.map((one) => (one.id === 'A1' ? { ...one, partner: seat('A3') } : one));
  expect(planOf({ ...apart, seats: far }).spots.every((spot) => spot.joined === null)).toBe(true);
});

test('[MAP6] proposed seats are outlined as one band where they lie side by side', () => {
  const plan = planOf(screenOf(['xxxxx', 'xxxxx']));
  const bands = runsOf(plan, ['A2', 'A3', 'A5', 'B1', 'Z9'].map(seat));
  expect(bands.map((band) => band.map((spot) => spot.seat.id))).toEqual([['A2', 'A3'], ['A5'], ['B1']]);
});
