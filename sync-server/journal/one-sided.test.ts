import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OpenItemEntry } from '#shared/wire/admin.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { BookingId, Currency, Day, instant, Money, PaymentId, RefundId } from '#shared/wire/scalars.ts';
import type { JournalEntry, JournalEvent } from '#shared/wire/till.ts';
import { CINEMA, caller, HOUR_MS, NOON_MS, request, row } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';
import { journalOf } from './entries.fixture.ts';
import { COMES_LATER_MS } from './one-sided.ts';

let house: OpenHouse;
const till = caller('till-1');
const MONDAY = Day.parse('2026-11-23');
const TUESDAY = Day.parse('2026-11-24');

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const tell = (...entries: readonly JournalEntry[]) => house.engine.push(till, 'journal', entries.map(row));
const day = async (which: Day) => {
  // Books that were opened a moment ago are looked into again.
  house.clock.pass(10_000);
  return (await house.engine.reports.day(CINEMA, which))?.sales;
};
async function items(): Promise<OpenItemEntry[]> {
  house.clock.pass(COMES_LATER_MS);
  await house.engine.attention.compareMoney();
  return (await house.engine.attention.openItems(CINEMA, { after: '', limit: 100 }))?.items ?? [];
}

const paid = (id: string, amount: number): Extract<JournalEvent, { kind: 'payment' }> => ({
  kind: 'payment',
  bookingId: BookingId.parse(id),
  paymentId: PaymentId.parse(`p-${id}`),
  tender: 'cash',
  amount: Money.parse(amount),
  currency: Currency.parse('GBP'),
  status: 'success',
});

const saleOf = (seats: readonly string[]) => {
  const asked = request(seats);
  const amount = 1_000 * seats.length;
  const payment = { id: `p-${asked.id}`, tender: 'cash', amount, status: 'success', at: instant(NOON_MS) };
  return { ...asked, status: 'confirmed', payments: [payment] };
};

test('[BKS1] money that only a journal knows counts provisionally and becomes an open item, until its booking comes', async () => {
  const sale = saleOf(['A1', 'A2']);
  await tell(journalOf('till-1').add(paid(sale.id, 2_000)));
  house.clock.pass(60_000);
  expect(await day(MONDAY)).toMatchObject({
    total: { gross: 2_000, net: 2_000, ticketsSold: 0 },
    provisional: { count: 1, net: 2_000 },
    by: { show: [{ key: null, net: 2_000 }], tender: [{ key: 'cash', net: 2_000 }] },
  });
  expect(await items()).toMatchObject([
    {
      kind: 'one-sided-money',
      bookingId: sale.id,
      paymentId: `p-${sale.id}`,
      amount: 2_000,
      settledAt: null,
    },
  ]);
  await house.sell(till, sale);
  const whole = await day(MONDAY);
  expect(whole).toMatchObject({ total: { net: 2_000, ticketsSold: 2 } });
  expect(whole?.provisional).toBeUndefined();
  expect(await items()).toMatchObject([{ kind: 'one-sided-money', settledAt: expect.any(String) }]);
});

test('[BKS1] money that only a booking knows counts provisionally, where its till keeps a journal', async () => {
  const journal = journalOf('till-1');
  const sale = saleOf(['A1']);
  await house.sell(caller('till-2'), saleOf(['B1']));
  await tell(journal.add({ kind: 'drawer', reason: 'change' }));
  await house.sell(till, sale);
  // For a moment the entry is on its way.
  expect((await day(MONDAY))?.provisional).toBeUndefined();
  house.clock.pass(60_000);
  expect(await day(MONDAY)).toMatchObject({ total: { net: 2_000 }, provisional: { count: 1, net: 1_000 } });
  expect(await items()).toMatchObject([{ bookingId: sale.id, amount: 1_000, settledAt: null }]);
  await tell(journal.add(paid(sale.id, 1_000)));
  expect((await day(MONDAY))?.provisional).toBeUndefined();
  expect(await items()).toMatchObject([{ settledAt: expect.any(String) }]);
});

test('[BKS1] nothing is open where both sides know, in whichever order they came, also after a restart', async () => {
  const journal = journalOf('till-1');
  for (const [seat, first] of [
    ['A1', 'journal'],
    ['A2', 'booking'],
  ] as const) {
    const sale = saleOf([seat]);
    const entry = journal.add(paid(sale.id, 1_000));
    if (first === 'journal') await tell(entry);
    await house.sell(till, sale);
    if (first === 'booking') await tell(entry);
  }
  expect(await items()).toEqual([]);
  await house.reopen();
  expect(await items()).toEqual([]);
  house.clock.pass(HOUR_MS);
  const sales = await day(MONDAY);
  expect(sales).toMatchObject({ total: { net: 2_000, ticketsSold: 2 } });
  expect(sales?.provisional).toBeUndefined();
});

test('[BKS2] a refund counts on the day it was paid, by the till that paid it, not on that of its request', async () => {
  const sale = saleOf(['A1']);
  const journal = journalOf('till-1');
  await house.sell(till, sale);
  const entries = [journal.add(paid(sale.id, 1_000))];
  const sold = (await house.bookings()).find(({ id }) => id === sale.id);
  if (sold === undefined) throw new Error('it was sold');
  await house.push(till, { ...sold, status: 'cancelled' });
  const granted = (await house.bookings()).find(({ id }) => id === sale.id);
  const refund = granted?.refunds[0];
  if (granted === undefined || refund === undefined) throw new Error('a refund was granted');
  const nextDayMs = NOON_MS + 24 * HOUR_MS;
  house.clock.pass(nextDayMs - NOON_MS);
  entries.push(
    journal.add(
      {
        kind: 'refund',
        bookingId: granted.id,
        refundId: RefundId.parse(refund.id),
        paymentId: refund.paymentId,
        amount: refund.amount,
        currency: Currency.parse('GBP'),
        status: 'paid',
      },
      { at: instant(nextDayMs) },
    ),
  );
  const paidOut: Booking = { ...granted, refunds: [{ ...refund, status: 'paid' }] };
  await house.push(till, paidOut);
  await tell(...entries);
  expect(await day(MONDAY)).toMatchObject({ total: { gross: 1_000, refunds: 0 } });
  expect(await day(TUESDAY)).toMatchObject({
    total: { gross: 0, refunds: 1_000, ticketsUndone: 1 },
    refundsPaid: 1,
  });
});
