import { afterEach, expect, test } from 'vitest';
import { FakeServer } from '#renderer/replica/testing/fake-server.ts';
import { SHOW_ID, seatId } from '#renderer/replica/testing/house.ts';
import { openTill, type Till, until, untilBooking, untilOnline } from '#renderer/replica/testing/till.ts';
import { type BookingId, Money } from '#shared/wire/scalars.ts';
import type { CommandContext } from './context.ts';
import { giveBack } from './give-back.ts';
import { hold } from './hold.ts';
import { payCard } from './pay-card.ts';
import { payCash } from './pay-cash.ts';
import { releaseOrder } from './release.ts';
import { FakeHost } from './testing/host.ts';
import { FakeTerminal } from './testing/terminal.ts';

type Desk = {
  readonly server: FakeServer;
  readonly host: FakeHost;
  readonly terminal: FakeTerminal;
  readonly till: Till;
  readonly ctx: CommandContext;
};

const open: Till[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ replica }) => replica.close()));
});

async function desk(): Promise<Desk> {
  const [server, host, terminal] = [new FakeServer(), new FakeHost(), new FakeTerminal()];
  const till = await openTill(server, 1);
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
  const bridge = { ...host.bridge, ...terminal.verbs };
  return { server, host, terminal, till, ctx: { replica: till.replica, bridge, staff: null } };
}

async function held({ ctx, till }: Desk): Promise<BookingId> {
  const seats = ['A1', 'A2'].map((seat) => ({ seatId: seatId(seat), ticketType: 'adult' as const }));
  const id = await hold(ctx, { showId: SHOW_ID, seats });
  await untilBooking(till, id, ({ status }) => status === 'pending');
  return id;
}

const money = ({ host }: Desk): readonly string[] =>
  host.journal.flatMap(({ event }) =>
    event.kind === 'payment' || event.kind === 'refund'
      ? [`${event.kind} ${event.kind === 'payment' ? event.tender : ''} ${event.amount} ${event.status}`]
      : [],
  );
const onServer = ({ server }: Desk, id: BookingId) => server.bookings.get(id)?.booking;

test('[SPL2] part in cash, the rest by card: each is journalled, and only the last one sells and prints', async () => {
  const one = await desk();
  const id = await held(one);
  expect(await payCash(one.ctx, id, { part: Money.parse(700) })).toMatchObject({
    kind: 'part-paid',
    left: 1_300,
    booking: { status: 'paying' },
  });
  expect(one.host.printed).toEqual([]);
  await until(() => onServer(one, id)?.payments[0]?.status === 'success');
  expect(onServer(one, id)?.status).toBe('paying');
  await expect(releaseOrder(one.ctx, id)).rejects.toThrow('wrong-state');
  expect(await payCard(one.ctx, id)).toMatchObject({ kind: 'sold', print: { result: 'printed' } });
  expect(money(one)).toEqual([
    'payment cash 700 success',
    'payment card 1300 pending',
    'payment card 1300 success',
  ]);
  await until(() => onServer(one, id)?.status === 'confirmed');
  expect(onServer(one, id)?.payments.map(({ tender, amount }) => [tender, amount])).toEqual([
    ['cash', 700],
    ['card', 1_300],
  ]);
});

test('[SPL2] a part is less than the price, and more than nothing', async () => {
  const one = await desk();
  const id = await held(one);
  for (const part of [0, 2_000, 2_500])
    expect(await payCash(one.ctx, id, { part: Money.parse(part) })).toEqual({
      kind: 'failed',
      why: 'too-little',
    });
  expect(one.host.journal).toEqual([]);
});

test('[SPL3] [I3] a decline of the rest leaves the first part as it is: it can be paid otherwise, or given back', async () => {
  const one = await desk();
  const id = await held(one);
  await payCash(one.ctx, id, { part: Money.parse(700) });
  one.terminal.behaviour = 'decline';
  expect(await payCard(one.ctx, id)).toMatchObject({ kind: 'declined', booking: { status: 'paying' } });
  const back = await giveBack(one.ctx, id, 'changed their mind');
  expect(back).toMatchObject({ kind: 'cancelled', paidBack: 700 });
  await until(() => onServer(one, id)?.refunds[0]?.status === 'paid');
  expect(onServer(one, id)?.status).toBe('cancelled');
  expect(one.server.seats.get(seatId('A1'))?.status).toBe('available');
  expect(one.terminal.charges).toEqual([]);
  expect(money(one).at(-1)).toBe('refund  700 paid');
});

test('[SPL3] nothing is given back without the line, while a card is not settled, or of an order that is sold', async () => {
  const one = await desk();
  const id = await held(one);
  expect(await giveBack(one.ctx, id, 'x')).toEqual({ kind: 'failed', why: 'wrong-state' });
  await payCash(one.ctx, id, { part: Money.parse(700) });
  await payCash(one.ctx, id);
  expect(await giveBack(one.ctx, id, 'x')).toEqual({ kind: 'failed', why: 'wrong-state' });
  one.till.line.cutNow();
  await until(async () => (await giveBack(one.ctx, id, 'x')).kind === 'failed');
  expect(money(one)).toEqual(['payment cash 700 success', 'payment cash 1300 success']);
});
