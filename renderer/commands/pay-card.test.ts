import { afterEach, describe, expect, test } from 'vitest';
import { FakeServer } from '#renderer/replica/testing/fake-server.ts';
import { SHOW_ID, seatId } from '#renderer/replica/testing/house.ts';
import { openTill, type Till, until, untilBooking, untilOnline } from '#renderer/replica/testing/till.ts';
import { hasOpenPayment } from '#shared/domain/booking/facts.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import { settleCards } from './card-settle.ts';
import type { CommandContext } from './context.ts';
import { finishSales } from './finish-sales.ts';
import { hold } from './hold.ts';
import { payCard } from './pay-card.ts';
import { payCash } from './pay-cash.ts';
import { reconcile } from './reconcile.ts';
import { releaseOrder } from './release.ts';
import { stepBack } from './step-back.ts';
import { FakeHost } from './testing/host.ts';
import { type FakeBehaviour, FakeTerminal } from './testing/terminal.ts';

type Kiosk = {
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

async function kiosk(): Promise<Kiosk> {
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

async function held({ ctx, till }: Kiosk, ...seats: string[]): Promise<BookingId> {
  const wishes = seats.map((seat) => ({ seatId: seatId(seat), ticketType: 'adult' as const }));
  const id = await hold(ctx, { showId: SHOW_ID, seats: wishes });
  await untilBooking(till, id, ({ status }) => status === 'pending');
  return id;
}

const statuses = ({ host }: Kiosk): string[] =>
  host.journal.flatMap(({ event }) => (event.kind === 'payment' ? [event.status] : []));
const papers = ({ host }: Kiosk): string[] =>
  host.printed.flatMap((job) => job.tickets.map((t) => t.ticketId));
const onServer = ({ server }: Kiosk, id: BookingId) => server.bookings.get(id)?.booking;

test('[CRD1] a card sale is journalled before the card is asked for, and ends as one sale with its tickets', async () => {
  const one = await kiosk();
  const id = await held(one, 'A1', 'A2');
  const sale = await payCard(one.ctx, id);
  expect(sale).toMatchObject({ kind: 'sold', print: { result: 'printed' } });
  expect(one.terminal.asked).toEqual([`begin ${id}.p1`]);
  expect(statuses(one)).toEqual(['pending', 'success']);
  await until(() => onServer(one, id)?.status === 'confirmed');
  await until(() => onServer(one, id)?.tickets.every(({ printed }) => printed === 'yes') === true);
  expect(onServer(one, id)?.payments).toMatchObject([
    { tender: 'card', status: 'success', amount: 2_000, captureId: `capture-${id}.p1` },
  ]);
  expect(papers(one)).toHaveLength(2);
});

test('[CRD2] a declined card leaves the seats held, and another card is another payment', async () => {
  const one = await kiosk();
  const id = await held(one, 'A1');
  one.terminal.behaviour = 'decline';
  expect(await payCard(one.ctx, id)).toMatchObject({ kind: 'declined', message: 'Card declined' });
  await until(() => onServer(one, id)?.status === 'pending');
  expect(onServer(one, id)?.payments).toMatchObject([{ status: 'failed' }]);
  one.terminal.behaviour = 'approve';
  expect(await payCard(one.ctx, id)).toMatchObject({ kind: 'sold' });
  expect(one.terminal.charges).toEqual([`${id}.p2`]);
  expect(statuses(one)).toEqual(['pending', 'failed', 'pending', 'success']);
});

test('[CRD3] without the server’s answer no card is asked for, and the order can be given up', async () => {
  const one = await kiosk();
  const id = await held(one, 'A1');
  one.till.line.cutNow();
  expect(await payCard(one.ctx, id)).toEqual({ kind: 'no-answer' });
  expect(one.terminal.asked).toEqual([]);
  expect((await one.till.replica.get('bookings', id))?.status).toBe('pending');
  await releaseOrder(one.ctx, id);
  one.till.line.cut = false;
  await until(() => onServer(one, id)?.status === 'cancelled', 15_000);
}, 20_000);

test('[CRD3] seats that were only asked for stay asked for when no answer comes', async () => {
  const one = await kiosk();
  one.till.line.cutNow();
  const seats = [{ seatId: seatId('A1'), ticketType: 'adult' as const }];
  const id = await hold(one.ctx, { showId: SHOW_ID, seats });
  expect(await payCard(one.ctx, id)).toEqual({ kind: 'no-answer' });
  expect((await one.till.replica.get('bookings', id))?.status).toBe('requested');
  one.till.line.cut = false;
  await until(() => onServer(one, id)?.status === 'pending', 15_000);
  expect(await payCard(one.ctx, id)).toMatchObject({ kind: 'sold' });
}, 20_000);

test('[CRD3] seats the server refuses are not paid for', async () => {
  const one = await kiosk();
  const id = await held(one, 'A1');
  one.server.expire(id);
  one.server.touchSeat(seatId('A1'));
  expect(await payCard(one.ctx, id)).toMatchObject({ kind: 'refused' });
  expect(one.terminal.asked).toEqual([]);
});

test('[CRD4] a lost answer is settled by asking the terminal, never by charging again', async () => {
  const one = await kiosk();
  const id = await held(one, 'A1');
  one.terminal.behaviour = 'silent-after';
  expect(await payCard(one.ctx, id)).toMatchObject({ kind: 'sold' });
  expect(one.terminal.charges).toEqual([`${id}.p1`]);
  expect(one.terminal.asked).toEqual([`begin ${id}.p1`, `inquire ${id}.p1`]);
  expect(statuses(one)).toEqual(['pending', 'unknown', 'success']);
});

test.each(['silent-before', 'unheard'] as const)(
  '[CRD4] %s: what never reached the terminal is not taken',
  async (behaviour) => {
    const one = await kiosk();
    const id = await held(one, 'A1');
    one.terminal.behaviour = behaviour;
    expect(await payCard(one.ctx, id)).toMatchObject({ kind: 'declined' });
    expect(one.terminal.charges).toEqual([]);
    await until(() => onServer(one, id)?.status === 'pending');
  },
);

test('[CRD5] while a payment is not settled nothing else is done on that terminal, and its seats stay', async () => {
  const one = await kiosk();
  const [id, other] = [await held(one, 'A1'), await held(one, 'B1')];
  one.terminal.behaviour = 'silent-after';
  one.terminal.dead = false;
  const begin = one.terminal.verbs.terminalBegin;
  const bridge = {
    ...one.ctx.bridge,
    terminalBegin: async (input: Parameters<typeof begin>[0]) => {
      const said = await begin(input);
      one.terminal.dead = true;
      return said;
    },
  };
  const ctx = { ...one.ctx, bridge };
  expect(await payCard(ctx, id)).toMatchObject({ kind: 'unsettled', paymentId: `${id}.p1` });
  expect(await payCard(ctx, other)).toEqual({ kind: 'failed', why: 'terminal' });
  await expect(releaseOrder(ctx, id)).rejects.toThrow(/wrong-state/);
  await until(() => onServer(one, id)?.payments[0]?.status === 'unknown');
  expect(onServer(one, id)?.status).toBe('paying');
  one.terminal.dead = false;
  expect(await settleCards(ctx)).toMatchObject([{ kind: 'sold' }]);
  expect(one.terminal.charges).toEqual([`${id}.p1`]);
  await until(() => onServer(one, id)?.status === 'confirmed');
}, 20_000);

test('[CRD8] an order whose card payment is not settled is neither sold for cash nor stepped back', async () => {
  const one = await kiosk();
  const id = await held(one, 'A1');
  one.terminal.behaviour = 'unheard';
  one.terminal.dead = true;
  expect(await payCard(one.ctx, id)).toMatchObject({ kind: 'unsettled' });
  expect(await payCash(one.ctx, id)).toEqual({ kind: 'failed', why: 'terminal' });
  expect(await stepBack(one.ctx, id)).toBe(false);
  expect((await one.till.replica.get('bookings', id))?.status).toBe('paying');
  expect(one.host.drawer).toEqual([]);
}, 20_000);

test('[CRD6] a journal that cannot be written before the card takes no money', async () => {
  const one = await kiosk();
  const id = await held(one, 'A1');
  one.host.disk = 'full';
  expect(await payCard(one.ctx, id)).toEqual({ kind: 'failed', why: 'journal' });
  expect(one.terminal.asked).toEqual([]);
  await until(() => onServer(one, id)?.status === 'pending');
});

/** Every call by which a page changes something outside itself, in the order in which a sale makes them. */
function mortal(ctx: CommandContext, dieAt: number, when: 'before' | 'after') {
  let effects = 0;
  let tellDeath: () => void = () => {};
  const died = new Promise<'died'>((resolve) => {
    tellDeath = () => resolve('died');
  });
  const never = <T>(): Promise<T> => {
    tellDeath();
    return new Promise(() => {});
  };
  const guarded =
    <Input extends unknown[], Output>(effect: (...input: Input) => Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      effects += 1;
      const mine = effects;
      if (mine > dieAt || (mine === dieAt && when === 'before')) return never();
      const output = await effect(...input);
      return mine === dieAt ? never() : output;
    };
  const { replica, bridge } = ctx;
  const page: CommandContext = {
    ...ctx,
    replica: {
      ...replica,
      updateBooking: guarded((bookingId: BookingId, change: (booking: Booking) => Booking) =>
        replica.updateBooking(bookingId, change),
      ),
      keepJournalEntry: guarded((entry: JournalEntry) => replica.keepJournalEntry(entry)),
    },
    bridge: {
      ...bridge,
      appendJournal: guarded(bridge.appendJournal),
      terminalBegin: guarded(bridge.terminalBegin),
      terminalInquire: guarded(bridge.terminalInquire),
      print: guarded(bridge.print),
    },
  };
  return { page, died, effects: () => effects };
}

const BEHAVIOURS: readonly FakeBehaviour[] = ['approve', 'decline', 'silent-after', 'silent-before'];
/** A sale has about a dozen effects; the count is checked below. */
const EFFECTS_MAX = 16;

describe.each(BEHAVIOURS)('a page that ends in the middle of a card sale (%s)', (behaviour) => {
  test.each(['before', 'after'] as const)(
    '[CRD7] [I3] [I4] %s any effect: one charge at most, one sale or none, one set of tickets',
    async (when) => {
      let wasWhole = false;
      for (let step = 1; step <= EFFECTS_MAX && !wasWhole; step += 1) {
        const one = await kiosk();
        const id = await held(one, 'A1', 'A2');
        one.terminal.behaviour = behaviour;
        const { page, died } = mortal(one.ctx, step, when);
        wasWhole = (await Promise.race([payCard(page, id).then(() => 'whole' as const), died])) === 'whole';
        one.terminal.behaviour = 'approve';
        const next: CommandContext = { ...one.ctx, replica: { ...one.till.replica } };
        await settleCards(next);
        await reconcile(next);
        await finishSales(next);
        await verify(one, id, `${when} ${step}`);
        await one.till.replica.close();
        open.splice(0);
      }
      expect(wasWhole).toBe(true);
    },
    60_000,
  );
});

async function verify(one: Kiosk, id: BookingId, at: string): Promise<void> {
  const { terminal, server } = one;
  const local = await one.till.replica.get('bookings', id);
  await until(() => server.bookings.get(id)?.booking.edit?.n === local?.edit?.n);
  const booking = onServer(one, id);
  const charged = terminal.charges.length;
  expect([at, charged <= 1]).toEqual([at, true]);
  expect([at, booking === undefined ? null : hasOpenPayment(booking)]).toEqual([at, false]);
  expect([at, booking?.status === 'confirmed']).toEqual([at, charged === 1]);
  expect([at, booking?.payments.filter(({ status }) => status === 'success').length]).toEqual([at, charged]);
  const successes = statuses(one).filter((status) => status === 'success').length;
  expect([at, successes]).toEqual([at, charged]);
  expect([at, new Set(papers(one)).size]).toEqual([at, papers(one).length]);
  const onPaper = new Set(papers(one));
  const doubtful = booking?.tickets.filter(({ printed }) => printed === 'unknown') ?? [];
  const missing =
    booking?.tickets.filter((ticket) => !onPaper.has(ticket.id) && !doubtful.includes(ticket)) ?? [];
  expect([at, missing.map(({ id: ticketId }) => ticketId)]).toEqual([at, []]);
}
