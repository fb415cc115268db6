import { expect, test } from 'vitest';
import {
  isOutstanding,
  type Lease,
  ownSeatsOf,
  type SeatWord,
  safeSeats,
  wordFor,
} from '#shared/domain/allotment/kiosk.ts';
import { toCancelled, toConfirmed } from '#shared/domain/booking/steps.ts';
import type { BookingStatus } from '#shared/wire/booking.ts';
import { AllotmentId, CinemaId, ReplicaId, ShowId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import { PRICE, payment, request, seat, till } from '../support/world.ts';

const holder = till('till-1');
const me = { deviceId: holder.id, replicaId: ReplicaId.parse('replica-till-1') };
const allotmentId = AllotmentId.parse('allotment-1');
const lease: Lease = { allotmentId, epoch: 0 };
const A1 = seat('A1').seatId;

const { showId } = request(holder, 'any', [seat('A1')]);
const allotment: Allotment = {
  id: allotmentId,
  cinemaId: CinemaId.parse('cinema-1'),
  showId,
  ...me,
  epoch: 0,
  rev: 1,
  seatIds: [A1, seat('A2').seatId],
  status: 'active',
};
const sold = toConfirmed(request(holder, 'sold', [{ ...seat('A1'), lease }]), holder.id, {
  payments: [payment('p-1', PRICE)],
  assurance: 'leased',
});

test('[LEA1] a seat that was sold under an allotment is spent, whatever became of the sale since', () => {
  const of = (bookings: Parameters<typeof ownSeatsOf>[0]['bookings']) =>
    safeSeats(ownSeatsOf({ allotments: [allotment], given: new Map(), bookings }, me, showId), null);
  expect([...of([]).keys()]).toEqual(['A1', 'A2']);
  expect([...of([sold]).keys()]).toEqual(['A2']);
  expect([...of([toCancelled(sold, holder.id)]).keys()]).toEqual(['A2']);
  const next = request(holder, 'sold-next', [seat('A1')]);
  const again = ownSeatsOf(
    { allotments: [allotment], given: new Map(), bookings: [toCancelled(sold, holder.id), next] },
    me,
    showId,
  );
  expect([...safeSeats(again, next.id).keys()]).toEqual(['A2']);
  const unpaid = toCancelled(request(holder, 'unpaid', [{ ...seat('A1'), lease }]), holder.id);
  expect([...of([unpaid]).keys()]).toEqual(['A1', 'A2']);
});

test('[LEA1] seats are own in their show only, and to the order they are in', () => {
  const own = ownSeatsOf({ allotments: [allotment], given: new Map(), bookings: [sold] }, me, showId);
  expect(safeSeats(own, sold.id).has(A1)).toBe(true);
  const other = ShowId.parse('another-show');
  expect(ownSeatsOf({ allotments: [allotment], given: new Map(), bookings: [sold] }, me, other)).toEqual({
    leases: new Map(),
    begun: new Map(),
  });
});

test('[LEA1] a release is told again until it is answered, and when the server seems to have forgotten it', () => {
  const given = { allotmentId, epoch: 0, seatIds: [A1], acknowledged: false };
  expect(isOutstanding(given, null)).toBe(true);
  expect(isOutstanding({ ...given, acknowledged: true }, { ...allotment, seatIds: [] })).toBe(false);
  expect(isOutstanding({ ...given, acknowledged: true }, allotment)).toBe(true);
  expect(isOutstanding({ ...given, acknowledged: true }, { ...allotment, epoch: 1 })).toBe(false);
});

test.each<[own: boolean, online: boolean, answered: BookingStatus | null, word: SeatWord]>([
  [false, true, 'pending', 'confirmed'],
  [true, true, 'pending', 'confirmed'],
  [false, false, 'pending', 'promised'],
  [true, false, 'pending', 'safe-offline'],
  [false, false, 'paying', 'confirmed'],
  [false, false, 'confirmed', 'confirmed'],
  [false, false, null, 'promised'],
  [true, false, null, 'safe-offline'],
  [true, true, null, 'safe-offline'],
])('[LEA7] own %s, online %s, answered %s: %s', (own, online, answered, word) => {
  const leases = new Map(own ? [[A1, lease]] : []);
  expect(wordFor({ seatId: A1, leases, online, answered })).toBe(word);
});
