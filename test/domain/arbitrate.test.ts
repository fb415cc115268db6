import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitrate, CONFLICT_ORDER, type SeatTable } from '#shared/domain/arbitration/arbitrate.ts';
import type { SeatRow } from '#shared/domain/booking/case.ts';
import { bookingCode, parseBookingCode } from '#shared/domain/booking/code.ts';
import { serialOf, ticketIdOf } from '#shared/domain/booking/tickets.ts';
import { CROCKFORD } from '#shared/domain/hash.ts';
import { AllotmentId, BookingId, DeviceId, ReplicaId, type SeatId } from '#shared/wire/scalars.ts';
import { NOW_MS, screen, seat, seatIds } from '../support/world.ts';

const mine = {
  bookingId: BookingId.parse('mine'),
  deviceId: DeviceId.parse('till-1'),
  replicaId: ReplicaId.parse('replica-till-1'),
};
const other = { bookingId: BookingId.parse('other'), deviceId: DeviceId.parse('till-2') };
const known = new Set(screen.seats.map((s) => s.id));

function table(rows: Record<string, SeatRow>, allotted: Record<string, string> = {}): SeatTable {
  return {
    exists: (seatId) => known.has(seatId),
    rows: new Map(Object.entries(rows).map(([id, row]) => [seat(id).seatId, row])),
    allotted: new Map(
      Object.entries(allotted).map(([id, device]) => [
        seat(id).seatId,
        {
          deviceId: DeviceId.parse(device),
          replicaId: ReplicaId.parse(`replica-${device}`),
          allotmentId: AllotmentId.parse('a1'),
          epoch: 1,
        },
      ]),
    ),
  };
}

const heldByOther: SeatRow = { status: 'held', rev: 3, ...other, holdEndsAtMs: NOW_MS + 1 };

describe('arbitrate', () => {
  test('[ARB1] free seats as seen are granted together; one that is not refuses all', () => {
    const free = table({ A2: { status: 'available', rev: 4, holdEndsAtMs: null } });
    expect(arbitrate(free, { ...mine, seats: [seat('A1'), seat('A2', 4)] }, NOW_MS)).toEqual({
      kind: 'granted',
      ended: [],
    });
    const clash = arbitrate(
      table({ A2: heldByOther }),
      { ...mine, seats: [seat('A1'), seat('A2', 3)] },
      NOW_MS,
    );
    expect(clash.kind).toBe('rejected');
  });

  test('[ARB2] the second till to claim a seat is told which, why, its revision and by whom', () => {
    expect(arbitrate(table({ A2: heldByOther }), { ...mine, seats: [seat('A2', 2)] }, NOW_MS)).toEqual({
      kind: 'rejected',
      conflicts: [{ seatId: 'A2', reason: 'held', rev: 3, by: other.deviceId }],
    });
  });

  test.each([
    { reason: 'unknown-seat', id: 'Z1', row: undefined },
    { reason: 'blocked', id: 'A1', row: { status: 'blocked', rev: 1, holdEndsAtMs: null } },
    { reason: 'taken', id: 'A1', row: { status: 'booked', rev: 1, ...other, holdEndsAtMs: null } },
    { reason: 'held', id: 'A1', row: heldByOther },
    { reason: 'allotted', id: 'A1', row: { status: 'available', rev: 1, holdEndsAtMs: null } },
  ] as const)('[ARB3] $reason is told before everything behind it in the order', ({ reason, id, row }) => {
    const rows: Record<string, SeatRow> = row === undefined ? {} : { [id]: row };
    const ruling = arbitrate(table(rows, { [id]: 'till-9' }), { ...mine, seats: [seat(id, 99)] }, NOW_MS);
    expect(ruling.kind === 'rejected' && ruling.conflicts.map((c) => c.reason)).toEqual([reason]);
    expect(CONFLICT_ORDER).toContain(reason);
  });

  test('[ARB4] a seat the booking has already is granted again at any revision', () => {
    const own = table({ A1: { status: 'held', rev: 7, ...mine, holdEndsAtMs: NOW_MS } });
    expect(arbitrate(own, { ...mine, seats: [seat('A1', 0)] }, NOW_MS).kind).toBe('granted');
  });

  test('[ARB5] an allotted seat goes to its holder, whatever it saw, and to nobody else', () => {
    const claim = { ...mine, seats: [seat('A1', 5)] };
    expect(arbitrate(table({}, { A1: 'till-1' }), claim, NOW_MS).kind).toBe('granted');
    const refused = arbitrate(table({}, { A1: 'till-2' }), claim, NOW_MS);
    expect(refused).toMatchObject({ kind: 'rejected', conflicts: [{ reason: 'allotted', by: 'till-2' }] });
  });

  test('[ARB6] a hold that is over is named as ended; a moment earlier it still stands', () => {
    const claim = { ...mine, seats: [seat('A1', 3)] };
    expect(arbitrate(table({ A1: heldByOther }), claim, NOW_MS + 1)).toEqual({
      kind: 'granted',
      ended: ['other'],
    });
    expect(arbitrate(table({ A1: heldByOther }), claim, NOW_MS).kind).toBe('rejected');
  });

  test('[I2] over random tables a claim is granted exactly when no seat of it conflicts', () => {
    const row = fc.record<SeatRow>({
      status: fc.constantFrom('available', 'held', 'booked', 'blocked'),
      rev: fc.nat(2),
      bookingId: fc.constantFrom(mine.bookingId, other.bookingId),
      deviceId: fc.constant(other.deviceId),
      holdEndsAtMs: fc.constantFrom(null, NOW_MS - 1, NOW_MS + 1),
    });
    const ids: SeatId[] = seatIds('A1', 'A2', 'A3');
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 3, maxLength: 3 }),
        fc.array(fc.nat(2), { minLength: 3, maxLength: 3 }),
        (rows, revs) => {
          const all: SeatTable = {
            ...table({}),
            rows: new Map(rows.map((r, i) => [ids[i] ?? seat('A9').seatId, r])),
          };
          const seats = ids.map((seatId, i) => ({ seatId, rev: revs[i] ?? 0 }));
          const alone = seats.map((s) => arbitrate(all, { ...mine, seats: [s] }, NOW_MS).kind);
          const together = arbitrate(all, { ...mine, seats }, NOW_MS).kind;
          expect(together).toBe(alone.every((kind) => kind === 'granted') ? 'granted' : 'rejected');
        },
      ),
    );
  });
});

describe('names people read', () => {
  test('[BKG21] a code is read back in any case, with spaces and look-alikes, and a wrong character is found', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(7), fc.nat(30), (id, at, shift) => {
        const code = bookingCode('C1', id);
        expect(parseBookingCode(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)).toBe(code);
        const position = 2 + (at % 6);
        const wrong = CROCKFORD.charAt((CROCKFORD.indexOf(code.charAt(position)) + 1 + shift) % 32);
        const typo = `${code.slice(0, position)}${wrong}${code.slice(position + 1)}`;
        expect(parseBookingCode(typo)).toBeNull();
      }),
    );
    expect(parseBookingCode('2a1c')).toBeNull();
  });

  test('[BKG22] till and server derive the same ticket, another revision is another ticket', () => {
    expect(ticketIdOf('b1', 'A1', 1)).toBe(ticketIdOf('b1', 'A1', 1));
    expect(new Set([1, 2].map((revision) => serialOf('b1', 'A1', revision))).size).toBe(2);
    const long = 'x'.repeat(64);
    expect(ticketIdOf(long, 'A1', 1)).not.toBe(ticketIdOf(long, 'A2', 1));
  });
});
