import { describe, expect, test } from 'vitest';
import {
  toCancelled,
  toConfirmed,
  toPaying,
  toPending,
  withHoldSeconds,
  withSeats,
} from '#shared/domain/booking/steps.ts';
import { MiniServer } from '../support/mini-server.ts';
import { held, one, sold } from '../support/selling.ts';
import {
  NOW_MS,
  PRICE,
  payment,
  request,
  START_MS,
  seat,
  smallestHold,
  till,
  wired,
} from '../support/world.ts';

const two = till('till-2');

describe('requests', () => {
  test('[BKG1] a request for free seats as seen is pending, all seats held, priced, with an end', () => {
    const server = new MiniServer();
    const answer = held(server);
    expect(answer).toMatchObject({ status: 'pending', rev: 1, price: { total: 2 * PRICE } });
    expect(answer.expiresAt).toBe(new Date(NOW_MS + 600_000).toISOString());
    expect(server.ownedBy('b1')).toEqual(['A1', 'A2']);
  });

  test('[BKG1] the smallest hold a client can send is enough', () => {
    const server = new MiniServer();
    const { answer } = server.push(one, wired(smallestHold('b1', seat('A1'))));
    expect(answer).toMatchObject({
      status: 'pending',
      deviceId: one.id,
      channel: 'counter',
      price: { total: PRICE },
    });
  });

  test('[I2] a request that clashes at one seat holds none, and says which and why', () => {
    const server = new MiniServer();
    held(server, 'b1', 'A3', 'A4');
    const { answer } = server.push(two, wired(request(two, 'b2', [seat('A4', 0), seat('A5')])));
    expect(answer).toMatchObject({ status: 'rejected', reason: 'seats' });
    expect(answer?.conflicts).toEqual([{ seatId: 'A4', reason: 'held', rev: 1, by: one.id }]);
    expect(server.ownedBy('b2')).toEqual([]);
  });

  test('[BKG2] a free seat seen at an old revision is stale, and the answer names the revision now', () => {
    const server = new MiniServer();
    server.push(one, wired(toCancelled(held(server, 'b1', 'A1'), one.id)));
    const { answer } = server.push(two, wired(request(two, 'b2', [seat('A1', 0)])));
    expect(answer?.conflicts).toEqual([{ seatId: 'A1', reason: 'stale', rev: 2 }]);
    const again = server.push(two, wired({ ...request(two, 'b3', [seat('A1', 2)]) }));
    expect(again.answer?.status).toBe('pending');
  });

  test('[BKG3] a repeat of what was ruled changes nothing and is answered with the state', () => {
    const server = new MiniServer();
    const sent = wired(request(one, 'b1', [seat('A1')]));
    const first = server.push(one, sent).answer;
    const second = server.push(one, sent);
    expect(second.verdict.store).toBeNull();
    expect(second.answer).toEqual(first);
  });

  test('[BKG4] of a changed hold the new set is arbitrated as a whole; on conflict the old hold stands', () => {
    const server = new MiniServer();
    const mine = held(server, 'b1', 'A1');
    server.push(two, wired(request(two, 'b2', [seat('A2')])));
    const { answer } = server.push(one, wired(withSeats(mine, one.id, [seat('A1'), seat('A2'), seat('A3')])));
    expect(answer).toMatchObject({ status: 'pending', reason: 'seats', seats: [{ seatId: 'A1' }] });
    expect(server.ownedBy('b1')).toEqual(['A1']);
    if (answer === null) throw new Error('no answer');
    const changed = server.push(one, wired(withSeats(answer, one.id, [seat('A3'), seat('A4')]))).answer;
    expect(changed?.conflicts).toBeUndefined();
    expect(server.ownedBy('b1')).toEqual(['A3', 'A4']);
  });

  test('[BKG5] a hold is extended by asking for more seconds, up to the limit', () => {
    const server = new MiniServer();
    const longer = server.push(one, wired(withHoldSeconds(held(server), one.id, 1_200))).answer;
    expect(longer?.expiresAt).toBe(new Date(NOW_MS + 1_200_000).toISOString());
  });

  test('[BKG6] a hold whose time is over loses to the next request in the same transaction', () => {
    const server = new MiniServer();
    held(server, 'b1', 'A1', 'A2');
    server.nowMs += 600_000;
    const { answer } = server.push(two, wired(request(two, 'b2', [seat('A1', 1)])));
    expect(answer?.status).toBe('pending');
    expect(server.booking('b1').status).toBe('expired');
    expect(server.ownedBy('b1')).toEqual([]);
  });

  test('[BKG7] a wrong price on an unpaid booking is refused with the right one', () => {
    const server = new MiniServer();
    const wrong = { currency: 'EUR', lines: [], total: 1, tax: [] };
    const sent: unknown = { ...JSON.parse(JSON.stringify(smallestHold('b1', seat('A1')))), price: wrong };
    const { answer } = server.push(one, sent);
    expect(answer).toMatchObject({ status: 'rejected', reason: 'price', price: { total: PRICE } });
    expect(server.ownedBy('b1')).toEqual([]);
  });

  test('[BKG8] unknown seats, unknown and cancelled shows and closed sales are refused', () => {
    const server = new MiniServer();
    expect(server.push(one, wired(smallestHold('b1', seat('Z9')))).answer?.conflicts?.[0]?.reason).toBe(
      'unknown-seat',
    );
    server.nowMs = START_MS + 31 * 60_000;
    expect(server.push(one, wired(smallestHold('b2', seat('A1')))).answer?.reason).toBe('sales-closed');
    const boss = till('till-3', 'counter', 'supervisor');
    expect(server.push(boss, wired(smallestHold('b3', seat('A1')))).answer?.status).toBe('pending');
    server.show = null;
    expect(server.push(one, wired(smallestHold('b4', seat('A2')))).answer?.reason).toBe('unknown-show');
  });

  test('[BKG8] the lobby sells until ten minutes after the start', () => {
    const server = new MiniServer();
    const lobby = till('lobby-1', 'lobby');
    server.nowMs = START_MS + 10 * 60_000 - 1;
    expect(server.push(lobby, wired(smallestHold('b1', seat('A1')))).answer).toMatchObject({
      status: 'pending',
      channel: 'lobby',
    });
    server.nowMs += 1;
    expect(server.push(lobby, wired(smallestHold('b2', seat('A2')))).answer?.reason).toBe('sales-closed');
  });
});

describe('paying and selling', () => {
  test('[BKG9] while it is being paid a hold does not end by time', () => {
    const server = new MiniServer();
    const paying = server.push(one, wired(toPaying(held(server), one.id))).answer;
    expect(paying).toMatchObject({ status: 'paying' });
    expect(paying?.expiresAt).toBeUndefined();
    server.nowMs += 3_600_000;
    server.sweep();
    expect(server.ownedBy('b1')).toEqual(['A1', 'A2']);
  });

  test('[BKG9] paying on a lapsed hold takes free seats afresh, and is rejected as expired when they are gone', () => {
    const server = new MiniServer();
    const first = held(server, 'b1', 'A1');
    const second = held(server, 'b2', 'A2');
    server.nowMs += 600_000;
    server.sweep();
    expect(
      server.push(one, wired(toPaying({ ...first, seats: [seat('A1', 2)] }, one.id))).answer?.status,
    ).toBe('paying');
    server.push(two, wired(request(two, 'b3', [seat('A2', 2)])));
    expect(server.push(one, wired(toPaying(second, one.id))).answer).toMatchObject({
      status: 'rejected',
      reason: 'expired',
    });
  });

  test('[BKG10] a declined payment goes back to the hold, with at least a minute left', () => {
    const server = new MiniServer();
    const hold = held(server);
    server.nowMs += 590_000;
    const paying = server.push(one, wired(toPaying(hold, one.id))).answer;
    server.nowMs += 300_000;
    if (paying === null) throw new Error('no answer');
    const back = server.push(one, wired(toPending(paying, one.id))).answer;
    expect(back?.status).toBe('pending');
    expect(Date.parse(back?.expiresAt ?? '') - server.nowMs).toBe(60_000);
  });

  test('[BKG11] paid in full, a booking is confirmed, its seats booked, one ticket each', () => {
    const server = new MiniServer();
    const sale = sold(server);
    expect(sale).toMatchObject({ status: 'confirmed', payments: [{ id: 'pay-b1', deviceId: one.id }] });
    expect(sale.tickets.map((ticket) => ticket.seatId)).toEqual(['A1', 'A2']);
    expect([...server.seats.values()].map((state) => state.status)).toEqual(['booked', 'booked']);
    expect(server.notified).toEqual(['confirmed b1']);
  });

  test('[BKG11] the smallest cash sale: the answer pushed back, confirmed, with one payment', () => {
    const server = new MiniServer();
    const hold = server.push(one, wired(smallestHold('b1', seat('A1')))).answer;
    if (hold === null) throw new Error('no answer');
    const { answer } = server.push(
      one,
      wired({ ...hold, status: 'confirmed', payments: [payment('p1', PRICE)] }),
    );
    expect(answer).toMatchObject({ status: 'confirmed', rev: 2 });
  });

  test('[BKG12] unpaid, a sale is refused and the hold stands; part-paid it stays paying', () => {
    const server = new MiniServer();
    const hold = held(server);
    const unpaid = server.push(
      one,
      wired(toConfirmed(toPaying(hold, one.id), one.id, { payments: [] })),
    ).answer;
    expect(unpaid).toMatchObject({ status: 'pending', reason: 'unpaid' });
    if (unpaid === null) throw new Error('no answer');
    const part = toConfirmed(toPaying(unpaid, one.id), one.id, { payments: [payment('p1', PRICE)] });
    expect(server.push(one, wired(part)).answer).toMatchObject({
      status: 'paying',
      payments: [{ id: 'p1' }],
    });
  });

  test('[I3] a paid sale whose seats are gone is kept as conflicted, with the seats that are its own', () => {
    const server = new MiniServer();
    const hold = held(server, 'b1', 'A1', 'A2');
    server.nowMs += 600_000;
    server.push(two, wired(request(two, 'b2', [seat('A2', 1)])));
    const late = toConfirmed(toPaying(hold, one.id), one.id, { payments: [payment('p1', 2 * PRICE)] });
    const { answer } = server.push(one, wired(late));
    expect(answer).toMatchObject({
      status: 'conflicted',
      reason: 'seats',
      conflicts: [{ seatId: 'A2', reason: 'held' }],
    });
    expect(server.ownedBy('b1')).toEqual(['A1']);
    expect(server.ownedBy('b2')).toEqual(['A2']);
  });

  test('[I3] a conflicted sale whose seats came free is confirmed when its till asks again', () => {
    const server = new MiniServer();
    const hold = held(server, 'b1', 'A1');
    server.nowMs += 600_000;
    server.push(two, wired(request(two, 'b2', [seat('A1', 1)])));
    const late = toConfirmed(toPaying(hold, one.id), one.id, { payments: [payment('p1', PRICE)] });
    const conflicted = server.push(one, wired(late)).answer;
    server.push(two, wired(toCancelled(server.booking('b2'), two.id)));
    if (conflicted === null) throw new Error('no answer');
    expect(server.push(one, wired(toConfirmed(conflicted, one.id, { payments: [] }))).answer?.status).toBe(
      'confirmed',
    );
  });

  test('[I4] a payment id captured for another booking is filed and not taken twice', () => {
    const server = new MiniServer();
    sold(server, 'b1', 'A1');
    const hold = held(server, 'b2', 'A2');
    const twice = toConfirmed(toPaying(hold, one.id), one.id, { payments: [payment('pay-b1', PRICE)] });
    expect(server.push(one, wired(twice)).answer).toMatchObject({ status: 'pending', payments: [] });
    expect([...server.openItems.values()].map((item) => item.kind)).toEqual(['payment-elsewhere']);
  });

  test('[BKG13] money above the price and a sale at an old price are open items, never refused', () => {
    const server = new MiniServer();
    const hold = held(server, 'b1', 'A1');
    server.push(
      one,
      wired(toConfirmed(toPaying(hold, one.id), one.id, { payments: [payment('p1', PRICE + 50)] })),
    );
    expect(server.booking('b1').status).toBe('confirmed');
    const cheap = held(server, 'b2', 'A2');
    const price = { currency: hold.price?.currency, lines: [], total: 900, tax: [] };
    const sale: unknown = {
      ...JSON.parse(
        JSON.stringify(toConfirmed(toPaying(cheap, one.id), one.id, { payments: [payment('p2', 900)] })),
      ),
      price,
    };
    expect(server.push(one, sale).answer).toMatchObject({ status: 'confirmed', price: { total: 900 } });
    expect([...server.openItems.values()].map((item) => [item.kind, item.amount])).toEqual([
      ['overpaid', 50],
      ['price-difference', 100],
    ]);
  });
});

describe('giving up', () => {
  test('[BKG14] an unpaid booking given up frees its seats', () => {
    const server = new MiniServer();
    const { answer } = server.push(one, wired(toCancelled(held(server), one.id)));
    expect(answer?.status).toBe('cancelled');
    expect([...server.seats.values()].map((state) => [state.status, state.rev])).toEqual([
      ['available', 2],
      ['available', 2],
    ]);
  });

  test.each([
    { hoursBefore: 25, back: 1_000, released: true },
    { hoursBefore: 24, back: 1_000, released: true },
    { hoursBefore: 3, back: 500, released: true },
    { hoursBefore: 1, back: 0, released: false },
  ])(
    '[BKG15] cancelled $hoursBefore h before the start: $back of 1000 comes back',
    ({ hoursBefore, back, released }) => {
      const server = new MiniServer();
      server.nowMs = START_MS - hoursBefore * 3_600_000;
      const sale = sold(server, 'b1', 'A1');
      const { answer } = server.push(one, wired(toCancelled(sale, one.id)));
      expect(answer?.status).toBe('cancelled');
      expect(answer?.refunds.map((refund) => [refund.status, refund.amount])).toEqual(
        back === 0 ? [] : [['granted', back]],
      );
      expect(server.ownedBy('b1')).toEqual(released ? [] : ['A1']);
    },
  );

  test('[BKG16] nothing is undone while the fate of a payment is unknown', () => {
    const server = new MiniServer();
    const paying = toPaying(held(server), one.id);
    const asked = { ...paying, payments: [payment('p1', 2 * PRICE, 'unknown')] };
    const { answer } = server.push(one, wired(toCancelled(asked, one.id)));
    expect(answer).toMatchObject({ status: 'pending', reason: 'payment-open' });
  });
});
