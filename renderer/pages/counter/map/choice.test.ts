import { describe, expect, test } from 'vitest';
import { Screen } from '#shared/wire/catalog.ts';
import { SeatId } from '#shared/wire/scalars.ts';
import { seatsInWords, tapSeat } from './choice.ts';

const SCREEN = Screen.parse({
  id: 'h1',
  cinemaId: 'c1',
  name: 'Screen 1',
  rows: ['E', 'F'],
  curve: 0,
  cleaningMinutes: 15,
  seats: [
    ...[1, 2, 3, 4, 6].map((n) => ({ id: `E${n}`, row: 'E', column: n, label: `${n}`, type: 'regular' })),
    { id: 'F1', row: 'F', column: 1, label: '1', type: 'regular', wheelchair: true },
    { id: 'F2', row: 'F', column: 2, label: '2', type: 'premium', partner: 'F3' },
    { id: 'F3', row: 'F', column: 3, label: '3', type: 'premium', partner: 'F2' },
  ],
});
const id = (text: string): SeatId => SeatId.parse(text);
const adult = (text: string) => ({ seatId: id(text), ticketType: 'adult' as const });
const tap = (seatId: string, over: Partial<Parameters<typeof tapSeat>[0]> = {}) =>
  tapSeat({
    screen: SCREEN,
    order: [],
    seatId: id(seatId),
    ticketType: 'adult',
    isFree: () => true,
    wheelchairSettled: false,
    ...over,
  });

describe('a tap on the map', () => {
  test('[CTR10] takes a free seat', () => {
    expect(tap('E1')).toEqual({ kind: 'change', seats: [adult('E1')] });
  });
  test('[CTR10] a second tap gives it back, the others stay', () => {
    expect(tap('E1', { order: [adult('E1'), adult('E2')] })).toEqual({
      kind: 'change',
      seats: [adult('E2')],
    });
  });
  test('[CTR10] a seat somebody else has is not asked for', () => {
    expect(tap('E1', { isFree: () => false })).toEqual({ kind: 'nothing' });
  });
  test('[CTR11] a love seat comes and goes as a pair', () => {
    const both = [adult('F2'), adult('F3')];
    expect(tap('F2')).toEqual({ kind: 'change', seats: both });
    expect(tap('F3', { order: both })).toEqual({ kind: 'change', seats: [] });
    expect(tap('F2', { isFree: (seatId) => seatId !== 'F3' })).toEqual({ kind: 'nothing' });
  });
  test('[CTR12] a wheelchair place is asked about before others get it', () => {
    expect(tap('F1')).toEqual({ kind: 'ask-wheelchair', seatIds: [id('F1')] });
    expect(tap('F1', { ticketType: 'disabled' }).kind).toBe('change');
    expect(tap('F1', { wheelchairSettled: true }).kind).toBe('change');
  });
  test('[CTR10] an order has at most twenty seats', () => {
    const order = Array.from({ length: 20 }, (_, n) => adult(`X${n}`));
    expect(tap('E1', { order })).toEqual({ kind: 'too-many' });
  });
});

test.each([
  [['E1'], 'E1'],
  [['E2', 'E1'], 'E1, E2'],
  [['E3', 'E1', 'E2'], 'E1–E3'],
  [['E6', 'E4', 'E3', 'E2', 'F1'], 'E2–E4, E6, F1'],
  [[], ''],
])('[CTR13] %j is said as %j', (seats, words) => {
  expect(seatsInWords(SCREEN, seats.map(id))).toBe(words);
});
