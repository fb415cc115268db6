import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Booking } from '#shared/wire/booking.ts';
import type { SeatState } from '#shared/wire/catalog.ts';
import { instant, SeatId } from '#shared/wire/scalars.ts';
import { CINEMA, caller, NOON_MS, request, row } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';

const TILLS = ['till-1', 'till-2', 'till-3'];
const SEATS = ['A1', 'A2', 'A3', 'B1', 'B2'];

/** What one of three tills does next, with the revisions it last saw or with none. */
const step = fc.record({
  till: fc.nat(TILLS.length - 1),
  what: fc.constantFrom('hold', 'change', 'pay', 'sell', 'sell-unheld', 'cancel', 'wait', 'repeat'),
  seats: fc.uniqueArray(fc.constantFrom(...SEATS), { minLength: 1, maxLength: 3 }),
  pick: fc.nat(20),
  blind: fc.boolean(),
  together: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const wanted = (map: Readonly<Record<string, SeatState>>, { seats, blind }: Step) =>
  seats.map((seatId) => ({ seatId, rev: blind ? 0 : (map[SeatId.parse(seatId)]?.rev ?? 0) }));

let payments = 0;
const paid = (amount: number) => {
  payments += 1;
  return [{ id: `pay-${payments}`, tender: 'cash', amount, status: 'success', at: instant(NOON_MS) }];
};

async function documentFor(house: OpenHouse, next: Step): Promise<object | null> {
  const map = await house.seats();
  const fresh = request(wanted(map, next));
  if (next.what === 'hold') return fresh;
  if (next.what === 'sell-unheld')
    return { ...fresh, status: 'confirmed', payments: paid(1_000 * next.seats.length) };
  const own = (await house.bookings()).filter(({ deviceId }) => deviceId === TILLS[next.till]);
  const booking = own[next.pick % Math.max(1, own.length)];
  if (booking === undefined) return null;
  switch (next.what) {
    case 'change':
      return { ...booking, status: 'pending', seats: fresh.seats };
    case 'pay':
      return { ...booking, status: 'paying' };
    case 'sell':
      return {
        ...booking,
        status: 'confirmed',
        payments: [...booking.payments, ...paid(1_000 * booking.seats.length)],
      };
    case 'cancel':
      return { ...booking, status: 'cancelled' };
    default:
      return booking;
  }
}

type Cut = { readonly seats: Readonly<Record<string, SeatState>>; readonly bookings: readonly Booking[] };

/** Invariants 1 and 2 over everything that is stored. */
function expectConsistent({ seats, bookings }: Cut): void {
  const byId = new Map<string, Booking>(bookings.map((booking) => [booking.id, booking]));
  for (const [seatId, state] of Object.entries(seats)) {
    if (state.status === 'available') expect(state.bookingId).toBeUndefined();
    else expect(byId.get(state.bookingId ?? '')?.seats.some((seat) => seat.seatId === seatId)).toBe(true);
  }
  for (const booking of bookings) {
    const has = booking.seats.filter(({ seatId }) => seats[seatId]?.bookingId === booking.id).length;
    if (['pending', 'paying', 'confirmed'].includes(booking.status)) expect(has).toBe(booking.seats.length);
    if (['rejected', 'expired'].includes(booking.status)) expect(has).toBe(0);
    const status = booking.status === 'confirmed' ? 'booked' : 'held';
    if (booking.status !== 'conflicted' && has > 0)
      for (const { seatId } of booking.seats) expect(seats[seatId]?.status).toBe(status);
  }
}

/** Invariant 13: a seat that differs has a higher revision, and one that has the same revision is the same. */
function expectRevised(before: Cut['seats'], after: Cut['seats']): void {
  for (const [seatId, then] of Object.entries(before)) {
    const now = after[seatId];
    expect(now?.rev).toBeGreaterThanOrEqual(then.rev);
    if (now?.rev === then.rev) expect(now).toEqual(then);
  }
}

test('[I1] [I2] [I13] whatever three tills push in whatever order, no seat has two owners and no hold is partial', async () => {
  const run = async (steps: readonly Step[]): Promise<void> => {
    const house = await openHouse();
    let before = await house.seats();
    let waiting: { till: number; document: object }[] = [];
    const flush = async (): Promise<void> => {
      await Promise.all(
        waiting.map(({ till, document }) =>
          house.engine.push(caller(TILLS[till] ?? ''), 'bookings', [row(document)]),
        ),
      );
      waiting = [];
      const after = await house.seats();
      expectConsistent({ seats: after, bookings: await house.bookings() });
      expectRevised(before, after);
      before = after;
    };
    for (const next of steps) {
      if (next.what === 'wait') {
        await flush();
        house.clock.pass(4 * 60_000);
        continue;
      }
      const document = await documentFor(house, next);
      if (document !== null) waiting.push({ till: next.till, document });
      if (!next.together) await flush();
    }
    await flush();
    await house.close();
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), run), { numRuns: 25 });
}, 60_000);

test('[I13] every push raises a seat’s revision by one at most, and never skips', async () => {
  const house = await openHouse();
  const till = caller('till-1');
  let expected = 0;
  for (let n = 0; n < 6; n += 1) {
    const pending = await house.sell(till, request([{ seatId: 'A1', rev: expected }]));
    expected += 1;
    expect((await house.seats())[SeatId.parse('A1')]).toMatchObject({ status: 'held', rev: expected });
    await house.push(till, { ...pending, status: 'cancelled' });
    expected += 1;
    expect((await house.seats())[SeatId.parse('A1')]).toEqual({ status: 'available', rev: expected });
  }
  expect((await house.engine.list(CINEMA, 'bookings')).length).toBe(6);
  await house.close();
});
