import { afterEach, beforeEach, expect, test } from 'vitest';
import { StoreError } from '../store/errors.ts';
import { ALL_SEATS, caller, request, row } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';

let house: OpenHouse;
const till = caller('till-1');
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

test('[STO12] on a full disk a push fails with words for people, nothing is half-written, and the server goes on', async () => {
  await house.reopen({ pagesMax: 60 });
  const held = new Set<string>();
  let full: unknown = null;
  for (const seatId of ALL_SEATS) {
    const wanted = request([seatId], { note: 'n'.repeat(2_000), groupId: 'g'.repeat(60) });
    const answer = await house.engine.push(till, 'bookings', [row(wanted)]).catch((error: unknown) => {
      full = error;
      return null;
    });
    if (answer === null) break;
    held.add(wanted.id);
  }
  expect(full).toBeInstanceOf(StoreError);
  expect(full).toMatchObject({ fault: 'full', message: expect.stringContaining('free some space') });
  const check = async (): Promise<void> => {
    expect(new Set((await house.bookings()).map(({ id }) => id))).toEqual(held);
    expect(Object.keys(await house.seats())).toHaveLength(held.size);
  };
  await check();
  const pulled = await house.engine.pull(till, 'bookings', { lwt: 0, id: '', limit: 100 });
  expect('documents' in pulled && pulled.documents).toHaveLength(held.size);
  // There is room again.
  await house.reopen({ pagesMax: 1_000 });
  await check();
  const rescued = request(['D10']);
  expect(await house.push(till, rescued)).toMatchObject([{ status: 'pending' }]);
});
