import { describe, expect, test } from 'vitest';
import { RULINGS } from '#shared/domain/booking/life.ts';
import { toCancelled, toPaying, withRefundStatus, withSeats } from '#shared/domain/booking/steps.ts';
import { BookingStatus } from '#shared/wire/booking.ts';
import { MiniServer } from '../support/mini-server.ts';
import { held, one, sold } from '../support/selling.ts';
import { NOW_MS, PRICE, payment, seat, smallestHold, till, wired } from '../support/world.ts';

const two = till('till-2');

describe('who, and which edit', () => {
  test('[BKG17] another device may not write a booking; its money is filed, booking and seats stay', () => {
    const server = new MiniServer();
    const hold = held(server);
    const before = server.booking('b1');
    const theft = { ...hold, status: 'confirmed' as const, payments: [payment('p9', 2 * PRICE)] };
    const { verdict } = server.push(two, wired(theft));
    expect(verdict.refusal?.code).toBe('foreign-booking');
    expect(server.booking('b1')).toEqual(before);
    expect([...server.openItems.values()].map((item) => item.kind)).toEqual(['foreign-payment']);
  });

  test('[BKG17] a counter with staff signed in may act on a confirmed booking of another till', () => {
    const server = new MiniServer();
    const sale = sold(server);
    const clerk = till('till-2', 'counter', 'clerk');
    expect(server.push(clerk, wired(toCancelled(sale, clerk.id))).answer?.status).toBe('cancelled');
  });

  test('[BKG17] money is filed also where the server knows its payment, but not that it was captured', () => {
    const server = new MiniServer();
    const paying = toPaying(held(server), one.id);
    server.push(one, wired({ ...paying, payments: [payment('p9', 2 * PRICE, 'unknown')] }));
    server.push(two, wired({ ...server.booking('b1'), payments: [payment('p9', 2 * PRICE)] }));
    expect([...server.openItems.values()]).toMatchObject([{ kind: 'foreign-payment', paymentId: 'p9' }]);
  });

  test('[BKG24] whoever took another till’s sale back, and is to pay the refund out, may say that it was paid', () => {
    const server = new MiniServer();
    const clerk = till('till-2', 'counter', 'clerk');
    const taken = server.push(clerk, wired(toCancelled(sold(server), clerk.id))).answer;
    const [refund] = taken?.refunds ?? [];
    if (taken === null || refund === undefined) throw new Error('nothing to give back');
    const paid = wired(withRefundStatus(taken, clerk.id, refund.id, 'paid'));
    expect(server.push(till('till-3', 'counter', 'clerk'), paid).answer).toEqual(taken);
    const { answer, verdict } = server.push(clerk, paid);
    expect(verdict.money).toMatchObject([{ kind: 'refund', refund: { id: refund.id } }]);
    expect([verdict.refusal, answer?.status, answer?.refunds]).toEqual([
      null,
      'cancelled',
      [{ ...refund, status: 'paid' }],
    ]);
  });

  test('[BKG18] a copy of what its own till wrote last wishes nothing, whatever revision it names', () => {
    const server = new MiniServer();
    const hold = held(server, 'b1', 'A1');
    const clerk = till('till-2', 'counter', 'clerk');
    const copy = { ...withSeats(hold, one.id, [seat('B1')]), rev: server.booking('b1').rev };
    const before = server.booking('b1');
    expect(server.push(clerk, wired(copy)).answer).toEqual(before);
    expect(server.ownedBy('b1')).toEqual(['A1']);
    // What the clerk there wants is judged.
    const wanted = withSeats(hold, clerk.id, [seat('B1')]);
    expect(server.push(clerk, wired(wanted)).answer).toMatchObject({ seats: [{ seatId: 'B1' }] });
  });

  test('[BKG17] a door, a retired device and a device of another cinema write nothing', () => {
    const server = new MiniServer();
    const codes = [till('d1', 'door'), { ...one, retired: true }, { ...one, cinemaId: 'elsewhere' }].map(
      (pusher) => server.push(pusher, wired(smallestHold('b1', seat('A1')))).verdict.refusal?.code,
    );
    expect(codes).toEqual(['not-allowed', 'retired-device', 'foreign-cinema']);
    expect(server.bookings.size).toBe(0);
  });

  test('[BKG23] a copy that a device only sends back is answered like any conflict, never refused', () => {
    const server = new MiniServer();
    const sale = sold(server);
    for (const copy of [sale, { ...sale, rev: sale.rev - 1, note: 'as it was' }]) {
      const { answer, verdict } = server.push(till('till-2'), wired(copy));
      expect([verdict.refusal, verdict.store, answer]).toEqual([null, null, sale]);
    }
  });

  test('[BKG18] a lower edit of the same device is stale: its facts are kept, its wishes are not', () => {
    const server = new MiniServer();
    const hold = held(server, 'b1', 'A1');
    const newer = server.push(
      one,
      wired(withSeats(withSeats(hold, one.id, [seat('A1')]), one.id, [seat('A1'), seat('A2')])),
    ).answer;
    const older = { ...withSeats(hold, one.id, [seat('A5')]), payments: [payment('p1', 300, 'failed')] };
    const { answer } = server.push(one, wired(older));
    expect(answer).toMatchObject({ seats: newer?.seats, payments: [{ id: 'p1', status: 'failed' }] });
  });

  test('[BKG18] an edit of another device must name the current revision', () => {
    const server = new MiniServer();
    const sale = sold(server);
    const clerk = till('till-2', 'counter', 'clerk');
    const { answer } = server.push(clerk, wired({ ...toCancelled(sale, clerk.id), rev: sale.rev - 1 }));
    expect(answer?.status).toBe('confirmed');
  });

  test('[BKG19] money captured behind a stale edit is never lost: the hold becomes a sale', () => {
    const server = new MiniServer();
    const hold = held(server, 'b1', 'A1');
    server.push(one, wired(withSeats(withSeats(hold, one.id, [seat('A1')]), one.id, [seat('A1')])));
    const stale = { ...withSeats(hold, one.id, [seat('A1')]), payments: [payment('p1', PRICE)] };
    expect(server.push(one, wired(stale)).answer?.status).toBe('confirmed');
  });

  test('[BKG20] the ruling table answers every pair, and every pushed pair leaves a lawful state', () => {
    for (const ownStatus of BookingStatus.options) {
      for (const pushedStatus of BookingStatus.options) {
        if (ownStatus === 'requested') continue;
        expect(RULINGS[ownStatus][pushedStatus], `${ownStatus} × ${pushedStatus}`).toBeDefined();
        const server = new MiniServer();
        const hold = held(server, 'b1', 'A1');
        const own = { ...hold, status: ownStatus };
        server.bookings.set(hold.id, { booking: own, hidden: { heldAtMs: NOW_MS, agedMs: null } });
        const pushed = { ...own, status: pushedStatus, edit: { deviceId: one.id, n: 9 } };
        const { answer } = server.push(one, wired(pushed));
        expect(answer?.status, `${ownStatus} × ${pushedStatus}`).not.toBe('requested');
        expect(answer?.edit?.n, `${ownStatus} × ${pushedStatus} records its edit`).toBe(9);
      }
    }
  });
});
