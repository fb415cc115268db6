import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCancelled, toConfirmed, toReseated, withoutSwap, withSwap } from '#shared/domain/booking/steps.ts';
import { bestReplacement } from '#shared/domain/seating/replacement.ts';
import type { Booking, BookingSeat } from '#shared/wire/booking.ts';
import { MiniServer } from '../support/mini-server.ts';
import { PRICE, payment, request, screen, seat, till, wired } from '../support/world.ts';

const seller = till('till-1', 'counter', 'clerk');
const rival = till('till-2');

/** A sale of A1 and A2, promised without the line, that finds A2 in somebody else's hands. */
function disputed(server: MiniServer): Booking {
  server.push(rival, wired(request(rival, 'rival', [seat('A2')])));
  const sale = toConfirmed(request(seller, 'sale', [seat('A1'), seat('A2')]), seller.id, {
    payments: [payment('pay', 2 * PRICE)],
    assurance: 'promised',
  });
  return answered(server, sale);
}

function answered(server: MiniServer, booking: Booking): Booking {
  const { answer } = server.push(seller, wired(booking));
  if (answer === null) throw new Error('no answer');
  return answer;
}

const rowOf = (server: MiniServer, id: string): number => server.seats.get(seat(id).seatId)?.rev ?? 0;
const seatNow = (server: MiniServer, id: string): BookingSeat => seat(id, rowOf(server, id));

test('[SWP1] a replacement is held beside what the sale keeps, all of it or nothing', () => {
  const server = new MiniServer();
  const sale = disputed(server);
  expect(sale.status).toBe('conflicted');
  const held = answered(server, withSwap(sale, seller.id, [seatNow(server, 'A1'), seat('B1')]));
  expect(held).toMatchObject({ status: 'conflicted', swap: { status: 'held' } });
  expect(server.ownedBy('sale')).toEqual(['A1', 'B1']);
  const refused = answered(server, withSwap(held, seller.id, [seat('B3'), seatNow(server, 'A2')]));
  expect(refused).toMatchObject({ status: 'conflicted', swap: { status: 'refused' } });
  expect(server.ownedBy('sale')).toEqual(['A1']);
});

test('[SWP1] a free seat is held whatever the till saw of it: its map may be a moment old', () => {
  const server = new MiniServer();
  const sale = disputed(server);
  const passing = request(rival, 'passing', [seat('B1')]);
  server.push(rival, wired(passing));
  const { answer } = server.push(rival, wired(toCancelled(passing, rival.id)));
  expect(answer?.status).toBe('cancelled');
  const held = answered(server, withSwap(sale, seller.id, [seat('A1'), seat('B1')]));
  expect(held.swap?.status).toBe('held');
});

test('[SWP2] accepting books the replacement, frees what was left, voids old tickets and issues new ones', () => {
  const server = new MiniServer();
  const sale = disputed(server);
  const held = answered(server, withSwap(sale, seller.id, [seat('B1'), seat('B2')]));
  const seated = answered(server, toReseated(held, seller.id));
  expect(seated).toMatchObject({ status: 'confirmed', swap: { status: 'accepted' } });
  expect(seated.conflicts).toBeUndefined();
  expect(server.ownedBy('sale')).toEqual(['B1', 'B2']);
  const valid = seated.tickets.filter(({ printed }) => printed !== 'void').map(({ seatId }) => seatId);
  expect(valid).toEqual(['B1', 'B2']);
  expect(seated.tickets.filter(({ printed }) => printed === 'void').map(({ seatId }) => seatId)).toEqual([
    'A1',
    'A2',
  ]);
  expect([...server.openItems.keys()]).toEqual([]);
  expect(server.notified).toContain('confirmed sale');
});

test('[SWP3] a replacement that is not accepted in time goes free; the sale keeps its own seats and stays disputed', () => {
  const server = new MiniServer();
  const held = answered(server, withSwap(disputed(server), seller.id, [seat('A1', 1), seat('B1')]));
  server.nowMs += 3_600_000;
  server.sweep();
  expect(server.booking('sale')).toMatchObject({ status: 'conflicted', swap: { status: 'lapsed' } });
  expect(server.ownedBy('sale')).toEqual(['A1']);
  const late = answered(server, toReseated(held, seller.id));
  expect(late.status).toBe('conflicted');
  expect(server.ownedBy('sale')).toEqual(['A1']);
});

test('[SWP3] whoever wants the seats of a lapsed replacement takes them without waiting for the sweeper', () => {
  const server = new MiniServer();
  answered(server, withSwap(disputed(server), seller.id, [seat('A1', 1), seat('B1')]));
  server.nowMs += 3_600_000;
  const { answer } = server.push(rival, wired(request(rival, 'next', [seatNow(server, 'B1')], server.nowMs)));
  expect(answer?.status).toBe('pending');
  expect(server.booking('sale').swap?.status).toBe('lapsed');
});

test('[SWP3] doing without it frees it at once', () => {
  const server = new MiniServer();
  const held = answered(server, withSwap(disputed(server), seller.id, [seat('A1', 1), seat('B1')]));
  const without = answered(server, withoutSwap(held, seller.id));
  expect(without).toMatchObject({ status: 'conflicted', swap: { status: 'lapsed' } });
  expect(server.ownedBy('sale')).toEqual(['A1']);
});

test('[SWP4] nobody can say by himself that a replacement is held', () => {
  const server = new MiniServer();
  const sale = disputed(server);
  const swap = { showId: sale.showId, seats: [seat('B1'), seat('B2')], status: 'held' as const };
  const claimed = answered(server, { ...withSwap(sale, seller.id, swap.seats), swap });
  expect(claimed.swap).toBeUndefined();
  const taken = answered(server, { ...claimed, status: 'confirmed', swap: { ...swap, status: 'accepted' } });
  expect(taken.status).toBe('conflicted');
  expect(server.ownedBy('sale')).toEqual(['A1']);
});

test('[SWP5] the party stays together: beside the seats it keeps, else everybody elsewhere', () => {
  const party = [seat('A1'), seat('A2')];
  const lost = new Set([seat('A2').seatId]);
  const free = (...ids: string[]) => {
    const set = new Set(ids.map((id) => seat(id).seatId));
    return (id: BookingSeat['seatId']): boolean => set.has(id);
  };
  const ids = (result: ReturnType<typeof bestReplacement>) => result?.seats.map(({ seatId }) => seatId);
  expect(
    ids(bestReplacement({ screen, seats: [seat('A2'), seat('A3')], lost, isFree: free('A4', 'B1') })),
  ).toEqual(['A4', 'A3']);
  const moved = bestReplacement({ screen, seats: party, lost, isFree: free('B2', 'B3', 'A5') });
  expect(moved?.everybodyMoves).toBe(true);
  expect(ids(moved)?.toSorted()).toEqual(['B2', 'B3']);
  expect(ids(bestReplacement({ screen, seats: party, lost, isFree: free('B5') }))).toEqual(['A1', 'B5']);
  expect(bestReplacement({ screen, seats: party, lost, isFree: free() })).toBeNull();
});

test('[SWP5] a seat the party keeps is not proposed to it a second time, though it is free for the party', () => {
  const found = bestReplacement({
    screen,
    seats: [seat('A2'), seat('A3')],
    lost: new Set([seat('A2').seatId]),
    isFree: (seatId) => seatId !== seat('A2').seatId,
  });
  expect(found).toMatchObject({ everybodyMoves: false, seats: [{ seatId: 'A4' }, { seatId: 'A3' }] });
});

test('[SWP3] a replacement is held as long as the house holds seats, and no longer', () => {
  const server = new MiniServer();
  server.holdSeconds = 120;
  const held = answered(server, withSwap(disputed(server), seller.id, [seat('A1', 1), seat('B1')]));
  expect(Date.parse(held.swap?.expiresAt ?? '') - server.nowMs).toBe(120_000);
});

test('[I2] whatever the replacement asked for, it is held whole or not at all, and no seat has two owners', () => {
  const all = ['A1', 'A2', 'A3', 'A4', 'B1', 'B2', 'B3'];
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
      fc.array(fc.constantFrom('ask', 'take', 'drop', 'wait'), { maxLength: 6 }),
      (wishes, acts) => {
        const server = new MiniServer();
        let sale = disputed(server);
        acts.forEach((act, at) => {
          const wish = (wishes[at] ?? ['B1', 'B2']).map((id) => seatNow(server, id));
          if (act === 'wait') {
            server.nowMs += 400_000;
            server.sweep();
            sale = server.booking('sale');
          } else if (act === 'take' && sale.swap?.status === 'held' && sale.status === 'conflicted')
            sale = answered(server, toReseated(sale, seller.id));
          else if (act === 'drop' && sale.status === 'conflicted')
            sale = answered(server, withoutSwap(sale, seller.id));
          else if (act === 'ask' && sale.status === 'conflicted')
            sale = answered(server, withSwap(sale, seller.id, wish));
          const owned = server.ownedBy('sale');
          if (sale.status === 'confirmed')
            expect(owned).toEqual(sale.seats.map(({ seatId }) => String(seatId)).toSorted());
          else if (sale.swap?.status === 'held')
            expect(owned).toEqual(
              expect.arrayContaining(sale.swap.seats.map(({ seatId }) => String(seatId))),
            );
          else expect(owned).toEqual(['A1']);
          expect(server.ownedBy('rival').concat(owned).toSorted()).toEqual(
            [...new Set(server.ownedBy('rival').concat(owned))].toSorted(),
          );
        });
      },
    ),
  );
});
