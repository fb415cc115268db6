import { expect, test } from 'vitest';
import type { SeatWish } from '#renderer/commands/context.ts';
import { Conflict } from '#shared/wire/booking.ts';
import { SeatId } from '#shared/wire/scalars.ts';
import { planAfterMove } from './loss.ts';

const seats = (...ids: string[]): SeatWish[] =>
  ids.map((id) => ({ seatId: SeatId.parse(id), ticketType: 'adult' }));
const taken = (...ids: string[]): Conflict[] =>
  ids.map((seatId) => Conflict.parse({ seatId, reason: 'held', rev: 3 }));

test('[LOB4] a refused move leaves everybody where they were, and says which seat was to be left', () => {
  const plan = planAfterMove(seats('F7', 'G1'), seats('F7', 'F8'), taken('G1'));
  expect(plan).toMatchObject({ lost: [{ seatId: 'G1' }], askAgain: null, leaving: ['F8'] });
});

test('[LOB4] of seats that were never held, those that can still be had are asked for again', () => {
  const plan = planAfterMove(seats('F7', 'F8'), [], taken('F8'));
  expect(plan).toMatchObject({ lost: [{ seatId: 'F8' }], askAgain: seats('F7'), leaving: [] });
});

test('[LOB4] a larger party keeps what it had and asks for the rest of what is new', () => {
  const plan = planAfterMove(seats('F7', 'F8', 'F9'), seats('F7'), taken('F9'));
  expect(plan).toMatchObject({ lost: [{ seatId: 'F9' }], askAgain: seats('F7', 'F8'), leaving: [] });
});
