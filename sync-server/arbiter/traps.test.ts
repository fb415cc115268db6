import { afterEach, beforeEach, expect, test } from 'vitest';
import { toPaying } from '#shared/domain/booking/steps.ts';
import { omit } from '#shared/domain/pick.ts';
import { Booking } from '#shared/wire/booking.ts';
import { caller, newBookingId, request } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';

let house: OpenHouse;
const till = caller('till-1');

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

test('[ARB52] [T9] what a till believes the server has is not compared: an older shape of it loses no write', async () => {
  const held = await house.sell(till, request(['A1']));
  const newDocumentState = toPaying(held, till.device.id);
  const beliefs: unknown[] = [
    undefined,
    null,
    // A shape from before a migration: fields less, fields more, another revision.
    { ...omit(held, ['price', 'approvals', 'edit']), oldField: 1, rev: 0 },
    'nonsense',
  ];
  for (const assumedMasterState of beliefs) {
    const [answer] = await house.engine.push(till, 'bookings', [{ assumedMasterState, newDocumentState }]);
    expect(answer).toMatchObject({ id: held.id, status: 'paying', rev: held.rev + 1 });
  }
});

test('[ARB52] [T8] a copy that a till had only pulled is answered with the state, and changes nothing', async () => {
  const held = await house.sell(till, request(['A1']));
  const other = caller('till-2', 'counter', { prefix: 'T2' });
  const copy = { ...held, seats: [{ ...held.seats[0], seatId: 'B1' }], rev: held.rev };
  const [answer] = await house.push(other, copy);
  expect(answer).toMatchObject({ id: held.id, _deleted: false, status: 'pending' });
  expect(Booking.parse((await house.bookings())[0])).toEqual(held);
  expect(Object.keys(await house.seats())).toEqual(['A1']);
  // Of what no server has, a copy is no sale of its holder's.
  const unknown = { ...copy, id: newBookingId() };
  expect(await house.push(other, unknown)).toMatchObject([{ id: unknown.id, _deleted: true }]);
});
