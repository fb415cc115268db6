import { expect, test } from 'vitest';
import type { Booking } from '#shared/wire/booking.ts';
import { instant } from '#shared/wire/scalars.ts';
import { floorClock } from './clock-floor.ts';
import { ServerClock } from './server-clock.ts';
import { NOW_MS, order } from './testing/house.ts';

/** A machine whose two clocks the test moves. */
function machine() {
  const state = { wallMs: 1_000_000, monotonicMs: 500 };
  const clock = new ServerClock(
    () => state.monotonicMs,
    () => state.wallMs,
  );
  const pass = (ms: number) => {
    state.wallMs += ms;
    state.monotonicMs += ms;
  };
  return { state, clock, pass };
}

const held = (forMs: number): Booking => ({
  ...order(1, 'held', ['A1']),
  status: 'pending',
  updatedAt: instant(NOW_MS),
  expiresAt: instant(NOW_MS + forMs),
});

test('[REP8] [I8] a countdown runs from the moment the request was sent, less a guard, whatever the answer took', () => {
  const { state, clock, pass } = machine();
  const sentMs = state.monotonicMs;
  clock.sent(held(0));
  pass(3_000);
  clock.sent(held(0));
  expect(clock.holdDeadline(held(60_000))).toBe(sentMs + 60_000 - 1_000);
});

test('[REP8] after a reload the server’s clock is asked, and the countdown still never runs too long', () => {
  const { state, clock, pass } = machine();
  const sentMs = state.monotonicMs;
  pass(400);
  // The server read its clock somewhere between; the hold has 30 s left by it.
  clock.heard(sentMs, state.monotonicMs, NOW_MS + 30_000);
  expect(clock.holdDeadline(held(60_000))).toBe(sentMs + 30_000 - 1_000);
  expect(clock.now()).toBe(NOW_MS + 30_000 + 200);
});

test('[REP8] [I8] after the machine slept or its clock was set, nothing that was heard counts any more', () => {
  const { state, clock, pass } = machine();
  clock.heard(state.monotonicMs, state.monotonicMs, NOW_MS);
  clock.sent(held(0));
  pass(60_000);
  expect(clock.drifted()).toBe(false);
  state.wallMs += 3_600_000;
  expect(clock.drifted()).toBe(true);
  expect([clock.now(), clock.holdDeadline(held(60_000))]).toEqual([null, null]);
  expect(clock.drifted()).toBe(false);
});

test('[REP8] another edit of the same booking is counted from its own sending', () => {
  const { clock, pass } = machine();
  const second = { ...held(60_000), edit: { deviceId: held(0).deviceId, n: 2 } };
  clock.sent(held(0));
  pass(10_000);
  clock.sent(second);
  expect(clock.holdDeadline(second)).toBe(500 + 10_000 + 60_000 - 1_000);
  expect(clock.holdDeadline(held(60_000))).toBeNull();
});

test('[REP6] [T1] a floored clock never stands still, never runs back, and is given back', () => {
  let wallMs = 1_000;
  const wall = () => wallMs;
  const clock = { now: wall };
  const restore = floorClock(clock, 5_000);
  expect(clock.now()).toBe(5_000);
  wallMs += 10;
  expect(clock.now()).toBe(5_010);
  wallMs -= 3_600_000;
  expect(clock.now()).toBe(5_010);
  wallMs += 7;
  expect(clock.now()).toBe(5_017);
  restore();
  expect(clock.now).toBe(wall);
});
