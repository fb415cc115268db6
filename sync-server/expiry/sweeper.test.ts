import { afterEach, beforeEach, expect, test } from 'vitest';
import { ALL_SEATS, caller, HOUR_MS, NOON_MS, request, row } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';

let house: OpenHouse;
const till = caller('till-1');
const rival = caller('till-2');
const HOLD_MS = 600_000;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

/** Polls what is stored until it holds, for at most `ms`. */
async function within(ms: number, holds: () => Promise<boolean>): Promise<boolean> {
  const until = performance.now() + ms;
  while (performance.now() < until) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

const statuses = async () => (await house.bookings()).map(({ status }) => status);

test('[EXP1] an ended hold is freed within a second even when nobody looks', async () => {
  await house.push(till, request(['A1', 'A2']), request(['B1'], { holdSeconds: 1_200 }));
  house.clock.pass(HOLD_MS - 1);
  expect(await within(400, async () => (await statuses()).includes('expired'))).toBe(false);
  house.clock.pass(1);
  expect(await within(1_000, async () => (await statuses()).includes('expired'))).toBe(true);
  expect(await house.seats()).toMatchObject({
    A1: { status: 'available', rev: 2 },
    A2: { status: 'available', rev: 2 },
    B1: { status: 'held', rev: 1 },
  });
});

test('[EXP2] whoever wants a seat judges the expiry of its hold himself, in the same transaction', async () => {
  const first = request(['A1', 'A2']);
  await house.push(till, first);
  house.clock.pass(HOLD_MS);
  // No sweep comes between: the clock and the push are of one turn of the loop.
  const [answer] = await house.push(rival, request([{ seatId: 'A1', rev: 1 }]));
  expect(answer).toMatchObject({ status: 'pending', deviceId: 'till-2' });
  const expired = (await house.bookings()).find(({ id }) => id === first.id);
  expect(expired).toMatchObject({ status: 'expired', reason: 'expired', rev: 2 });
  expect(await house.seats()).toMatchObject({
    A1: { status: 'held', rev: 3 },
    A2: { status: 'available', rev: 2 },
  });
});

test('[EXP3] a hold that is being paid does not end by time', async () => {
  const pending = await house.sell(till, request(['A1']));
  await house.push(till, { ...pending, status: 'paying' });
  house.clock.pass(24 * HOUR_MS);
  expect(await within(600, async () => (await statuses()).includes('expired'))).toBe(false);
  expect(await house.seats()).toMatchObject({ A1: { status: 'held', rev: 1 } });
});

test('[EXP4] hundreds of holds that end together are all freed', async () => {
  const { engine } = house;
  await Promise.all(ALL_SEATS.map((seatId) => engine.push(till, 'bookings', [row(request([seatId]))])));
  house.clock.pass(HOLD_MS);
  expect(await within(2_000, async () => (await statuses()).every((status) => status === 'expired'))).toBe(
    true,
  );
  expect(engine.figures()['holds_expired']).toBe(40);
});

test('[I8] a wall clock that steps by hours neither ends a hold early nor lets it live on', async () => {
  await house.push(till, request(['A1']));
  for (const step of [12 * HOUR_MS, -12 * HOUR_MS]) {
    house.clock.setWall(NOON_MS + step);
    expect(await within(300, async () => (await statuses()).includes('expired'))).toBe(false);
  }
  house.clock.pass(HOLD_MS);
  expect(await within(1_000, async () => (await statuses()).includes('expired'))).toBe(true);
});

test('[I8] a restart on a clock set back by hours goes on from the last time the server knew', async () => {
  await house.push(till, request(['A1']));
  house.clock.pass(HOLD_MS - 5_000);
  house.clock.setWall(NOON_MS - 5 * HOUR_MS);
  await house.reopen();
  expect(house.engine.now()).toBe(NOON_MS + HOLD_MS - 5_000);
  expect(await within(400, async () => (await statuses()).includes('expired'))).toBe(false);
  house.clock.pass(5_000);
  expect(await within(1_000, async () => (await statuses()).includes('expired'))).toBe(true);
});
