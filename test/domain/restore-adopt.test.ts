import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OwnBooking, Pusher, Verdict } from '#shared/domain/booking/case.ts';
import { capturedOf } from '#shared/domain/booking/facts.ts';
import { parsePushed } from '#shared/domain/booking/parse.ts';
import { toCancelled, toConfirmed, toPaying, withCustomer, withSeats } from '#shared/domain/booking/steps.ts';
import { adopt } from '#shared/domain/restore/adopt.ts';
import { Booking, Refund } from '#shared/wire/booking.ts';
import type { PaymentId } from '#shared/wire/scalars.ts';
import { MiniServer } from '../support/mini-server.ts';
import { NOW_MS, PRICE, payment, request, seat, till, wired } from '../support/world.ts';

const one = till('till-1');
const two = till('till-2');
const NONE: ReadonlySet<PaymentId> = new Set();
const OPEN_MS = NOW_MS + 3_600_000;

/** A closed server: what it stores of bookings, and everything else that it was told to write. */
class ClosedServer {
  readonly bookings = new Map<string, OwnBooking>();
  readonly money = new Set<string>();
  readonly items: Verdict['openItems'][number][] = [];

  report(pusher: Pusher, raw: unknown): Verdict {
    const parsed = parsePushed(raw);
    if (parsed.kind !== 'ok') throw new Error(parsed.message);
    const pushed = parsed.booking;
    const verdict = adopt({
      own: this.bookings.get(pushed.id) ?? null,
      pushed,
      pusher,
      paymentsElsewhere: NONE,
      nowMs: OPEN_MS,
      holdSecondsDefault: 600,
    });
    if (verdict.store !== null) {
      Booking.parse(verdict.store.booking);
      this.bookings.set(pushed.id, verdict.store);
    }
    for (const fact of verdict.money)
      this.money.add(fact.kind === 'payment' ? fact.payment.id : fact.refund.id);
    this.items.push(...verdict.openItems);
    return verdict;
  }

  booking(id = 'b1'): Booking | undefined {
    return this.bookings.get(id)?.booking;
  }
}

/** What a real server acknowledged of one booking, oldest first: held, longer held, being paid, sold, printed. */
function acknowledged(): Booking[] {
  const server = new MiniServer();
  const states: Booking[] = [];
  const push = (booking: Booking): Booking => {
    const { answer } = server.push(one, wired(booking));
    if (answer === null) throw new Error('the server took nothing');
    states.push(answer);
    return answer;
  };
  const held = push(request(one, 'b1', [seat('A1')]));
  const more = push(withSeats(held, one.id, [seat('A1'), seat('A2')]));
  const paying = push(toPaying(more, one.id));
  const sold = push(toConfirmed(paying, one.id, { payments: [payment('p1', 2 * PRICE)] }));
  push(withCustomer(sold, one.id, { name: 'Ada' }));
  return states;
}
const HISTORY = acknowledged();
const [held, , paying, sold] = HISTORY;
if (held === undefined || paying === undefined || sold === undefined) throw new Error('a short history');

const sorted = <T extends { readonly id: string }>(facts: readonly T[]): T[] =>
  facts.toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('taking over', () => {
  test('[RST1] whatever is reported in whatever order, the highest revision wins and no fact is lost', () => {
    const reports = fc.array(
      fc.record({ at: fc.nat(HISTORY.length - 1), by: fc.constantFrom(one, two), late: fc.nat(3) }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(reports, fc.infiniteStream(fc.nat()), (said, chance) => {
        const rows = said.map(({ at, by, late }) => {
          const state = HISTORY[at] ?? held;
          // Money only the till knows of, taken after the server acknowledged this state.
          const facts = by === one && late > 0 ? [payment(`late-${late}`, late, 'failed')] : [];
          return { by, raw: wired({ ...state, payments: [...state.payments, ...facts] }) };
        });
        const shuffled = rows
          .map((row) => ({ row, key: chance.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row);
        const [forwards, mixed] = [rows, shuffled].map((order) => {
          const server = new ClosedServer();
          for (const { by, raw } of order) server.report(by, raw);
          return server;
        });
        const best = HISTORY[Math.max(...said.map(({ at }) => at))] ?? held;
        for (const server of [forwards, mixed]) {
          const stored = server?.booking();
          expect(stored).toMatchObject({ rev: best.rev, status: best.status, seats: best.seats });
          expect(server?.items).toEqual([]);
        }
        expect(sorted(forwards?.booking()?.payments ?? [])).toEqual(sorted(mixed?.booking()?.payments ?? []));
        const lates = said.filter(({ by, late }) => by === one && late > 0).map(({ late }) => `late-${late}`);
        const kept = new Set<string>(forwards?.booking()?.payments.map(({ id }) => id));
        expect(lates.every((id) => kept.has(id))).toBe(true);
      }),
    );
  });

  test('[RST1] reporting the same again changes nothing, and no report moves a seat', () => {
    const server = new ClosedServer();
    for (const state of HISTORY) expect(server.report(one, wired(state)).seats).toEqual([]);
    for (const state of HISTORY) expect(server.report(one, wired(state)).store).toBeNull();
    expect([...server.money]).toEqual(['p1']);
  });

  test('[RST2] a copy at another till saves a booking whose own till is gone; a lobby kiosk reports its own only', () => {
    const server = new ClosedServer();
    const lobby = till('kiosk', 'lobby');
    expect(server.report(lobby, wired(sold)).refusal?.code).toBe('foreign-booking');
    expect(server.items).toMatchObject([{ kind: 'foreign-payment', amount: 2 * PRICE }]);
    expect(server.report(two, wired(sold))).toMatchObject({ refusal: null, notify: ['confirmed'] });
    expect(server.booking()).toMatchObject({ deviceId: 'till-1', status: 'confirmed' });
    // What no server has seen is its own till's to say.
    expect(server.report(two, wired(request(one, 'b2', [seat('B1')]))).refusal?.code).toBe('foreign-booking');
  });

  test('[RST2] devices of other cinemas, doors and retired ones report nothing', () => {
    const server = new ClosedServer();
    const codes = [till('d1', 'door'), { ...one, retired: true }, { ...one, cinemaId: 'elsewhere' }].map(
      (pusher) => server.report(pusher, wired(sold)).refusal?.code,
    );
    expect(codes).toEqual(['not-allowed', 'retired-device', 'foreign-cinema']);
    expect(server.report(one, wired({ ...held, rev: 2 ** 40 })).refusal?.code).toBe('malformed');
    expect(server.bookings.size).toBe(0);
  });

  test('[RST3] a new request is kept as refused with its seats, so that it can be asked again', () => {
    const server = new ClosedServer();
    const asked = request(one, 'b1', [seat('A1'), seat('A2')]);
    expect(server.report(one, wired(asked)).refusal).toBeNull();
    expect(server.booking()).toMatchObject({
      status: 'rejected',
      reason: 'sales-closed',
      seats: asked.seats,
    });
    const again = withSeats(Booking.parse(server.booking()), one.id, asked.seats);
    server.report(one, wired(again));
    expect(server.booking()).toMatchObject({ status: 'rejected', edit: again.edit });
  });

  test('[RST3] a wish on a hold leaves the hold as it was acknowledged, and records that it was answered', () => {
    for (const known of [true, false]) {
      const server = new ClosedServer();
      if (known) server.report(one, wired(held));
      server.report(one, wired(toPaying(held, one.id)));
      expect(server.booking()).toMatchObject({
        status: 'pending',
        reason: 'sales-closed',
        expiresAt: held.expiresAt,
        edit: { n: 2 },
      });
    }
  });

  test('[RST3] giving up an unpaid hold is always granted', () => {
    const server = new ClosedServer();
    server.report(one, wired(held));
    server.report(one, wired(toCancelled(held, one.id)));
    expect(server.booking()?.status).toBe('cancelled');
  });

  test('[I3] money that was taken meanwhile is kept, and its booking wants its seats', () => {
    const sale = toConfirmed(paying, one.id, { payments: [payment('p7', 2 * PRICE)] });
    for (const before of [[], [held], [paying]]) {
      const server = new ClosedServer();
      for (const state of before) server.report(one, wired(state));
      server.report(one, wired(sale));
      expect(server.booking()).toMatchObject({ status: 'confirmed', payments: [{ id: 'p7' }] });
      expect([...server.money]).toEqual(['p7']);
    }
    const never = toConfirmed(request(one, 'b9', [seat('B1')]), one.id, {
      payments: [payment('p8', PRICE)],
      assurance: 'promised',
    });
    const server = new ClosedServer();
    server.report(one, wired(never));
    expect(server.booking('b9')).toMatchObject({ status: 'confirmed', rev: 0 });
    expect(capturedOf(Booking.parse(server.booking('b9')))).toBe(PRICE);
  });

  test('[I3] a sale on a hold whose answer its till never heard is taken over with the seats that were sold', () => {
    const server = new ClosedServer();
    server.report(one, wired(held));
    const asked = request(one, 'b1', [seat('A1')]);
    const other = withSeats(asked, one.id, [seat('B1')]);
    const sale = toConfirmed(other, one.id, { payments: [payment('p7', PRICE)], assurance: 'promised' });
    server.report(one, wired(sale));
    expect(server.booking()).toMatchObject({ status: 'confirmed', rev: held.rev, seats: [{ seatId: 'B1' }] });
    // An older edit of the same till is no news.
    server.report(one, wired(asked));
    expect(server.booking()).toMatchObject({ status: 'confirmed', seats: [{ seatId: 'B1' }] });
  });

  test('[RST1] a sale made on a promise stays one, whichever comes first: it, or a copy of the refusal before it', () => {
    const asked = request(one, 'b1', [seat('A1')]);
    const refused = { ...asked, status: 'rejected' as const, rev: 1 };
    const promised = toConfirmed(asked, one.id, { payments: [payment('p1', PRICE)], assurance: 'promised' });
    const orders = [
      [[one, promised] as const, [two, refused] as const],
      [[two, refused] as const, [one, promised] as const],
    ];
    const taken = orders.map((reports) => {
      const server = new ClosedServer();
      for (const [pusher, booking] of reports) server.report(pusher, wired(booking));
      return server.booking();
    });
    for (const booking of taken)
      expect(booking).toMatchObject({ status: 'confirmed', assurance: 'promised', rev: 1 });
  });

  test('[I3] somebody is told of a sale that was paid above its price', () => {
    const server = new ClosedServer();
    server.report(one, wired(paying));
    const sale = toConfirmed(paying, one.id, { payments: [payment('p7', 5 * PRICE)] });
    for (let round = 0; round < 2; round += 1) server.report(one, wired(sale));
    expect(server.booking()).toMatchObject({ status: 'confirmed', price: { total: 2 * PRICE } });
    expect(server.items).toMatchObject([{ kind: 'overpaid', amount: 3 * PRICE }]);
  });

  test('[I3] money on a hold that had ended makes it a booking that is being paid', () => {
    const server = new ClosedServer();
    server.report(one, wired({ ...held, status: 'expired', reason: 'expired' }));
    const paid = { ...held, status: 'expired', payments: [payment('p1', 300)] };
    server.report(one, wired(Booking.parse({ ...paid, edit: { deviceId: one.id, n: 7 } })));
    expect(server.booking()?.status).toBe('paying');
  });

  test('[I3] a refund that was granted after the backup is known again; one that is only asked for waits', () => {
    const cancelled = (status: Refund['status']): Booking => {
      const refund = {
        id: 'r1',
        paymentId: 'p1',
        lines: [],
        amount: PRICE,
        reason: 'ill',
        at: sold.updatedAt,
      };
      return toCancelled(sold, one.id, [Refund.parse({ ...refund, status })]);
    };
    const server = new ClosedServer();
    server.report(one, wired(sold));
    server.report(one, wired({ ...cancelled('paid'), rev: sold.rev + 1 }));
    expect(server.booking()).toMatchObject({ status: 'cancelled', refunds: [{ id: 'r1', status: 'paid' }] });
    expect(server.items).toMatchObject([{ kind: 'conflicted-sale', amount: PRICE }]);

    for (const rev of [sold.rev, sold.rev + 1]) {
      const waiting = new ClosedServer();
      waiting.report(one, wired(sold));
      waiting.report(one, wired({ ...cancelled('requested'), rev }));
      expect(waiting.booking()).toMatchObject({
        status: 'confirmed',
        reason: 'sales-closed',
        refunds: [{ id: 'r1', status: 'requested' }],
      });
    }
  });
});
