import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capturedOf, leftOf, paidOf } from '#shared/domain/booking/facts.ts';
import { toCancelled, toConfirmed, toPaying } from '#shared/domain/booking/steps.ts';
import { cashStepOf, inCash } from '#shared/domain/cash-rounding.ts';
import type { Booking, Payment } from '#shared/wire/booking.ts';
import { Tariff } from '#shared/wire/catalog.ts';
import { Money, MoneyDelta } from '#shared/wire/scalars.ts';
import { MiniServer } from '../support/mini-server.ts';
import { held, one } from '../support/selling.ts';
import { facts, payment, tariff, wired } from '../support/world.ts';

/** A house whose seat costs `base` and whose smallest coin is `step`. */
function house(base: number, step: number): MiniServer {
  const server = new MiniServer();
  const versions = tariff.versions.map((version) => ({
    ...version,
    ...(step === 1 ? {} : { cashStep: step }),
    rules: version.rules.map((rule) => (rule.kind === 'base' ? { ...rule, amount: base } : rule)),
  }));
  server.show = { ...facts, tariff: Tariff.parse({ ...tariff, versions }) };
  return server;
}

function pushed(server: MiniServer, booking: Booking): Booking {
  const { answer } = server.push(one, wired(booking));
  if (answer === null) throw new Error('no answer');
  return answer;
}

const paid = (id: string, tender: Payment['tender'], amount: number, rounding = 0): Payment => ({
  ...payment(id, amount),
  tender,
  ...(rounding === 0 ? {} : { rounding: MoneyDelta.parse(rounding) }),
});

test.each([
  [1_332, 5, 1_330, -2],
  [1_333, 5, 1_335, 2],
  [1_330, 5, 1_330, 0],
  [1_331, 1, 1_331, 0],
  [2, 5, 0, -2],
  [12_950, 100, 13_000, 50],
  [12_949, 100, 12_900, -49],
])('[RND1] %i minor units with coins of %i are %i in cash', (due, step, amount, rounding) => {
  expect(inCash(due, step)).toEqual({ amount, rounding });
});

test('[RND1] rounding to coins never moves a sum by more than half a coin', () => {
  fc.assert(
    fc.property(fc.nat({ max: 10_000_000 }), fc.integer({ min: 1, max: 1_000 }), (due, step) => {
      const { amount, rounding } = inCash(due, step);
      expect([amount % step, amount - rounding]).toEqual([0, due]);
      expect(2 * Math.abs(rounding)).toBeLessThanOrEqual(step);
    }),
  );
});

test('[RND1] the smallest coin stands in the version of the tariff that the order was priced with', () => {
  const { tariff: swiss } = house(1_000, 5).show ?? facts;
  expect([cashStepOf(swiss, 1), cashStepOf(swiss, 2), cashStepOf(tariff, 1), cashStepOf(null, 1)]).toEqual([
    5, 1, 1, 1,
  ]);
});

test('[RND2] a sale whose cash was rounded by the tariff is paid in full, and nobody is called', () => {
  for (const [base, amount, rounding] of [
    [1_333, 1_335, 2],
    [1_332, 1_330, -2],
  ] as const) {
    const server = house(base, 5);
    const paying = pushed(server, toPaying(held(server, 'b1', 'A1'), one.id));
    const sale = toConfirmed(paying, one.id, { payments: [paid('p1', 'cash', amount, rounding)] });
    expect(pushed(server, sale)).toMatchObject({ status: 'confirmed', payments: [{ amount, rounding }] });
    expect([...server.openItems.values()]).toEqual([]);
  }
});

test('[RND2] what is called rounding and is more than half a coin, or no cash, pays nothing of the price', () => {
  for (const [step, payments] of [
    [5, [paid('p1', 'cash', 1_000, -333)]],
    [1, [paid('p1', 'cash', 1_330, -3)]],
    [5, [paid('p1', 'card', 1_331, -2)]],
  ] as const) {
    const server = house(1_333, step);
    const paying = pushed(server, toPaying(held(server, 'b1', 'A1'), one.id));
    const ruled = pushed(server, toConfirmed(paying, one.id, { payments }));
    expect(ruled.status).toBe('paying');
    expect(ruled.payments).toHaveLength(1);
  }
});

/** One try at a part of the price: by which tender, how much of what is left (percent), and whether it goes through. */
const attempt = fc.record({
  tender: fc.constantFrom('cash' as const, 'card' as const, 'voucher' as const),
  percent: fc.integer({ min: 1, max: 100 }),
  goesThrough: fc.boolean(),
});

test('[SPL1] [I3] however an order is paid in parts, it is sold exactly when it is paid in full, and what was taken stays', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 5_000 }),
      fc.constantFrom(1, 5, 10),
      fc.array(attempt, { maxLength: 6 }),
      fc.boolean(),
      (base, step, attempts, givesUp) => {
        const server = house(base, step);
        let booking = pushed(server, toPaying(held(server, 'b1', 'A1', 'A2'), one.id));
        let n = 0;
        for (const { tender, percent, goesThrough } of attempts) {
          const left = leftOf(booking) ?? 0;
          if (booking.status !== 'paying' || left === 0) break;
          n += 1;
          const part = Math.max(1, Math.floor((left * percent) / 100));
          const isRest = part === left;
          const { amount, rounding } =
            tender === 'cash' && isRest ? inCash(left, step) : { amount: part, rounding: 0 };
          const money: Payment = {
            ...paid(`p${n}`, tender, amount, rounding),
            status: goesThrough ? 'success' : 'failed',
          };
          const next = { ...booking, payments: [...booking.payments, money] };
          const isPaid = goesThrough && leftOf(next) === 0;
          booking = pushed(
            server,
            isPaid ? toConfirmed(booking, one.id, { payments: [money] }) : toPaying(next, one.id),
          );
          expect(booking.status).toBe(isPaid ? 'confirmed' : 'paying');
          expect(booking.payments).toHaveLength(n);
        }
        const total = booking.price?.total ?? 0;
        expect(booking.status === 'confirmed').toBe(paidOf(booking, step) >= total);
        if (booking.status === 'paying' && givesUp) {
          const taken = capturedOf(booking);
          const ended = pushed(server, toCancelled(booking, one.id));
          expect(ended.status).toBe('cancelled');
          const granted = ended.refunds.filter(({ status }) => status === 'granted');
          expect(granted.reduce((sum, { amount }) => sum + amount, 0)).toBe(taken);
          expect(server.ownedBy('b1')).toEqual([]);
        }
        expect([...server.openItems.values()]).toEqual([]);
      },
    ),
  );
});

test('[SPL1] a till that says an order is sold before it is paid in full is not believed', () => {
  const server = house(1_000, 1);
  const paying = pushed(server, toPaying(held(server, 'b1', 'A1'), one.id));
  const early = toConfirmed(paying, one.id, { payments: [paid('p1', 'cash', 400)] });
  const ruled = pushed(server, early);
  expect([ruled.status, capturedOf(ruled), leftOf(ruled)]).toEqual(['paying', Money.parse(400), 600]);
});
