import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SeatWish } from '#renderer/commands/context.ts';
import { Conflict } from '#shared/wire/booking.ts';
import { SeatId } from '#shared/wire/scalars.ts';
import { planAfterLoss, replace } from './lost-seats.ts';

const seat = (id: string): SeatWish => ({ seatId: SeatId.parse(id), ticketType: 'adult' });
const conflict = (seatId: string, reason: string, by?: string): Conflict =>
  Conflict.parse({ seatId, reason, rev: 2, ...(by === undefined ? {} : { by }) });

test('[CTR9] a lost seat is named with its till, and the other seats are asked for again', () => {
  const plan = planAfterLoss([seat('F12'), seat('F13')], [], [conflict('F12', 'held', 'till-2')]);
  expect(plan.lost).toEqual([{ ...seat('F12'), reason: 'held', by: 'till-2' }]);
  expect(plan.askAgain).toEqual([seat('F13')]);
});

test('[CTR9] after a refused change the former seats stand and nothing is asked when they are what is left', () => {
  const plan = planAfterLoss([seat('F12'), seat('F13')], [seat('F13')], [conflict('F12', 'taken')]);
  expect(plan.lost).toHaveLength(1);
  expect(plan.askAgain).toBeNull();
});

test('[CTR9] when every seat is lost there is nothing to ask for', () => {
  expect(planAfterLoss([seat('F12')], [], [conflict('F12', 'taken')]).askAgain).toBeNull();
});

test('[CTR9] a seat seen at an old revision is not lost', () => {
  expect(planAfterLoss([seat('F12')], [], [conflict('F12', 'stale')])).toEqual({ lost: [], askAgain: null });
});

test('[CTR9] lost and asked again make up what was asked, and nothing refused is asked again', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(ids, fc.func(fc.boolean()), (numbers, isLost) => {
      const asked = numbers.map((n) => seat(`F${n}`));
      const conflicts = numbers.filter((n) => isLost(n)).map((n) => conflict(`F${n}`, 'taken'));
      const { lost, askAgain } = planAfterLoss(asked, [], conflicts);
      expect(lost).toHaveLength(conflicts.length);
      if (askAgain === null) expect(lost.length === 0 || lost.length === asked.length).toBe(true);
      else expect(askAgain.length + lost.length).toBe(asked.length);
    }),
  );
});

test('[CTR9] an alternative keeps the ticket types of what was lost', () => {
  const lost = [seat('F12'), { ...seat('F13'), ticketType: 'child' as const }];
  expect(replace(lost, [SeatId.parse('G1'), SeatId.parse('G2')]).map((one) => one.ticketType)).toEqual([
    'adult',
    'child',
  ]);
});
