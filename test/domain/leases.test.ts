import fc from 'fast-check';
import { expect, test } from 'vitest';
import { begunSeats, ownSeatsOf } from '#shared/domain/allotment/kiosk.ts';
import { recallsFor } from '#shared/domain/allotment/recall.ts';
import {
  toCancelled,
  toConfirmed,
  toPaying,
  toReseated,
  withoutSwap,
  withSwap,
} from '#shared/domain/booking/steps.ts';
import { Booking, type BookingSeat } from '#shared/wire/booking.ts';
import { AllotmentId, ReplicaId } from '#shared/wire/scalars.ts';
import { Allotment } from '#shared/wire/till.ts';
import { MiniServer } from '../support/mini-server.ts';
import { CINEMA, PRICE, payment, request, SHOW, seat, till, wired } from '../support/world.ts';

const SEATS = ['A1', 'A2', 'A3', 'A4', 'A5'];
const holder = till('till-1');
const rival = till('till-2');
const allotmentId = AllotmentId.parse('allotment-1');

const leased = (id: string, epoch = 1): BookingSeat => ({ ...seat(id), lease: { allotmentId, epoch } });

function withAllotment(server: MiniServer, ids: readonly string[], epoch = 1): void {
  for (const id of ids)
    server.allotted.set(seat(id).seatId, {
      deviceId: holder.id,
      replicaId: ReplicaId.parse('replica-till-1'),
      allotmentId,
      epoch,
    });
}

/** A sale made without the line: confirmed, paid and ticketed before the server ever heard of it. */
function offlineSale(id: string, seats: readonly BookingSeat[]) {
  return toConfirmed(request(holder, id, seats), holder.id, {
    payments: [payment(`pay-${id}`, seats.length * PRICE)],
    assurance: 'leased',
  });
}

const rivalry = fc.record({
  seats: fc.uniqueArray(fc.constantFrom(...SEATS), { minLength: 1, maxLength: 3 }),
  kind: fc.constantFrom('hold' as const, 'sell' as const, 'cancel' as const, 'wait' as const),
});

test('[I5] whatever a rival does while the holder is silent, a leased sale is confirmed', () => {
  fc.assert(
    fc.property(
      fc.subarray(SEATS, { minLength: 1 }),
      fc.array(rivalry, { maxLength: 20 }),
      (mine, events) => {
        const server = new MiniServer();
        withAllotment(server, mine);
        events.forEach((event, i) => {
          const seen = event.seats.map((id) => seat(id, server.seats.get(seat(id).seatId)?.rev ?? 0));
          const booking = request(rival, `rival-${i}`, seen, server.nowMs);
          if (event.kind === 'wait') server.nowMs += 3_600_000;
          else if (event.kind === 'sell')
            server.push(
              rival,
              wired(toConfirmed(booking, rival.id, { payments: [payment(`p-${i}`, seen.length * PRICE)] })),
            );
          else {
            const { answer } = server.push(rival, wired(booking));
            if (event.kind === 'cancel' && answer !== null)
              server.push(rival, wired(toCancelled(answer, rival.id)));
          }
          server.sweep();
        });
        const { answer } = server.push(
          holder,
          wired(
            offlineSale(
              'leased',
              mine.map((id) => leased(id)),
            ),
          ),
        );
        expect(answer).toMatchObject({ status: 'confirmed', assurance: 'leased' });
        expect(server.ownedBy('leased')).toEqual([...mine].sort());
      },
    ),
  );
});

test.each(['pending', 'paying'] as const)(
  '[ALL10] an own order that is %s gives way to a sale under the allotment: its till had given it up',
  (status) => {
    const server = new MiniServer();
    withAllotment(server, ['A1', 'A2']);
    const { answer } = server.push(holder, wired(request(holder, 'before', [leased('A1'), seat('A4')])));
    if (answer === null) throw new Error('no answer');
    if (status === 'paying') server.push(holder, wired(toPaying(answer, holder.id)));
    const sale = server.push(holder, wired(offlineSale('after', [leased('A1'), leased('A2')])));
    expect(sale.answer).toMatchObject({ status: 'confirmed', assurance: 'leased' });
    expect([server.ownedBy('after'), server.ownedBy('before')]).toEqual([['A1', 'A2'], []]);
    expect(server.booking('before').status).toBe('expired');
    const paying = toPaying(answer, holder.id);
    const givenUp = toCancelled(status === 'paying' ? paying : answer, holder.id);
    expect(server.push(holder, wired(givenUp)).answer?.status).toBe('cancelled');
  },
);

test('[ALL10] an order whose card the server last saw open gives way too: its till knows that nothing was taken', () => {
  const server = new MiniServer();
  withAllotment(server, ['A1']);
  const { answer } = server.push(holder, wired(request(holder, 'before', [leased('A1')])));
  if (answer === null) throw new Error('no answer');
  const asked = { ...toPaying(answer, holder.id), payments: [payment('card', PRICE, 'unknown')] };
  server.push(holder, wired(asked));
  const sale = server.push(holder, wired(offlineSale('after', [leased('A1')])));
  expect(sale.answer).toMatchObject({ status: 'confirmed', assurance: 'leased' });
  const declined = { ...asked, payments: [payment('card', PRICE, 'failed')] };
  const { answer: over } = server.push(holder, wired(toCancelled(declined, holder.id)));
  expect(over).toMatchObject({ status: 'cancelled', payments: [{ id: 'card', status: 'failed' }] });
});

test('[ALL10] an order with money in it gives way to nothing', () => {
  const server = new MiniServer();
  withAllotment(server, ['A1']);
  const { answer } = server.push(holder, wired(request(holder, 'before', [leased('A1')])));
  if (answer === null) throw new Error('no answer');
  const asked = toPaying(answer, holder.id);
  server.push(holder, wired({ ...asked, payments: [payment('part', PRICE / 2)] }));
  const sale = server.push(holder, wired(offlineSale('after', [leased('A1')])));
  expect(sale.answer).toMatchObject({ status: 'conflicted', conflicts: [{ seatId: 'A1', reason: 'held' }] });
});

test('[ALL3] a replacement that is asked for or held is begun too: neither recalled nor sold besides', () => {
  const sale = { ...offlineSale('b1', [seat('A1')]), status: 'conflicted' as const };
  const asked = withSwap(sale, holder.id, [seat('A2')]);
  expect([...begunSeats([asked], asked.showId)]).toEqual([
    ['A1', 'b1'],
    ['A2', 'b1'],
  ]);
  const swap = { ...withSwap(sale, holder.id, [seat('A2')]).swap, status: 'held' as const };
  const accepted = toReseated(Booking.parse({ ...asked, swap }), holder.id);
  expect([...begunSeats([accepted], asked.showId).keys()]).toEqual(['A1', 'A2']);
  expect([...begunSeats([withoutSwap(asked, holder.id)], asked.showId).keys()]).toEqual(['A1']);
});

test.each(['rejected', 'expired'] as const)(
  '[ALL3] an order that is %s keeps its seats while nobody knows whether its card was charged',
  (status) => {
    const order = { ...request(holder, 'b1', [leased('A1')]), status };
    expect(begunSeats([order], order.showId).size).toBe(0);
    for (const fate of ['pending', 'unknown', 'success'] as const) {
      const inDoubt = { ...order, payments: [payment('card', PRICE, fate)] };
      expect([...begunSeats([inDoubt], order.showId)]).toEqual([['A1', 'b1']]);
    }
    const declined = { ...order, payments: [payment('card', PRICE, 'failed')] };
    expect(begunSeats([declined], order.showId).size).toBe(0);
  },
);

test('[ALL13] for another till’s sale a till’s own seats are recalled from it like from anybody', () => {
  const server = new MiniServer();
  const sale = toConfirmed(request(rival, 'b1', [seat('B1')]), rival.id, {
    payments: [payment('p1', PRICE)],
    assurance: 'promised',
  });
  server.push(till('till-3'), wired(request(till('till-3'), 'before', [seat('B1')])));
  expect(server.push(rival, wired(sale)).answer?.status).toBe('conflicted');
  withAllotment(server, ['A1']);
  const clerk = till('till-1', 'counter', 'clerk');
  const ask = () => server.push(clerk, wired(withSwap(server.booking('b1'), holder.id, [seat('A1')])));
  const { verdict, answer } = ask();
  expect(answer?.swap?.status).toBe('refused');
  expect(recallsFor(server.lastCase(), verdict)).toMatchObject([{ deviceId: holder.id, seatIds: ['A1'] }]);
  server.allotted.clear();
  expect(ask().answer?.swap?.status).toBe('held');
});

test('[I5] a seat that was sold before its till knew of the allotment is spent once that sale is taken back', () => {
  const { deviceId, replicaId } = { deviceId: holder.id, replicaId: ReplicaId.parse('replica-till-1') };
  const allotment = Allotment.parse({
    ...{ id: allotmentId, cinemaId: CINEMA, showId: SHOW, deviceId, replicaId },
    ...{ epoch: 0, rev: 1, seatIds: ['A1', 'A2'], status: 'active' },
  });
  const bookings = [toCancelled(offlineSale('b1', [seat('A1')]), holder.id)];
  const own = ownSeatsOf(
    { allotments: [allotment], given: new Map(), bookings },
    { deviceId, replicaId },
    SHOW,
  );
  expect([...own.leases.keys()]).toEqual(['A2']);
});

test('[I5] a sale of a revoked allotment arrives conflicted, and never takes a seat twice', () => {
  const server = new MiniServer();
  server.push(rival, wired(request(rival, 'rival', [seat('A1')])));
  const { answer } = server.push(holder, wired(offlineSale('late', [leased('A1', 0), leased('A2', 0)])));
  expect(answer).toMatchObject({ status: 'conflicted', reason: 'revoked', payments: [{ id: 'pay-late' }] });
  expect(server.ownedBy('rival')).toEqual(['A1']);
});

test('[I11] each booking that is confirmed, cancelled or disputed asks for its notice exactly when it becomes so', () => {
  const server = new MiniServer();
  withAllotment(server, ['A1']);
  const sale = wired(offlineSale('b1', [leased('A1')]));
  const first = server.push(holder, sale);
  server.push(holder, sale);
  if (first.answer === null) throw new Error('no answer');
  server.push(holder, wired(toCancelled(first.answer, holder.id)));
  server.push(holder, wired(toCancelled(first.answer, holder.id)));
  expect(server.notified).toEqual(['confirmed b1', 'cancelled b1']);
});

test('[I5] of two orders of one till on a seat, the one that was sold has it, then the earlier', () => {
  const [early, late] = ['0001', '0002'].map((id) => request(holder, id, [leased('A1')]));
  if (early === undefined || late === undefined) throw new Error('two orders');
  const sold = (booking: Booking): Booking =>
    toConfirmed(booking, holder.id, { payments: [payment(`pay-${booking.id}`, PRICE)], assurance: 'leased' });
  const owner = (...bookings: Booking[]) => begunSeats(bookings, early.showId).get(seat('A1').seatId);
  for (const [a, b, who] of [
    [early, late, early],
    [sold(early), late, early],
    [early, sold(late), late],
  ] as const) {
    expect(owner(a, b)).toBe(who.id);
    expect(owner(b, a)).toBe(who.id);
  }
});
