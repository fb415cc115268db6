import { afterEach, expect, test } from 'vitest';
import { FakeServer } from '#renderer/replica/testing/fake-server.ts';
import { SHOW_ID, seatId } from '#renderer/replica/testing/house.ts';
import { openTill, type Till, until, untilBooking, untilOnline } from '#renderer/replica/testing/till.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext } from './context.ts';
import { hold } from './hold.ts';
import { payCash } from './pay-cash.ts';
import { confirmPrinted, printTickets, unsureOf } from './print.ts';
import { printReceipt } from './receipt.ts';
import { FakeHost } from './testing/host.ts';

type Desk = { readonly till: Till; readonly host: FakeHost; readonly ctx: CommandContext };

const open: Till[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ replica }) => replica.close()));
});

async function desk(server: FakeServer, n = 1): Promise<Desk> {
  const host = new FakeHost();
  const till = await openTill(server, n);
  open.push(till);
  await untilOnline(till);
  for (const [name, id] of [
    ['seatmaps', SHOW_ID],
    ['cinemas', 'cinema-1'],
    ['tariffs', 'tariff-1'],
    ['screens', 'screen-1'],
    ['movies', 'movie-1'],
  ] as const)
    await until(async () => (await till.replica.get(name, id)) !== null);
  return { till, host, ctx: { replica: till.replica, bridge: host.bridge, staff: null } };
}

async function sold({ ctx, till }: Desk, ...seats: string[]): Promise<BookingId> {
  const wishes = seats.map((seat) => ({ seatId: seatId(seat), ticketType: 'adult' as const }));
  const id = await hold(ctx, { showId: SHOW_ID, seats: wishes });
  await untilBooking(till, id, ({ status }) => status === 'pending');
  expect(await payCash(ctx, id)).toMatchObject({ kind: 'sold' });
  return id;
}

const tickets = async ({ till }: Desk, id: BookingId): Promise<readonly (readonly [number, string])[]> =>
  ((await till.replica.get('bookings', id))?.tickets ?? []).map(({ revision, printed }) => [
    revision,
    printed,
  ]);
const prints = ({ host }: Desk): readonly object[] =>
  host.journal.flatMap(({ event }) => (event.kind === 'print' ? [event] : []));

test('[PRN13] tickets that may be on paper are asked about: there they are, noted and never printed again', async () => {
  const one = await desk(new FakeServer());
  one.host.printer = 'unknown';
  const id = await sold(one, 'A1', 'A2');
  expect(await tickets(one, id)).toEqual([
    [1, 'unknown'],
    [1, 'unknown'],
  ]);
  await confirmPrinted(one.ctx, id);
  one.host.printer = 'printed';
  expect(await printTickets(one.ctx, id)).toEqual({ result: 'printed' });
  expect(one.host.printed).toEqual([]);
  expect(prints(one)).toMatchObject([
    { revision: 1, result: 'yes' },
    { revision: 1, result: 'yes' },
  ]);
  const booking = await one.till.replica.get('bookings', id);
  expect(booking === null ? null : unsureOf(booking)).toEqual([]);
});

test('[PRN13] tickets that may be on paper are printed again as copies of their own: only one opens the door', async () => {
  const one = await desk(new FakeServer());
  one.host.printer = 'unknown';
  const id = await sold(one, 'A1');
  one.host.printer = 'printed';
  expect(await printTickets(one.ctx, id)).toEqual({ result: 'printed' });
  expect(await tickets(one, id)).toEqual([
    [1, 'void'],
    [2, 'yes'],
  ]);
  expect(prints(one)).toMatchObject([{ revision: 2, result: 'sent' }]);
  expect(one.host.printed[0]?.tickets).toMatchObject([{ revision: 2 }]);
});

test('[PRN12] tickets of which nothing was printed come out of the receipt printer, and say so', async () => {
  const one = await desk(new FakeServer());
  one.host.printer = 'failed';
  one.host.hasSpare = true;
  const id = await sold(one, 'A1');
  expect(await printTickets(one.ctx, id)).toEqual({ result: 'failed', spare: true });
  expect(await printTickets(one.ctx, id, 'receipt-printer')).toEqual({ result: 'printed' });
  expect(one.host.printed).toMatchObject([
    { on: 'receipt-printer', tickets: [{ revision: 1, note: 'Printed on receipt paper: a valid ticket' }] },
  ]);
  expect(await tickets(one, id)).toEqual([[1, 'yes']]);
});

test('[RCP1] a receipt is printed on request, journalled before, and says from the second on that it is a copy', async () => {
  const one = await desk(new FakeServer());
  const id = await sold(one, 'A1', 'A2');
  expect(await printReceipt(one.ctx, id)).toEqual({ result: 'printed' });
  expect(await printReceipt(one.ctx, id)).toEqual({ result: 'printed' });
  const [first, second] = one.host.receipts.map(({ receipt }) => receipt);
  expect(first).toMatchObject({
    title: 'Receipt',
    items: [{ left: '2 × Adult, Regular', right: '€20.00', note: 'A1, A2: Base 10.00 · = 10.00' }],
    payments: [{ left: 'Cash', right: '€20.00' }],
    tax: [{ left: '7% tax, net €18.69', right: '€1.31' }],
  });
  expect(first).not.toHaveProperty('copy');
  expect(second?.copy).toBe('Copy 2');
  expect(one.host.journal.slice(-2).map(({ event }) => event)).toEqual([
    { kind: 'receipt', bookingId: id, copy: 1 },
    { kind: 'receipt', bookingId: id, copy: 2 },
  ]);
});

test('[RCP1] another till prints a copy from the first, and nothing is printed of what was not paid or not journalled', async () => {
  const server = new FakeServer();
  const one = await desk(server);
  const id = await sold(one, 'A1');
  one.host.disk = 'full';
  expect(await printReceipt(one.ctx, id)).toMatchObject({ result: 'failed' });
  expect(one.host.receipts).toEqual([]);
  const seats = [{ seatId: seatId('B1'), ticketType: 'adult' as const }];
  const unpaid = await hold(one.ctx, { showId: SHOW_ID, seats });
  expect(await printReceipt(one.ctx, unpaid)).toMatchObject({ result: 'failed' });
  await until(() => server.bookings.get(id)?.booking.status === 'confirmed');
  await open.pop()?.replica.close();
  const two = await desk(server, 2);
  await untilBooking(two.till, id, ({ status }) => status === 'confirmed');
  expect(await printReceipt(two.ctx, id)).toEqual({ result: 'printed' });
  expect(two.host.receipts[0]?.receipt.copy).toBe('Copy 2');
});
