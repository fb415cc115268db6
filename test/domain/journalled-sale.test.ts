import { expect, test } from 'vitest';
import { paymentIn, remade, saleOnPaper } from '#shared/domain/booking/remake.ts';
import { Booking } from '#shared/wire/booking.ts';
import { JournalEntry } from '#shared/wire/till.ts';
import { CINEMA, request, SHOW, seat, till } from '../support/world.ts';

test('[BKS4] a sale made again from the journal has its approvals and the capture number of its card', () => {
  const maker = till('till-1');
  const approvals = [{ id: 'a1', what: 'comp', by: 'anna', reason: 'Projector failed' }];
  const sale = Booking.parse({ ...request(maker, 'b1', [seat('A1')]), approvals });
  const event = { kind: 'paper', bookingId: sale.id, showId: SHOW, seatIds: ['A1'], assurance: 'leased' };
  const place = {
    cinemaId: CINEMA,
    deviceId: maker.id,
    prev: '',
    at: sale.requestedAt,
    hash: 'h',
    signature: 's',
  };
  const paper = JournalEntry.parse({
    id: 'till-1.1',
    seq: 1,
    ...place,
    event: { ...event, sale: saleOnPaper(sale) },
  });
  if (paper.event.kind !== 'paper') throw new Error('a paper was written');
  expect(remade(paper.event, { deviceId: maker.id, cinemaId: CINEMA })).toMatchObject({ approvals });
  const captured = JournalEntry.parse({
    ...{ id: 'till-1.2', seq: 2, ...place },
    event: {
      ...{ kind: 'payment', bookingId: sale.id, paymentId: 'p1', tender: 'card' },
      ...{ amount: 1_000, currency: 'EUR', status: 'success', captureId: 'cap-1' },
    },
  });
  expect(paymentIn(captured)).toMatchObject({ id: 'p1', captureId: 'cap-1' });
});
