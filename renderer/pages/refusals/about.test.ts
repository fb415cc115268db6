import { expect, test } from 'vitest';
import type { RefusedWrite } from '#renderer/replica/types.ts';
import { Booking } from '#shared/wire/booking.ts';
import { refusedAbout } from './about.ts';

const at = '2026-11-23T12:00:00.000Z';
const booking = Booking.parse({
  id: 'b-1',
  code: 'A37K2Q9X',
  showId: 'show-1',
  cinemaId: 'cinema-1',
  deviceId: 'dev-1',
  channel: 'counter',
  status: 'paying',
  rev: 2,
  seats: [{ seatId: 'A1', rev: 0, ticketType: 'adult' }],
  requestedAt: at,
  payments: [],
  refunds: [],
  tickets: [],
  approvals: [],
  assurance: 'arbitrated',
  updatedAt: at,
});
const withPayment = (status: string): Booking =>
  Booking.parse({
    ...booking,
    payments: [{ id: 'p-1', tender: 'card', amount: 1_250, status, deviceId: 'dev-1', at }],
  });
const refused = (collection: RefusedWrite['collection']): RefusedWrite => ({
  collection,
  id: 'b-1',
  refusal: { code: 'not-allowed', message: 'No.' },
});

test('[CTR25] what is said of a refused write depends on whether money is in it', () => {
  const about = (one: Booking | null) => refusedAbout(refused('bookings'), one);
  expect(about(withPayment('success'))).toEqual({ kind: 'paid', code: 'A37K2Q9X', amount: 1_250 });
  expect(about(withPayment('unknown'))).toEqual({ kind: 'open', code: 'A37K2Q9X' });
  expect(about(withPayment('failed'))).toEqual({ kind: 'unpaid', code: 'A37K2Q9X' });
  expect(about(booking)).toEqual({ kind: 'unpaid', code: 'A37K2Q9X' });
  expect(about(null)).toEqual({ kind: 'gone' });
  expect(refusedAbout(refused('shifts'), null)).toEqual({ kind: 'shift' });
  expect(refusedAbout(refused('journal'), null)).toEqual({ kind: 'journal' });
});
