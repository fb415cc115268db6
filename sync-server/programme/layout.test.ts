import { fc, test as prop } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { Screen, type Seat } from '#shared/wire/catalog.ts';
import { CinemaId, ScreenId } from '#shared/wire/scalars.ts';
import { LAYOUT_SEATS_MAX, LAYOUT_SEATS_MIN, layoutFor, screenWith } from './layout.ts';

const room = { seats: fc.integer({ min: LAYOUT_SEATS_MIN, max: LAYOUT_SEATS_MAX }), seed: fc.nat() };
const sizes = { seats: fc.integer({ min: 40, max: 420 }), seed: fc.nat() };
const RUNS = { numRuns: 150 };

const beside = (a: Seat, b: Seat): boolean => a.row === b.row && Math.abs(a.column - b.column) === 1;

describe('every room, whatever its seed', () => {
  prop.prop(room, RUNS)('[LAY1] has exactly the stated number of seats', ({ seats, seed }) => {
    expect(layoutFor(seats, seed).seats).toHaveLength(seats);
  });

  prop.prop(room, RUNS)('[LAY2] names each seat once and gives it a place of its own', ({ seats, seed }) => {
    const layout = layoutFor(seats, seed);
    const distinct = (of: (seat: Seat) => string): number => new Set(layout.seats.map(of)).size;
    expect(distinct((seat) => seat.id)).toBe(seats);
    expect(distinct((seat) => seat.label)).toBe(seats);
    expect(distinct((seat) => `${seat.row}/${seat.column}`)).toBe(seats);
    expect(new Set(layout.rows).size).toBe(layout.rows.length);
    expect(new Set(layout.seats.map((seat) => seat.row))).toEqual(new Set(layout.rows));
  });

  prop.prop(room, RUNS)(
    '[LAY3] puts each companion beside a wheelchair place and the reverse',
    ({ seats, seed }) => {
      const layout = layoutFor(seats, seed);
      const places = layout.seats.filter((seat) => seat.wheelchair);
      const companions = layout.seats.filter((seat) => seat.companion);
      expect(places.length).toBeGreaterThan(0);
      expect(companions).toHaveLength(places.length);
      for (const seat of companions) expect(places.some((place) => beside(place, seat))).toBe(true);
      for (const place of places) expect(companions.some((seat) => beside(place, seat))).toBe(true);
      for (const seat of [...places, ...companions]) expect(seat.house ?? seat.broken).toBeUndefined();
    },
  );

  prop.prop(room, RUNS)(
    '[LAY4] joins love seats two by two, side by side, in the last row',
    ({ seats, seed }) => {
      const layout = layoutFor(seats, seed);
      const byId = new Map(layout.seats.map((seat) => [seat.id, seat]));
      for (const seat of layout.seats.filter(({ partner }) => partner !== undefined)) {
        const partner = seat.partner === undefined ? undefined : byId.get(seat.partner);
        expect(partner?.partner).toBe(seat.id);
        expect(partner && beside(seat, partner)).toBe(true);
        expect(seat.row).toBe(layout.rows.at(-1));
      }
    },
  );

  prop.prop(room, RUNS)(
    '[LAY5] is a valid screen, and the same again from the same seed',
    ({ seats, seed }) => {
      const q = {
        id: ScreenId.parse('s1'),
        cinemaId: CinemaId.parse('c1'),
        name: 'Screen 1',
        seats,
        seed,
        cleaningMinutes: 15,
      };
      const screen = screenWith(q);
      expect(Screen.parse(screen)).toEqual(screen);
      expect(screenWith(q)).toEqual(screen);
    },
  );

  prop.prop(sizes, RUNS)(
    '[LAY6] has a front row shorter than its longest and house seats',
    ({ seats, seed }) => {
      const layout = layoutFor(seats, seed);
      const lengths = layout.rows.map((row) => layout.seats.filter((seat) => seat.row === row).length);
      expect(lengths[0]).toBeLessThan(Math.max(...lengths));
      expect(layout.seats.filter((seat) => seat.house)).toHaveLength(seats >= 250 ? 4 : 2);
    },
  );
});

test('[LAY7] a hundred rooms show every kind of seat and mark, and aisles', () => {
  const layouts = Array.from({ length: 100 }, (_, at) => layoutFor(40 + at * 3, at));
  const seats = layouts.flatMap((layout) => layout.seats);
  expect(new Set(seats.map((seat) => seat.type))).toEqual(new Set(['regular', 'premium', 'vip', 'recliner']));
  for (const mark of ['wheelchair', 'companion', 'restrictedView', 'house', 'broken', 'partner'] as const) {
    expect(
      seats.some((seat) => seat[mark] !== undefined),
      mark,
    ).toBe(true);
  }
  const withAisle = layouts.filter((layout) => {
    const columns = new Set(layout.seats.map((seat) => seat.column));
    return columns.size < Math.max(...columns);
  });
  expect(withAisle.length).toBeGreaterThan(50);
});
