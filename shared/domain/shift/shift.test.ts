import { describe, expect, test } from 'vitest';
import {
  CinemaId,
  Currency,
  Day,
  DeviceId,
  instant,
  JournalEntryId,
  Money,
  MoneyDelta,
  ShiftId,
  StaffId,
} from '#shared/wire/scalars.ts';
import type { JournalEntry, Shift } from '#shared/wire/till.ts';
import { completeness } from './completeness.ts';
import { countedTotal, readCount } from './count.ts';
import { denominationsOf, differenceMax } from './denominations.ts';
import { currentShift, floatOf, needsApproval, openShiftsOf, type ShiftEvent, shiftAfter } from './life.ts';

const NOON_MS = Date.parse('2026-11-23T12:00:00.000Z');
const SHIFT = ShiftId.parse('shift-1');
const ANNA = StaffId.parse('anna');
const TILL = DeviceId.parse('till-1');
const TODAY = Day.parse('2026-11-23');

const entry = (seq: number, event: ShiftEvent): JournalEntry => ({
  id: JournalEntryId.parse(`till-1.${seq}`),
  cinemaId: CinemaId.parse('kino'),
  deviceId: TILL,
  staffId: ANNA,
  shiftId: event.shiftId,
  seq,
  prev: '',
  at: instant(NOON_MS + seq * 60_000),
  event,
  hash: `h${seq}`,
  signature: 's',
});
const delta = (minor: number) => MoneyDelta.parse(minor);
const opened: ShiftEvent = {
  kind: 'shift',
  shiftId: SHIFT,
  event: 'opened',
  amount: delta(0),
  businessDay: TODAY,
  currency: Currency.parse('EUR'),
};
const moved = (id: string, kind: 'float' | 'in' | 'out' | 'drop' | 'no-sale', minor: number): ShiftEvent => ({
  kind: 'shift',
  shiftId: SHIFT,
  event: 'move',
  amount: delta(minor),
  move: { id, kind, reason: 'because' },
});
const shiftFrom = (...events: ShiftEvent[]): Shift | null =>
  events.map((event, n) => entry(n + 1, event)).reduce<Shift | null>(shiftAfter, null);

describe('a shift is made of its entries in the journal', () => {
  test('[TIL1] it begins with the entry that opens it, and each move of cash counts once', () => {
    const shift = shiftFrom(
      opened,
      moved('m1', 'float', 15_000),
      moved('m2', 'out', 500),
      moved('m2', 'out', 500),
    );
    expect(shift).toMatchObject({ status: 'open', businessDay: TODAY, float: 15_000, staffId: 'anna' });
    expect(shift?.moves.map(({ id, kind, amount }) => [id, kind, amount])).toEqual([
      ['m1', 'float', 15_000],
      ['m2', 'out', 500],
    ]);
    expect(shiftFrom(moved('m1', 'in', 100))).toBeNull();
  });

  test('[TIL1] nothing moves in a shift that is closed, and entries of another shift change nothing', () => {
    const close: ShiftEvent = { kind: 'shift', shiftId: SHIFT, event: 'closed', amount: delta(-500) };
    const shift = shiftFrom(opened, close, moved('m1', 'in', 100));
    expect(shift).toMatchObject({ status: 'closed', difference: -500, moves: [] });
    const other = { ...moved('m1', 'in', 100), shiftId: ShiftId.parse('shift-2') };
    expect(shiftFrom(opened, other)?.moves).toEqual([]);
  });

  test('[TIL2] a float is null until somebody has said what is in the drawer, and may be nothing', () => {
    const before = shiftFrom(opened);
    expect(before === null ? 0 : floatOf(before)).toBeNull();
    const after = shiftFrom(opened, moved('m1', 'float', 0));
    expect(after === null ? null : floatOf(after)).toBe(0);
  });
});

describe('whose shift it is', () => {
  const shift = (id: string, more: Partial<Shift> = {}): Shift => ({
    id: ShiftId.parse(id),
    cinemaId: CinemaId.parse('kino'),
    deviceId: TILL,
    staffId: ANNA,
    currency: Currency.parse('EUR'),
    status: 'open',
    rev: 1,
    businessDay: TODAY,
    openedAt: instant(NOON_MS),
    float: Money.parse(0),
    moves: [],
    ...more,
  });
  const place = { deviceId: TILL, staffId: ANNA };

  test('[TIL3] each clerk has a shift of their own at each till', () => {
    const ben = shift('ben', { staffId: StaffId.parse('ben') });
    const elsewhere = shift('elsewhere', { deviceId: DeviceId.parse('till-2') });
    expect(currentShift([ben, elsewhere], place, TODAY)).toBeNull();
    expect(currentShift([ben, shift('own'), elsewhere], place, TODAY)?.id).toBe('own');
  });

  test('[TIL4] a shift that was forgotten on an earlier day is still to be closed, but takes no more money', () => {
    const old = shift('old', {
      businessDay: Day.parse('2026-11-22'),
      openedAt: instant(NOON_MS - 86_400_000),
    });
    expect(currentShift([old], place, TODAY)).toBeNull();
    expect(openShiftsOf([shift('own'), old], place).map(({ id }) => id)).toEqual(['old', 'own']);
    expect(currentShift([shift('closed', { status: 'closed' })], place, TODAY)).toBeNull();
  });
});

describe('counting', () => {
  test.each([
    ['EUR', 50_000, 1],
    ['GBP', 5_000, 1],
    ['USD', 10_000, 1],
    ['JPY', 10_000, 1],
    ['KWD', 500_000, 10],
  ])(
    '[TIL5] a drawer of %s is counted from the largest note down to the smallest coin',
    (currency, most, least) => {
      const values = denominationsOf(currency).map(({ value }) => value);
      expect([values[0], values.at(-1)]).toEqual([most, least]);
      expect([...values].sort((a, b) => b - a)).toEqual(values);
      expect(new Set(values).size).toBe(values.length);
    },
  );

  test('[TIL5] a count is read by face value; what is left empty is none, and a word is no number', () => {
    const count = readCount(
      new Map([
        [2_000, '3'],
        [50, ' 7 '],
        [1, ''],
      ]),
      'GBP',
    );
    expect(count).toEqual([
      { value: 2_000, count: 3 },
      { value: 50, count: 7 },
    ]);
    expect(countedTotal(count ?? [])).toBe(6_350);
    for (const wrong of ['x', '-1', '1.5', '123456'])
      expect(readCount(new Map([[2_000, wrong]]), 'GBP')).toBeNull();
    expect(readCount(new Map([[3, '1']]), 'GBP')).toEqual([]);
  });

  test('[TIL6] a difference beyond the smallest note, either way, needs a supervisor', () => {
    expect(differenceMax('EUR')).toBe(500);
    expect([500, -500, 0, 501, -501].map((minor) => needsApproval(minor, 'EUR'))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('completeness', () => {
  const at = (minute: number): number => NOON_MS + minute * 60_000;
  const heard = (name: string, minute: number | null, isWhole = true) => ({
    name,
    heardMs: minute === null ? null : at(minute),
    isWhole,
  });

  test('[TIL7] all tills heard until the one that was heard least lately', () => {
    expect(completeness([heard('Counter 1', 60), heard('Counter 2', 59.5)], at(60))).toEqual({
      kind: 'all',
      count: 2,
      untilMs: at(59.5),
    });
    // Of a day that is over nobody knows more than that it is over.
    expect(completeness([heard('Counter 1', 300)], at(60))).toMatchObject({ untilMs: at(60) });
  });

  test('[TIL7] a till that fell silent, was never heard, or holds something back is named', () => {
    const tills = [
      heard('Counter 1', 60),
      heard('Kiosk 2', 10),
      heard('New', null),
      heard('Slow', 60, false),
    ];
    expect(completeness(tills, at(60))).toEqual({
      kind: 'silent',
      silent: [
        { name: 'Kiosk 2', sinceMs: at(10) },
        { name: 'New', sinceMs: null },
        { name: 'Slow', sinceMs: at(60) },
      ],
    });
  });
});
