import { expect, test } from 'vitest';
import { placed, placedPoint } from './placed.ts';
import { PLACE_SHAPE, seatShape } from './shapes.ts';

test('[MAP14] a drawing is moved and turned to its seat’s place', () => {
  expect(placed('M1 0H3V2Q4 2 4 4Z', { x: 10, y: 20, turn: 0 })).toBe('M11 20L13 20L13 22Q14 22 14 24Z');
  expect(placed('M1 0H3V2', { x: 10, y: 20, turn: 90 })).toBe('M10 21L10 23L8 23');
  expect(placed('M0 0A2 2 0 1 0 1 0Z', { x: 5, y: 5, turn: 180 })).toBe('M5 5A2 2 0 1 0 4 5Z');
  expect(placedPoint({ x: 0, y: -3 }, { x: 10, y: 20, turn: 90 })).toEqual({ x: 13, y: 20 });
});

test('[MAP14] every seat shape keeps all its strokes', () => {
  for (const shape of [seatShape('vip', null), seatShape('recliner', 'left'), PLACE_SHAPE]) {
    for (const d of [shape.cushion, shape.back]) {
      const strokes = (text: string): number => (text.match(/[MLHVQAZ]/g) ?? []).length;
      expect(strokes(placed(d, { x: 3, y: 4, turn: 12 }))).toBe(strokes(d));
    }
  }
});
