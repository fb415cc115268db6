import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OwnBooking, SeatRow } from '#shared/domain/booking/case.ts';
import { capturedOf } from '#shared/domain/booking/facts.ts';
import { type Opening, openShow, type ShowAtOpening } from '#shared/domain/restore/opening.ts';
import { openingOrder } from '#shared/domain/restore/order.ts';
import { Booking, type BookingStatus } from '#shared/wire/booking.ts';
import { AllotmentId, BookingId, DeviceId, instant, ReplicaId, type SeatId } from '#shared/wire/scalars.ts';
import { NOW_MS, PRICE, payment, request, SHOW, screen, seat, seatIds, till } from '../support/world.ts';

const known = new Set(screen.seats.map(({ id }) => id));
const exists = (seatId: SeatId): boolean => known.has(seatId);

type Wish = {
  readonly id: string;
  readonly seats: readonly string[];
  readonly status: BookingStatus;
  readonly rev: number;
  readonly minutesAgo: number;
  readonly paid: boolean;
  readonly assurance?: Booking['assurance'];
};

function booking({ id, seats, status, rev, minutesAgo, paid, assurance = 'arbitrated' }: Wish): OwnBooking {
  const base = request(
    till('till-1'),
    id,
    seats.map((one) => seat(one)),
  );
  const at = instant(NOW_MS - minutesAgo * 60_000);
  const sale = status === 'confirmed' || status === 'conflicted' || paid;
  return {
    booking: Booking.parse({
      ...base,
      status,
      rev,
      assurance,
      requestedAt: at,
      updatedAt: at,
      payments: sale ? [payment(`pay-${id}`, PRICE)] : [],
      ...(status === 'pending' ? { expiresAt: instant(NOW_MS + (5 - minutesAgo) * 60_000) } : {}),
    }),
    hidden: { heldAtMs: NOW_MS, agedMs: null },
  };
}

const row = (holder: string | null, status: SeatRow['status'], rev = 3): SeatRow => ({
  status,
  rev,
  holdEndsAtMs: null,
  ...(holder === null ? {} : { bookingId: BookingId.parse(holder), deviceId: DeviceId.parse('till-1') }),
});

const showOf = (
  bookings: readonly OwnBooking[],
  seats: ReadonlyMap<SeatId, SeatRow> = new Map(),
  reported: readonly string[] = bookings.map((own) => own.booking.id),
  allotted: ShowAtOpening['allotted'] = new Map(),
  silent: ShowAtOpening['silent'] = new Set(),
): ShowAtOpening => ({
  showId: SHOW,
  bookings,
  reported: new Set(reported.map((id) => BookingId.parse(id))),
  seats,
  allotted,
  silent,
  exists,
  nowMs: NOW_MS,
});

/** The show after its opening was written. */
function written(show: ShowAtOpening, opening: Opening): ShowAtOpening {
  const changed = new Map(opening.bookings.map((own) => [own.booking.id, own]));
  const seats = new Map(show.seats);
  for (const change of opening.seats) {
    expect(change.revSeen).toBe(seats.get(change.seatId)?.rev ?? 0);
    seats.set(change.seatId, {
      status: change.status,
      rev: change.revSeen + 1,
      holdEndsAtMs: null,
      ...(change.bookingId === null ? {} : { bookingId: change.bookingId }),
      ...(change.deviceId === null ? {} : { deviceId: change.deviceId }),
    });
  }
  return { ...show, seats, bookings: show.bookings.map((own) => changed.get(own.booking.id) ?? own) };
}

const holdersOf = (show: ShowAtOpening, id: string): string[] =>
  [...show.seats].filter(([, at]) => at.bookingId === id).map(([seatId]) => seatId);

const SEATS = ['A1', 'A2', 'A3', 'B1', 'Z9'];
const wishes = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('b1', 'b2', 'b3', 'b4', 'b5', 'b6'),
      seats: fc.uniqueArray(fc.constantFrom(...SEATS), { minLength: 1, maxLength: 3 }),
      status: fc.constantFrom<BookingStatus>(
        'confirmed',
        'conflicted',
        'paying',
        'pending',
        'cancelled',
        'expired',
        'rejected',
      ),
      rev: fc.nat(4),
      minutesAgo: fc.nat(9),
      paid: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6, selector: (wish) => wish.id },
  )
  .map((list) => list.map(booking));
const tables = fc
  .array(
    fc.tuple(
      fc.constantFrom(...seatIds('A1', 'A2', 'A3', 'B1')),
      fc.constantFrom('b1', 'b2', 'b3', null),
      fc.constantFrom<SeatRow['status']>('held', 'booked', 'blocked'),
    ),
    { maxLength: 4 },
  )
  .map(
    (rows) =>
      new Map(
        rows.map(([seatId, holder, status]) => [
          seatId,
          status === 'blocked' || holder === null ? row(null, 'blocked') : row(holder, status),
        ]),
      ),
  );

describe('opening', () => {
  test('[I1] whatever was reported, each seat has one owner, and every booking says the truth about its seats', () => {
    fc.assert(
      fc.property(wishes, tables, (bookings, table) => {
        const before = showOf(bookings, table);
        const show = written(before, openShow(before));
        for (const { booking: now } of show.bookings) {
          const has = holdersOf(show, now.id).toSorted();
          const wanted = now.seats.map(({ seatId }) => seatId).toSorted();
          const earlier = before.bookings.find((own) => own.booking.id === now.id)?.booking;
          switch (now.status) {
            case 'confirmed':
            case 'paying':
            case 'pending':
              expect(has).toEqual(wanted);
              break;
            case 'conflicted': {
              const lost = new Set<string>(now.conflicts?.map(({ seatId }) => seatId));
              expect(has).toEqual(wanted.filter((seatId) => !lost.has(seatId)));
              break;
            }
            default:
              expect(has).toEqual([]);
          }
          expect(capturedOf(now)).toBe(earlier === undefined ? -1 : capturedOf(earlier));
          if (capturedOf(now) > 0 && now.status === 'rejected') expect(earlier?.status).toBe('rejected');
        }
        for (const [seatId, at] of table)
          if (at.status === 'blocked') expect(show.seats.get(seatId)).toEqual(at);
      }),
    );
  });

  test('[RST4] opening again changes nothing', () => {
    fc.assert(
      fc.property(wishes, tables, (bookings, table) => {
        const before = showOf(bookings, table);
        const show = written(before, openShow(before));
        expect(openShow(show)).toEqual({ bookings: [], seats: [], openItems: [] });
      }),
    );
  });

  test('[RST5] nobody loses a seat to a booking that comes later in the order', () => {
    fc.assert(
      fc.property(wishes, (bookings) => {
        const before = showOf(bookings);
        const show = written(before, openShow(before));
        const order = openingOrder(bookings, NOW_MS).map((own) => String(own.booking.id));
        for (const { booking: now } of show.bookings) {
          for (const conflict of now.conflicts ?? []) {
            const owner = show.seats.get(conflict.seatId)?.bookingId;
            if (owner !== undefined) expect(order.indexOf(owner)).toBeLessThan(order.indexOf(now.id));
            else expect(conflict.reason).toBe('unknown-seat');
          }
        }
      }),
    );
  });

  const outcome = (bookings: readonly OwnBooking[], table?: Map<SeatId, SeatRow>, reported?: string[]) => {
    const before = showOf(bookings, table, reported);
    const show = written(before, openShow(before));
    return Object.fromEntries(show.bookings.map((own) => [own.booking.id, own.booking.status]));
  };
  const wish = (id: string, status: BookingStatus, more: Partial<Wish> = {}): OwnBooking =>
    booking({ id, seats: ['A1'], status, rev: 2, minutesAgo: 1, paid: false, ...more });

  test.each([
    ['a sale before a payment', wish('b1', 'paying'), wish('b2', 'confirmed'), 'rejected', 'confirmed'],
    ['a payment before a hold', wish('b1', 'pending'), wish('b2', 'paying'), 'rejected', 'paying'],
    [
      'what a server acknowledged before what none has seen',
      wish('b1', 'confirmed', { rev: 0, minutesAgo: 9 }),
      wish('b2', 'confirmed'),
      'conflicted',
      'confirmed',
    ],
    [
      'the later acknowledgement, which knew of the earlier one',
      wish('b1', 'confirmed', { minutesAgo: 8 }),
      wish('b2', 'confirmed', { minutesAgo: 2 }),
      'conflicted',
      'confirmed',
    ],
    [
      'what was sold under an allotment before what was promised, also on a hold a server knew',
      wish('b1', 'confirmed', { assurance: 'promised' }),
      wish('b2', 'confirmed', { assurance: 'leased', rev: 0, minutesAgo: 0 }),
      'conflicted',
      'confirmed',
    ],
    [
      'what a server acknowledged before what was sold under an allotment',
      wish('b1', 'confirmed', { assurance: 'leased', rev: 0, minutesAgo: 9 }),
      wish('b2', 'confirmed'),
      'conflicted',
      'confirmed',
    ],
    [
      'a hold whose time has run out ends, whoever comes after it',
      wish('b1', 'pending', { minutesAgo: 7 }),
      wish('b2', 'pending'),
      'expired',
      'pending',
    ],
  ] as const)('[RST5] %s', (_words, first, second, ...expected) => {
    expect(Object.values(outcome([first, second]))).toEqual(expected);
    expect(outcome([second, first])).toEqual(outcome([first, second]));
  });

  test('[RST5] a sale under an allotment the backup knows before one under an allotment it does not know', () => {
    const under = (own: OwnBooking, id: string): OwnBooking => {
      const lease = { allotmentId: AllotmentId.parse(id), epoch: 0 };
      const seats = own.booking.seats.map((one) => ({ ...one, lease }));
      return { ...own, booking: { ...own.booking, seats, assurance: 'leased' } };
    };
    const later = { rev: 0, minutesAgo: 1 };
    const bookings = [
      under(wish('b1', 'confirmed', { ...later, minutesAgo: 9 }), 'taken-back'),
      under(wish('b2', 'confirmed', later), 'known'),
    ];
    const trust = { ...till('till-1'), replicaId: ReplicaId.parse('r1'), epoch: 0 };
    const allotted = new Map(
      seatIds('A1').map((seatId) => [
        seatId,
        { deviceId: trust.id, replicaId: trust.replicaId, epoch: 0, allotmentId: AllotmentId.parse('known') },
      ]),
    );
    const opening = openShow(showOf(bookings, new Map(), [], allotted));
    expect(opening.bookings.map(({ booking: { id, status } }) => [id, status])).toContainEqual([
      'b1',
      'conflicted',
    ]);
  });

  test.each(['confirmed', 'pending'] as const)(
    '[RST11] [I5] %s and seen by no server: it cannot have seats another till that reported is entrusted with',
    (status) => {
      const till2 = { ...till('till-2'), replicaId: ReplicaId.parse('r2'), epoch: 0 };
      const one = {
        deviceId: till2.id,
        replicaId: till2.replicaId,
        epoch: 0,
        allotmentId: AllotmentId.parse('a'),
      };
      const allotted = new Map(seatIds('A1').map((seatId) => [seatId, one]));
      const promise = wish('b1', status, { seats: ['A1', 'A2'], rev: 0, assurance: 'promised' });
      const [kept] = openShow(showOf([promise], new Map(), ['b1'], allotted)).bookings;
      expect(kept?.booking).toMatchObject({
        status: status === 'confirmed' ? 'conflicted' : 'rejected',
        conflicts: [{ seatId: 'A1', reason: 'allotted', rev: 0, by: 'till-2' }],
      });
      // The trust of a device that has not reported ends here.
      const { seats } = openShow(showOf([promise], new Map(), ['b1'], allotted, new Set([till2.id])));
      expect(seats.map(({ seatId }) => seatId)).toEqual(['A1', 'A2']);
      // A server that gave the seats knew that they had been given back.
      const acknowledged = wish('b1', status, { seats: ['A1', 'A2'], rev: 2 });
      expect(openShow(showOf([acknowledged], new Map(), ['b1'], allotted)).seats).toHaveLength(2);
    },
  );

  test('[RST6] a sale that lost seats keeps the others, says who has them, and waits for a person', () => {
    const table = new Map(seatIds('A1').map((seatId) => [seatId, row('b1', 'booked')]));
    const bookings = [wish('b1', 'confirmed', { seats: ['A1', 'A2'], rev: 0 }), wish('b2', 'confirmed')];
    const opening = openShow(showOf(bookings, table));
    expect(opening.bookings.map((own) => own.booking)).toMatchObject([
      {
        id: 'b1',
        status: 'conflicted',
        reason: 'seats',
        conflicts: [{ seatId: 'A1', reason: 'taken', rev: 4, by: 'till-1' }],
      },
    ]);
    expect(opening.openItems).toMatchObject([{ kind: 'conflicted-sale', bookingId: 'b1', amount: PRICE }]);
  });

  test('[RST6] a cancelled sale keeps back the seats the backup says it kept; one reported since frees them', () => {
    const table = new Map(seatIds('A1').map((seatId) => [seatId, row('b1', 'booked')]));
    const show = showOf([wish('b1', 'cancelled')], table, []);
    expect(openShow(show).seats).toEqual([]);
    expect(openShow(showOf([wish('b1', 'cancelled')], table)).seats).toMatchObject([
      { seatId: 'A1', status: 'available', revSeen: 3 },
    ]);
  });
});
