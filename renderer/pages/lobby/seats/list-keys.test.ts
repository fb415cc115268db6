import { expect, test } from 'vitest';
import { SeatId } from '#shared/wire/scalars.ts';
import { seatAfter } from './list-keys.ts';

const ROWS = [['A1', 'A2', 'A3'], [], ['C1', 'C2']].map((row) => row.map((id) => SeatId.parse(id)));

test.each([
  ['A1', 'ArrowRight', 'A2'],
  ['A3', 'ArrowRight', null],
  ['A2', 'ArrowLeft', 'A1'],
  ['A2', 'ArrowDown', 'C2'],
  ['A3', 'ArrowDown', 'C2'],
  ['C1', 'ArrowUp', 'A1'],
  ['A1', 'ArrowUp', null],
  ['C2', 'ArrowDown', null],
  ['A2', 'Home', 'A1'],
  ['A1', 'End', 'A3'],
  ['A1', 'Enter', null],
])('[LOB10] in the list, %s and %s lead to %s', (from, key, to) => {
  expect(seatAfter(ROWS, SeatId.parse(from), key, 'ArrowRight')).toBe(to);
});

test('[LOB10] where rows are read from the right, the left arrow leads on', () => {
  const [first = SeatId.parse('A1')] = ROWS[0] ?? [];
  expect(seatAfter(ROWS, first, 'ArrowLeft', 'ArrowLeft')).toBe('A2');
  expect(seatAfter(ROWS, first, 'ArrowRight', 'ArrowLeft')).toBeNull();
});
