import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameJson, withSameParts } from '#shared/domain/equal.ts';

test('[REP12] what did not change in a document stays the same object, however deep, and nothing else is changed', () => {
  const before = {
    id: 'b',
    price: { total: 5, lines: [{ seat: 'F1' }, { seat: 'F2' }] },
    seats: ['F1', 'F2'],
  };
  const now = { id: 'b', price: { total: 6, lines: [{ seat: 'F1' }, { seat: 'G2' }] }, seats: ['F1', 'F2'] };
  const mixed = withSameParts(before, now);
  expect(mixed).toEqual(now);
  expect(mixed.seats).toBe(before.seats);
  expect(mixed.price.lines[0]).toBe(before.price.lines[0]);
  expect(mixed.price.lines[1]).not.toBe(before.price.lines[1]);
  expect(withSameParts(before, structuredClone(before))).toBe(before);
});

test('[REP12] any two documents: the result says what the newer one says, and neither of them is touched', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, now) => {
      const [beforeText, nowText] = [JSON.stringify(before), JSON.stringify(now)];
      const mixed = withSameParts(before, now);
      expect(sameJson(mixed, now)).toBe(true);
      expect([JSON.stringify(before), JSON.stringify(now)]).toEqual([beforeText, nowText]);
    }),
  );
});
