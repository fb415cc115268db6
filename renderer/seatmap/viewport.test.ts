import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anchorOf, fitScale, revealed, settled, ZOOM_MAX, zoomedAt } from './viewport.ts';

const size = fc.record({
  width: fc.integer({ min: 50, max: 2000 }),
  height: fc.integer({ min: 50, max: 2000 }),
});
const point = fc.record({ x: fc.integer({ min: -500, max: 2000 }), y: fc.integer({ min: -500, max: 2000 }) });
const view = fc.record({
  x: fc.integer({ min: -3000, max: 3000 }),
  y: fc.integer({ min: -3000, max: 3000 }),
  zoom: fc.double({ min: 1, max: ZOOM_MAX, noNaN: true }),
});

test('[MAP7] the whole map fits its box before anybody zooms', () => {
  fc.assert(
    fc.property(size, size, (plan, box) => {
      const scale = fitScale(plan, box);
      if (scale > 0.05) {
        expect(plan.width * scale).toBeLessThanOrEqual(box.width + 1e-6);
        expect(plan.height * scale).toBeLessThanOrEqual(box.height + 1e-6);
      }
    }),
  );
});

test('[MAP7] zooming keeps the point under the finger', () => {
  fc.assert(
    fc.property(view, point, fc.double({ min: 0.2, max: 5, noNaN: true }), (before, at, factor) => {
      const after = zoomedAt(before, factor, at);
      expect((at.x - after.x) / after.zoom).toBeCloseTo((at.x - before.x) / before.zoom, 6);
      expect(after.zoom).toBeGreaterThanOrEqual(1);
      expect(after.zoom).toBeLessThanOrEqual(ZOOM_MAX);
    }),
  );
});

test('[MAP7] the map never leaves its box: centred while smaller, without a gap while larger', () => {
  fc.assert(
    fc.property(view, size, size, (any, sheet, box) => {
      const { x, zoom } = settled(any, sheet, box);
      const width = sheet.width * zoom;
      if (width <= box.width) expect(x).toBeCloseTo((box.width - width) / 2);
      else {
        expect(x).toBeLessThanOrEqual(0);
        expect(x + width).toBeGreaterThanOrEqual(box.width - 1e-6);
      }
    }),
  );
});

test('[MAP8] the seat the keyboard stands on is brought into view, and a map that shows it already stays', () => {
  fc.assert(
    fc.property(view, point, size, (any, at, box) => {
      const { x, y, zoom } = revealed(any, at, box, 20);
      expect(at.x * zoom + x).toBeGreaterThanOrEqual(Math.min(20, box.width / 2) - 1e-6);
      expect(at.y * zoom + y).toBeLessThanOrEqual(box.height - Math.min(20, box.height / 2) + 1e-6);
      expect(revealed({ x, y, zoom }, at, box, 20)).toEqual({ x, y, zoom });
    }),
  );
});

test.each([
  [{ x: 10, y: 10 }, 'below', 'start'],
  [{ x: 50, y: 90 }, 'above', 'center'],
  [{ x: 90, y: 50 }, 'above', 'end'],
])('[MAP9] a note at %j lies %s, aligned to the %s', (at, side, align) => {
  expect(anchorOf(at, { width: 100, height: 100 })).toEqual({ side, align });
});
