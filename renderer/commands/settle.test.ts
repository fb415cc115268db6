import { expect, test } from 'vitest';
import { toPaying, toPending, withSeats } from '#shared/domain/booking/steps.ts';
import type { Booking, Payment } from '#shared/wire/booking.ts';
import { instant, Money, PaymentId } from '#shared/wire/scalars.ts';
import { deviceId, order } from '../replica/testing/house.ts';
import { withCaptured } from './settle.ts';

const me = deviceId(1);
/** A hold of A1, and the order as it was agreed upon since: B1 and B2, without the server's word. */
const held: Booking = { ...order(1, 'b1', ['A1']), status: 'pending', rev: 1 };
const wish = order(1, 'b1', ['B1', 'B2']);
const agreed: Booking = { ...toPaying(withSeats(held, me, wish.seats), me), price: wish.price ?? fail() };
function fail(): never {
  throw new Error('an order of this house has a price');
}
const total = agreed.price?.total ?? 0;
const payment: Payment = {
  id: PaymentId.parse('b1.p1'),
  tender: 'cash',
  amount: Money.parse(total),
  status: 'success',
  deviceId: me,
  at: instant(0),
};
const seatsOf = ({ seats }: Booking): string[] => seats.map(({ seatId }) => seatId);

test('[LEA4] money sells the seats it was taken for, whatever the server said of the order while it changed hands', () => {
  // The server would not have the change: the hold stands as it was, and this till's edit is judged.
  const refused: Booking = { ...held, edit: agreed.edit ?? fail(), reason: 'seats' };
  for (const now of [agreed, refused, { ...refused, status: 'expired' as const }]) {
    const sale = withCaptured(now, me, payment, 'promised', agreed);
    expect(sale).toMatchObject({ status: 'confirmed', assurance: 'promised', price: { total } });
    expect(seatsOf(sale)).toEqual(['B1', 'B2']);
    expect(sale.tickets.map(({ seatId }) => String(seatId))).toEqual(['B1', 'B2']);
    expect(withCaptured(sale, me, payment, 'promised', agreed)).toBe(sale);
  }
});

test('[LEA4] a sale that is settled already keeps its seats, and the money is a fact', () => {
  const sold: Booking = { ...held, status: 'confirmed' };
  const later = withCaptured(sold, me, payment, 'promised', agreed);
  expect([later.status, ...seatsOf(later)]).toEqual(['confirmed', 'A1']);
  expect(later.payments).toEqual([payment]);
});

test('[LEA3] without a word of what was agreed the order is sold as it stands', () => {
  const paying = toPending(toPaying(held, me), me);
  expect(seatsOf(withCaptured(paying, me, payment, 'leased'))).toEqual(['A1']);
});
