import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { toPaying, withCustomer } from '#shared/domain/booking/steps.ts';
import { STALE_RETRIES_MAX } from '#shared/domain/limits.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { instant, Money, PaymentId } from '#shared/wire/scalars.ts';
import { TooLarge } from './ask.ts';
import { Faults } from './faults.ts';
import { holdsMoney } from './generation.ts';
import { createPush } from './push.ts';
import type { PushContext } from './push-send.ts';
import { StaleRetries } from './stale-retry.ts';
import { FakeServer } from './testing/fake-server.ts';
import { deviceId, NOW_MS, order, seatId } from './testing/house.ts';
import { openTill, type Till, until, untilBooking } from './testing/till.ts';
import type { RefusedWrite } from './types.ts';

const open: Till[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ replica }) => replica.close()));
});

const row = (booking: Booking, assumed?: Booking) => ({
  newDocumentState: { ...booking, _deleted: false },
  ...(assumed === undefined ? {} : { assumedMasterState: { ...assumed, _deleted: false } }),
});

const SentRows = z.array(z.object({ newDocumentState: z.looseObject({ id: z.string() }) }));

/** A push handler whose server is one function of the rows. */
function pushOver(answer: (rows: z.infer<typeof SentRows>) => unknown) {
  const refused: RefusedWrite[] = [];
  const judged: string[] = [];
  const calls: number[] = [];
  const context: PushContext<'bookings'> = {
    name: 'bookings',
    ask: (_method, _path, _signal, body) => {
      const rows = SentRows.parse(body);
      calls.push(rows.length);
      return Promise.resolve().then(() => answer(rows));
    },
    faults: new Faults(),
    signal: new AbortController().signal,
    leaving: () => {},
    judged: (rows) => judged.push(...rows.map(({ state }) => `${state.id}:${state.status}`)),
    refused: (write) => Promise.resolve(void refused.push(write)),
    isOlder: () => false,
    holdsMoney,
  };
  return { push: createPush(context).rows, refused, judged, calls };
}

const paid = (booking: Booking): Booking => ({
  ...booking,
  payments: [
    {
      id: PaymentId.parse('p1'),
      tender: 'cash',
      amount: Money.parse(1_000),
      status: 'success',
      at: instant(NOW_MS),
    },
  ],
});

const refusal = { code: 'foreign-booking', message: 'not yours' } as const;

test('[REP1] [T4] RxDB is told of just the rows it sent, and of nothing it did not', async () => {
  const stranger = { ...order(2, 'stranger', ['A2']), _deleted: false };
  const { push, judged } = pushOver((rows) => [
    stranger,
    ...rows.map(({ newDocumentState }) => ({ ...newDocumentState, status: 'pending', rev: 1 })),
  ]);
  const told = await push([row(order(1, 'mine', ['A1']))]);
  expect(told.map(({ id, rev }) => [id, rev])).toEqual([['mine', 1]]);
  expect(judged).toEqual(['mine:pending']);
});

test('[REP1] a row that says what the server said already is not sent again', async () => {
  const { push, calls } = pushOver(() => []);
  const known = order(1, 'known', ['A1']);
  expect(await push([row(known, known)])).toEqual([]);
  expect(calls).toEqual([]);
});

test('[REP9] an unpaid insert the server would not take is gone here too, and listed', async () => {
  const { push, refused } = pushOver(() => [{ id: 'mine', _deleted: true, _refused: refusal }]);
  const told = await push([row(order(1, 'mine', ['A1']))]);
  expect(told).toMatchObject([{ id: 'mine', _deleted: true, status: 'requested' }]);
  expect(told[0]).not.toHaveProperty('_refused');
  expect(refused).toEqual([{ collection: 'bookings', id: 'mine', refusal }]);
});

test('[REP9] [I3] the record of money stays here, even when the server would not take its booking', async () => {
  const { push, refused } = pushOver(() => [{ id: 'mine', _deleted: true, _refused: refusal }]);
  expect(await push([row(paid(order(1, 'mine', ['A1'])))])).toEqual([]);
  expect(refused).toHaveLength(1);
});

test('[REP9] what the server answers the same to for ever does not go round for ever', async () => {
  const { push, refused } = pushOver((rows) =>
    rows.map(({ newDocumentState }) => ({ ...newDocumentState, note: 'as it was', _deleted: false })),
  );
  const sent = row(order(1, 'mine', ['A1']));
  for (let n = 0; n < 5; n += 1) expect(await push([sent])).toHaveLength(1);
  expect(await push([sent])).toEqual([]);
  expect(refused).toMatchObject([{ id: 'mine', refusal: { code: 'internal' } }]);
});

test('[REP2] a push that is too large for the server goes in halves', async () => {
  const { push, calls } = pushOver((rows) => {
    if (rows.length > 1) throw new TooLarge('too much');
    return [];
  });
  await push([1, 2, 3].map((n) => row(order(1, `b${n}`, [`A${n}`]))));
  expect(calls).toEqual([3, 2, 1, 1, 1]);
});

test('[REP9] an edit of another till’s order is refused, listed until seen, and the server’s state stands', async () => {
  const server = new FakeServer();
  const theirs = order(2, 'theirs', ['A1']);
  server.push('bookings', 2, [{ newDocumentState: theirs }]);
  server.push('bookings', 2, [{ newDocumentState: { ...toPaying(theirs, deviceId(2)), status: 'paying' } }]);
  const one = await openTill(server, 1);
  open.push(one);
  await untilBooking(one, theirs.id, ({ status }) => status === 'paying');
  await one.replica.updateBooking(theirs.id, (booking) =>
    withCustomer(booking, deviceId(1), { name: 'Mallory' }),
  );
  let listed: readonly RefusedWrite[] = [];
  one.replica.refusals$.subscribe((refusals) => {
    listed = refusals;
  });
  await until(() => listed.length === 1);
  const [first] = listed;
  expect(first?.refusal.code).toBe('foreign-booking');
  await untilBooking(one, theirs.id, ({ customer }) => customer === undefined);
  if (first !== undefined) await one.replica.acknowledgeRefusal(first);
  expect(listed).toEqual([]);
});

test('[REP4] asking again ends after a few times, and a person is told', () => {
  const retries = new StaleRetries(deviceId(1));
  const sent = order(1, 'unlucky', ['A1']);
  const ruled: Booking = {
    ...sent,
    status: 'rejected',
    rev: 1,
    reason: 'seats',
    conflicts: [{ seatId: seatId('A1'), reason: 'stale', rev: 7 }],
  };
  for (let n = 0; n < STALE_RETRIES_MAX; n += 1) {
    expect(retries.isPassing(ruled)).toBe(true);
    const again = retries.after(sent, ruled)?.(ruled);
    expect(again).toMatchObject({ status: 'requested', edit: { n: 2 }, seats: [{ seatId: 'A1', rev: 7 }] });
    expect(again?.price).toEqual(sent.price);
  }
  expect(retries.after(sent, ruled)).toBeNull();
  expect(retries.isPassing(ruled)).toBe(false);
});

test('[REP4] a seat that somebody has is not asked for again, nor is what the clerk has changed since', () => {
  const retries = new StaleRetries(deviceId(1));
  const sent = order(1, 'lost', ['A1']);
  const conflict = { seatId: seatId('A1'), reason: 'held', rev: 7 } as const;
  const lost: Booking = { ...sent, status: 'rejected', rev: 1, reason: 'seats', conflicts: [conflict] };
  expect(retries.after(sent, lost)).toBeNull();
  const stale: Booking = { ...lost, conflicts: [{ ...conflict, reason: 'stale' }] };
  const changed: Booking = { ...sent, edit: { deviceId: deviceId(1), n: 2 } };
  expect(retries.after(sent, stale)?.(changed)).toBe(changed);
});
