import { afterEach, beforeEach, expect, test } from 'vitest';
import { newBooking, toConfirmed } from '#shared/domain/booking/steps.ts';
import type { Booking, Refund } from '#shared/wire/booking.ts';
import {
  BookingId,
  DeviceId,
  instant,
  Money,
  PaymentId,
  RefundId,
  type ShowId,
} from '#shared/wire/scalars.ts';
import { CINEMA, caller, HOUR_MS, makeShow, NOON_MS, request, SHOW, seat } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';

let house: OpenHouse;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const TILL = DeviceId.parse('old-till');

function sale(id: string, seats: readonly string[], showId: ShowId = SHOW): Booking {
  const asked = newBooking({
    id: BookingId.parse(id),
    showId,
    cinemaId: CINEMA,
    deviceId: TILL,
    prefix: 'A0',
    channel: 'counter',
    seats: seats.map((name) => ({ seatId: seat(name), rev: 0, ticketType: 'adult' as const })),
    nowMs: NOON_MS - 30 * HOUR_MS,
  });
  const at = instant(NOON_MS - 30 * HOUR_MS);
  return toConfirmed(asked, TILL, {
    payments: [
      {
        id: PaymentId.parse(`p-${id}`),
        tender: 'cash',
        amount: Money.parse(1_000 * seats.length),
        status: 'success',
        deviceId: TILL,
        at,
      },
    ],
  });
}

function givenBack(sold: Booking): Booking {
  const [payment] = sold.payments;
  if (payment === undefined) throw new Error('it was paid');
  const refund: Refund = {
    id: RefundId.parse(`r-${sold.id}`),
    paymentId: payment.id,
    lines: [],
    amount: payment.amount,
    status: 'paid',
    reason: 'ill',
    at: instant(NOON_MS - 6 * HOUR_MS),
  };
  return { ...sold, status: 'cancelled', refunds: [refund] };
}

const adopt = (...bookings: Booking[]) => house.engine.adopt({ cinemaId: CINEMA, showId: SHOW, bookings });

test('[HIS1] adopted sales have their seats, money and tickets, and the same again changes nothing', async () => {
  const sold = sale('b1', ['A1', 'A2']);
  const back = givenBack(sale('b2', ['B1']));
  expect(await adopt(sold, back)).toEqual({ adopted: 2, known: 0 });
  const heads = await house.engine.heads(CINEMA);
  expect(await adopt(sold, back)).toEqual({ adopted: 0, known: 2 });
  expect(await house.engine.heads(CINEMA)).toEqual(heads);
  expect(await house.bookings()).toMatchObject([
    { id: 'b1', status: 'confirmed', rev: 1 },
    { id: 'b2', status: 'cancelled', rev: 1 },
  ]);
  expect(await house.seats()).toMatchObject({
    A1: { status: 'booked', rev: 1, bookingId: 'b1', deviceId: TILL },
    A2: { status: 'booked', rev: 1 },
    B1: { status: 'available', rev: 2 },
  });
});

test('[HIS1] a seat that somebody has touched is not adopted, nor anything with it', async () => {
  await house.push(caller('till-1'), request(['A2']));
  await expect(adopt(sale('b1', ['C1']), sale('b2', ['A1', 'A2']))).rejects.toThrow('was touched before');
  await expect(adopt(sale('b3', ['Z9']))).rejects.toThrow('has no seat Z9');
  expect((await house.bookings()).map(({ status }) => status)).toEqual(['pending']);
  expect(await house.seats()).not.toHaveProperty('C1');
});

test('[HIS1] an adopted seat is lost to everybody else, and is given back by its revision', async () => {
  await adopt(sale('b1', ['A1']), givenBack(sale('b2', ['B1'])));
  const [lost] = await house.push(caller('till-1'), request(['A1']));
  expect(lost).toMatchObject({ status: 'rejected', conflicts: [{ seatId: 'A1', reason: 'taken', rev: 1 }] });
  const [held] = await house.push(caller('till-1'), request([{ seatId: 'B1', rev: 2 }]));
  expect(held).toMatchObject({ status: 'pending' });
});

test('[HIS2] kiosks are sent adopted sales of shows from yesterday on, and no older ones', async () => {
  const old = makeShow('old-show', instant(NOON_MS - 50 * HOUR_MS));
  await house.engine.put(CINEMA, 'shows', [old]);
  await house.engine.adopt({ cinemaId: CINEMA, showId: old.id, bookings: [sale('b0', ['A1'], old.id)] });
  await adopt(sale('b1', ['A1']));
  const pulled = await house.engine.pull(caller('till-1'), 'bookings', { lwt: 0, id: '', limit: 100 });
  expect('documents' in pulled && pulled.documents.map(({ id }) => id)).toEqual(['b1']);
});

test('[HIS3] a former till has a name and a prefix, is retired, and is named once', async () => {
  const till = { id: TILL, name: 'Counter A', kind: 'counter' } as const;
  const first = await house.engine.registry.addFormerDevice(CINEMA, till);
  expect(await house.engine.registry.addFormerDevice(CINEMA, till)).toEqual(first);
  expect(first).toMatchObject({ retired: true, publicKey: null });
  const [cinema] = await house.engine.list(CINEMA, 'cinemas');
  expect(cinema?.devices).toEqual([{ ...till, prefix: first.prefix, retired: true }]);
});
