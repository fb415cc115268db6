import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeatWish } from '#renderer/commands/context.ts';
import { Screen, type TicketType } from '#shared/wire/catalog.ts';
import { SeatId } from '#shared/wire/scalars.ts';
import { moveSeat } from './move.ts';

const seats = ['A', 'B', 'C'].flatMap((row) =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((column) => ({
    id: `${row}${column}`,
    row,
    column,
    label: `${column}`,
    type: 'regular',
    ...(row === 'A' && (column === 1 || column === 8) ? { wheelchair: true } : {}),
    ...(row === 'A' && (column === 2 || column === 7) ? { companion: true } : {}),
    ...(row === 'C' ? { partner: `C${column % 2 === 0 ? column - 1 : column + 1}` } : {}),
  })),
);
const SCREEN = Screen.parse({
  id: 's1',
  cinemaId: 'c1',
  name: 'Screen 1',
  rows: ['A', 'B', 'C'],
  curve: 0,
  cleaningMinutes: 10,
  seats,
});
const id = (text: string): SeatId => SeatId.parse(text);
const wish = (seat: string, ticketType: TicketType = 'adult'): SeatWish => ({ seatId: id(seat), ticketType });
const press = (
  seat: string,
  order: readonly SeatWish[],
  more: Partial<Parameters<typeof moveSeat>[0]> = {},
) => moveSeat({ screen: SCREEN, order, moving: null, seatId: id(seat), isFree: () => true, ...more });

describe('a press on a seat when seats are held already', () => {
  test('[LOB4] moves whoever was moved longest ago, with their ticket; two presses move two', () => {
    const first = press('B5', [wish('B1'), wish('B2', 'child')]);
    expect(first).toEqual({ kind: 'move', seats: [wish('B2', 'child'), wish('B5')] });
    expect(press('B6', [wish('B2', 'child'), wish('B5')])).toEqual({
      kind: 'move',
      seats: [wish('B5'), wish('B6', 'child')],
    });
  });
  test('[LOB4] on one’s own seat picks it up, and the next press moves that one', () => {
    const order = [wish('B1'), wish('B2')];
    expect(press('B2', order)).toEqual({ kind: 'pick', seatId: id('B2') });
    expect(press('B7', order, { moving: id('B2') })).toEqual({
      kind: 'move',
      seats: [wish('B1'), wish('B7')],
    });
  });
  test('[LOB4] on somebody else’s seat does nothing', () => {
    expect(press('B7', [wish('B1')], { isFree: () => false })).toEqual({ kind: 'nothing' });
  });
  test('[LOB5] wheelchair and companion places stay with whoever came for them', () => {
    expect(press('A8', [wish('B1')])).toEqual({ kind: 'kept-for-wheelchair' });
    expect(press('A7', [wish('B1')])).toEqual({ kind: 'kept-for-wheelchair' });
    const order = [wish('A1', 'disabled'), wish('A2', 'companion')];
    expect(press('A8', order)).toEqual({
      kind: 'move',
      seats: [wish('A2', 'companion'), wish('A8', 'disabled')],
    });
    expect(press('A7', order)).toEqual({
      kind: 'move',
      seats: [wish('A1', 'disabled'), wish('A7', 'companion')],
    });
  });
  test('[LOB5] love seats are taken and left in pairs', () => {
    expect(press('C3', [wish('B1')])).toEqual({ kind: 'pairs-only' });
    const both = press('C3', [wish('B1'), wish('B2')]);
    expect(both).toEqual({ kind: 'move', seats: [wish('C3'), wish('C4')] });
    const left = press('B5', [wish('C3'), wish('C4')]);
    expect(left.kind === 'move' && left.seats.map((one) => one.seatId[0])).toEqual(['B', 'B']);
  });
});

test('[LOB4] however one presses, nobody is lost, no seat is had twice and no half of a love seat is left', () => {
  const target = fc.constantFrom(...seats.map((seat) => seat.id));
  const start = [wish('B1'), wish('B2', 'child'), wish('A1', 'disabled'), wish('A2', 'companion')];
  fc.assert(
    fc.property(fc.array(target, { maxLength: 30 }), fc.func(fc.boolean()), (presses, isFree) => {
      let order: readonly SeatWish[] = start;
      let moving: SeatId | null = null;
      for (const seat of presses) {
        const moved = press(seat, order, { moving, isFree: (one) => isFree(one) });
        moving = moved.kind === 'pick' ? moved.seatId : null;
        if (moved.kind !== 'move') continue;
        order = moved.seats;
        expect(new Set(order.map((one) => one.seatId)).size).toBe(start.length);
        expect(order.map((one) => one.ticketType).sort()).toEqual(start.map((one) => one.ticketType).sort());
        const own = new Set<string>(order.map((one) => one.seatId));
        for (const { id: seatId, partner } of SCREEN.seats)
          if (partner !== undefined && own.has(seatId)) expect(own.has(partner)).toBe(true);
      }
    }),
  );
});
