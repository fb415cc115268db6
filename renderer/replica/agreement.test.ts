import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  toCancelled,
  toConfirmed,
  toPaying,
  withCustomer,
  withPrinted,
  withSeats,
} from '#shared/domain/booking/steps.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { instant, Money, PaymentId } from '#shared/wire/scalars.ts';
import { FakeServer } from './testing/fake-server.ts';
import { ALL_SEATS, deviceId, NOW_MS, order } from './testing/house.ts';
import type { Fate } from './testing/line.ts';
import { openTill, type Till, until } from './testing/till.ts';

const ME = deviceId(1);
const IDS = ['order-1', 'order-2'] as const;

type Action =
  | {
      readonly kind: 'hold' | 'seats' | 'pay' | 'sell' | 'print' | 'cancel' | 'customer';
      readonly which: 0 | 1;
      readonly seat: number;
    }
  | { readonly kind: 'rival' | 'touch'; readonly seat: number }
  | { readonly kind: 'expire'; readonly which: 0 | 1 }
  | { readonly kind: 'line'; readonly fates: readonly Fate[]; readonly delayMs: number }
  | { readonly kind: 'cut' | 'mend' | 'rest' };

const which = fc.constantFrom<0 | 1>(0, 1);
const seat = fc.nat({ max: ALL_SEATS.length - 2 });
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('hold', 'seats', 'pay', 'sell', 'sell', 'print', 'cancel', 'customer'),
      which,
      seat,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('rival', 'touch'), seat }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expire'), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('line'),
      fates: fc.array(fc.constantFrom<Fate>('passes', 'request-lost', 'answer-lost'), { maxLength: 4 }),
      delayMs: fc.nat({ max: 15 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('cut', 'mend', 'rest', 'rest') }) },
);

/** What a person at the till may do with the booking as it stands here; null: nothing of the kind. */
function step(kind: Action['kind'], booking: Booking, wished: Booking): Booking | null {
  const { status } = booking;
  switch (kind) {
    case 'seats': {
      if (!['requested', 'pending', 'rejected', 'expired'].includes(status)) return null;
      const { price, tariffVersion } = wished;
      if (price === undefined || tariffVersion === undefined) return null;
      return withSeats(booking, ME, wished.seats, { price, tariffVersion });
    }
    case 'pay':
      return ['requested', 'pending', 'expired'].includes(status) ? toPaying(booking, ME) : null;
    case 'sell':
      return ['requested', 'paying'].includes(status) ? sold(booking) : null;
    case 'print': {
      const ids = booking.tickets.map((ticket) => ticket.id);
      return status === 'confirmed' ? withPrinted(booking, ME, ids, 'yes') : null;
    }
    case 'cancel':
      return ['requested', 'pending', 'paying'].includes(status) && booking.payments.length === 0
        ? toCancelled(booking, ME)
        : null;
    case 'customer':
      return status === 'cancelled' ? null : withCustomer(booking, ME, { name: 'Ada' });
    default:
      return null;
  }
}

const sold = (booking: Booking): Booking =>
  toConfirmed(booking, ME, {
    payments: [
      {
        id: PaymentId.parse(`${booking.id}.p1`),
        tender: 'cash',
        amount: Money.parse(booking.price?.total ?? 0),
        status: 'success',
        deviceId: ME,
        at: instant(NOW_MS),
      },
    ],
  });

async function perform(server: FakeServer, till: Till, act: Action, n: number): Promise<void> {
  const { replica, line } = till;
  switch (act.kind) {
    case 'rival':
      server.push('bookings', 2, [
        { newDocumentState: order(2, `rival-${n}`, [ALL_SEATS[act.seat] ?? 'A1']) },
      ]);
      return;
    case 'touch': {
      const id = ALL_SEATS[act.seat];
      if (id !== undefined && server.seats.get(id)?.bookingId === undefined) server.touchSeat(id);
      return;
    }
    case 'expire': {
      const own = server.bookings.get(IDS[act.which]);
      if (own !== undefined) server.expire(own.booking.id);
      return;
    }
    case 'line': {
      const fates = [...act.fates];
      line.fate = (path) => (path.endsWith('/push') ? (fates.shift() ?? 'passes') : 'passes');
      line.delayMs = () => act.delayMs;
      return;
    }
    case 'cut':
      return line.cutNow();
    case 'mend':
      line.cut = false;
      return;
    case 'rest':
      return new Promise((resolve) => setTimeout(resolve, 25));
    default: {
      const wished = order(1, IDS[act.which], [ALL_SEATS[act.seat] ?? 'A1', 'B6']);
      const here = await replica.get('bookings', wished.id);
      if (here === null) {
        if (act.kind === 'hold') await replica.insertBooking(wished);
      } else await replica.updateBooking(wished.id, (booking) => step(act.kind, booking, wished) ?? booking);
    }
  }
}

test('[I7] whatever is lost, late or repeated on the line, till and server end up equal and no payment is gone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 24 }), async (actions) => {
      const server = new FakeServer();
      const till = await openTill(server, 1, { random: () => 0 });
      try {
        const taken = new Set<string>();
        await perform(server, till, { kind: 'hold', which: 0, seat: 0 }, -1);
        for (const [n, act] of actions.entries()) {
          await perform(server, till, act, n);
          for (const id of IDS) {
            const booking = await till.replica.get('bookings', id);
            for (const payment of booking?.payments ?? []) taken.add(payment.id);
          }
        }
        till.line.cut = false;
        till.line.fate = () => 'passes';
        till.line.delayMs = () => 0;
        await until(async () => agree(server, till), 8_000);
        const kept = [...server.bookings.values()].flatMap(({ booking }) =>
          booking.payments.map(({ id }) => id),
        );
        expect(kept.toSorted()).toEqual([...taken].toSorted());
      } finally {
        await till.replica.close();
      }
    }),
    { numRuns: 25 },
  );
}, 180_000);

/** Whether both sides say the same of every order of this till, and its last edit has been judged. */
async function agree(server: FakeServer, till: Till): Promise<boolean> {
  for (const id of IDS) {
    const here = await till.replica.get('bookings', id);
    const there = server.bookings.get(id)?.booking ?? null;
    if (JSON.stringify(sorted(here)) !== JSON.stringify(sorted(there))) return false;
  }
  return true;
}

const sorted = (booking: Booking | null): unknown =>
  booking === null
    ? null
    : Object.fromEntries(Object.entries(booking).toSorted(([a], [b]) => (a < b ? -1 : 1)));
