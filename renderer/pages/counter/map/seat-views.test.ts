import { expect, test } from 'vitest';
import { SeatState } from '#shared/wire/catalog.ts';
import { BookingId, DeviceId, SeatId } from '#shared/wire/scalars.ts';
import { type SeatStanding, type Standing, seatStanding } from './seat-views.ts';

const F7 = SeatId.parse('F7');
const [mine, parked, other] = ['b-1', 'b-2', 'b-3'].map((id) => BookingId.parse(id));
const till = DeviceId.parse('till-2');
const state = (status: string, bookingId?: string): SeatState =>
  SeatState.parse({ status, rev: 1, ...(bookingId === undefined ? {} : { bookingId, deviceId: till }) });
const look = (over: Partial<Standing>, seat: { broken?: boolean; house?: boolean } = {}): SeatStanding =>
  seatStanding(
    { id: F7, ...seat },
    {
      seats: {},
      order: [],
      orderId: mine ?? null,
      granted: [],
      lost: new Map(),
      parked: new Set([parked ?? F7].map((id) => BookingId.parse(id))),
      ...over,
    },
  );
const inOrder = [{ seatId: F7, ticketType: 'adult' as const }];

test('[CTR14] a tapped seat is painted as asked for at once and as granted after the ruling', () => {
  expect(look({ order: inOrder })).toEqual({ kind: 'asked' });
  expect(look({ order: inOrder, granted: [F7] })).toEqual({ kind: 'mine' });
  expect(look({ order: inOrder, seats: { F7: state('held', other) } })).toEqual({ kind: 'asked' });
});

test('[CTR15] staff see at a held seat which till has it', () => {
  expect(look({ seats: { F7: state('held', other) } })).toEqual({ kind: 'held', by: till });
});

test('[CTR15] a seat in a parked order of this till is told apart from other tills', () => {
  expect(look({ seats: { F7: state('held', parked) } })).toEqual({ kind: 'parked', bookingId: parked });
});

test('[CTR14] a seat given back is free at once, before the map says so', () => {
  expect(look({ seats: { F7: state('held', mine) } })).toEqual({ kind: 'available' });
});

test('[CTR9] a lost seat is marked where it is', () => {
  expect(look({ lost: new Map([[F7, till]]), seats: { F7: state('held', other) } })).toEqual({
    kind: 'lost',
    by: till,
  });
});

test.each([
  [{ seats: { F7: state('booked', other) } }, {}, { kind: 'booked', bookingId: other, by: till }],
  [{ seats: { F7: state('blocked') } }, {}, { kind: 'blocked', reason: null }],
  [{ seats: { F7: { ...state('blocked'), reason: 'broken' } } }, {}, { kind: 'blocked', reason: 'broken' }],
  [
    { seats: { F7: { ...state('blocked'), reason: 'sold' } } },
    {},
    { kind: 'booked', bookingId: null, by: null },
  ],
  [{}, { broken: true }, { kind: 'blocked', reason: null }],
  [{}, { house: true }, { kind: 'blocked', reason: null }],
  [{}, {}, { kind: 'available' }],
])('[CTR15] %j %j stands as %j', (over, seat, standing) => {
  expect(look(over, seat)).toEqual(standing);
});

test('[LEA9] without the line a free seat that is not the till’s own is not certain', () => {
  expect(look({ certain: new Map() })).toEqual({ kind: 'unsure' });
  expect(look({ certain: new Map([[F7, null]]) })).toEqual({ kind: 'available' });
  expect(look({ certain: null })).toEqual({ kind: 'available' });
  expect(look({ certain: new Map([[F7, null]]), order: inOrder })).toEqual({ kind: 'mine' });
  expect(look({ certain: new Map(), order: inOrder })).toEqual({ kind: 'asked' });
});

test('[LEA9] a seat this till has sold or parked stands so, although the map has not heard of it', () => {
  const begunBy = (id: BookingId | undefined) => ({ begun: new Map(id === undefined ? [] : [[F7, id]]) });
  expect(look(begunBy(other))).toEqual({ kind: 'booked', bookingId: other, by: null });
  expect(look(begunBy(parked))).toEqual({ kind: 'parked', bookingId: parked });
  expect(look(begunBy(mine))).toEqual({ kind: 'available' });
  const stale = { seats: { F7: state('held', other) }, ...begunBy(other) };
  expect(look(stale)).toEqual({ kind: 'booked', bookingId: other, by: till });
});
