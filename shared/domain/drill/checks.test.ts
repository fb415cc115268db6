import { expect, test } from 'vitest';
import { Booking } from '#shared/wire/booking.ts';
import { AllotmentId, BookingId, DeviceId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import { JournalEntry } from '#shared/wire/till.ts';
import type { Leases } from '../allotment/kiosk.ts';
import { type DrillFacts, findingsOf, lasting, numbersOf } from './checks.ts';
import { reportOf } from './report.ts';

const TILL = DeviceId.parse('till-1');
const SHOW = ShowId.parse('show-1');
const AT = '2026-11-23T12:00:00.000Z';
const ALLOTMENT = 'allotment-1';

function sale(id: string, seats: readonly string[], change: Partial<Booking> = {}): Booking {
  const line = (seatId: string) => ({ seatId, rev: 0, ticketType: 'adult' });
  const leased = { lease: { allotmentId: ALLOTMENT, epoch: 0 } };
  return {
    ...Booking.parse({
      id,
      code: `C1${id}`,
      showId: SHOW,
      cinemaId: 'cinema-1',
      deviceId: TILL,
      channel: 'counter',
      status: 'confirmed',
      rev: 0,
      requestedAt: AT,
      updatedAt: AT,
      seats: seats.map((seatId) => ({ ...line(seatId), ...leased })),
      payments: [
        { id: `pay-${id}`, tender: 'cash', amount: 1_000, status: 'success', deviceId: TILL, at: AT },
      ],
      refunds: [],
      tickets: seats.map((seatId) => ({
        id: `t-${seatId}`,
        seatId,
        serial: seatId,
        revision: 1,
        printed: 'yes',
      })),
      approvals: [],
      assurance: 'leased',
    }),
    ...change,
  };
}

function journal(...events: readonly unknown[]): JournalEntry[] {
  return events.map((event, at) =>
    JournalEntry.parse({
      id: `${TILL}.${at + 1}`,
      cinemaId: 'cinema-1',
      deviceId: TILL,
      seq: at + 1,
      prev: '',
      at: AT,
      event,
      hash: 'hash',
      signature: 'signed',
    }),
  );
}

/** What the journal of a till says of a sale on its own seats. */
const noted = (id: string, seatIds: readonly string[]): unknown[] => [
  { kind: 'paper', bookingId: id, showId: SHOW, seatIds, assurance: 'leased', allotmentId: ALLOTMENT },
  captured(id),
];
const captured = (id: string, amount = 1_000): unknown => {
  const event = { kind: 'payment', bookingId: id, paymentId: `pay-${id}`, tender: 'cash' };
  return { ...event, amount, currency: 'EUR', status: 'success' };
};

const leasesOf = (...seats: readonly string[]): Leases =>
  new Map(seats.map((id) => [SeatId.parse(id), { allotmentId: AllotmentId.parse(ALLOTMENT), epoch: 0 }]));

const facts = (change: Partial<DrillFacts> = {}): DrillFacts => ({
  deviceId: TILL,
  isCutOff: true,
  entrusted: new Map([[SHOW, leasesOf('A1', 'A2', 'A3')]]),
  leases: new Map([[SHOW, leasesOf('A1', 'A2', 'A3')]]),
  sales: [sale('one', ['A1'])],
  journal: journal(...noted('one', ['A1'])),
  waiting: new Set([BookingId.parse('one')]),
  ...change,
});

const found = (change: Partial<DrillFacts>): string[] =>
  findingsOf(facts(change)).map(({ kind, about }) => `${kind} ${about}`);

test('[DRL4] a sale on own seats, journalled before, is as it must be', () => {
  expect(found({})).toEqual([]);
});

const BROKEN: readonly [string, Partial<DrillFacts>, string][] = [
  [
    'one seat in two sales',
    {
      sales: [sale('one', ['A1']), sale('two', ['A1'])],
      journal: journal(...noted('one', ['A1']), ...noted('two', ['A1'])),
    },
    'seat-twice A1',
  ],
  ['money in the journal only', { sales: [sale('one', ['A1'], { payments: [] })] }, 'payment-lost C1one'],
  [
    'another sum than the journal’s',
    { journal: journal(...noted('one', ['A1']).slice(0, 1), captured('one', 900)) },
    'payment-lost C1one',
  ],
  ['a sale that is gone', { sales: [] }, 'payment-lost one'],
  [
    'money in the sale only',
    { journal: journal(...noted('one', ['A1']).slice(0, 1)) },
    'payment-unjournalled C1one',
  ],
  [
    'a payment captured twice',
    { journal: journal(...noted('one', ['A1']), captured('one')) },
    'captured-twice pay-one',
  ],
  ['seats of nobody’s trust sold as own', { entrusted: new Map(), isCutOff: false }, 'lease-foreign C1one'],
  ['trust that grew without the line', { leases: new Map([[SHOW, leasesOf('A1', 'B1')]]) }, 'trust-grew B1'],
  ['seats that are not in the journal', { journal: journal(captured('one')) }, 'seats-unjournalled C1one'],
  [
    'a leased sale that is disputed',
    { sales: [sale('one', ['A1'], { status: 'conflicted', reason: 'seats' })] },
    'leased-disputed C1one',
  ],
  [
    'a sale that came to nothing',
    { waiting: new Set(), sales: [sale('one', ['A1'], { status: 'expired' })] },
    'sale-missing C1one',
  ],
];

for (const [what, change, finding] of BROKEN)
  test(`[DRL4] ${what}: found`, () => {
    expect(found(change)).toEqual([finding]);
  });

test('[DRL4] a revoked sale that is disputed, and seats cancelled and sold again, are as they must be', () => {
  expect(found({ sales: [sale('one', ['A1'], { status: 'conflicted', reason: 'revoked' })] })).toEqual([]);
  const again = [sale('one', ['A1'], { status: 'cancelled' }), sale('two', ['A1'])];
  expect(found({ sales: again, journal: journal(...noted('one', ['A1']), ...noted('two', ['A1'])) })).toEqual(
    [],
  );
});

test('[DRL4] only what two looks in a row find is told', () => {
  const [one, two] = [
    { kind: 'payment-lost', about: 'a' },
    { kind: 'payment-lost', about: 'b' },
  ] as const;
  expect(lasting([one], [one, two])).toEqual([one]);
});

test('[DRL5] the numbers of a drill, and what was given back without being sold', () => {
  const sales = [
    sale('one', ['A1']),
    sale('two', ['B1'], { assurance: 'promised', status: 'conflicted', reason: 'seats', tickets: [] }),
  ];
  const events: readonly unknown[] = [...noted('one', ['A1']), ...noted('two', ['B1'])];
  const shown = facts({
    sales,
    journal: journal(...events),
    leases: new Map([[SHOW, leasesOf('A2')]]),
    waiting: new Set(),
  });
  expect(numbersOf(shown)).toEqual({
    entrusted: 3,
    sales: 2,
    seats: 2,
    leased: 1,
    promised: 1,
    amount: 2_000,
    unprinted: 0,
  });
  const startedAt = JournalEntry.shape.at.parse(AT);
  const frame = { what: 'line', startedAt, endedAt: startedAt, endedBy: 'time', reconcileMs: 1_200 } as const;
  expect(reportOf(frame, shown, [])).toMatchObject({
    accepted: 1,
    conflicted: ['C1two'],
    waiting: 0,
    returned: 1,
    findings: [],
  });
});
