import { type Day, type DeviceId, Money, type StaffId } from '#shared/wire/scalars.ts';
import { type CashMove, SHIFT_MOVES_MAX } from '#shared/wire/shift.ts';
import type { JournalEntry, JournalEvent, Shift } from '#shared/wire/till.ts';
import { differenceMax } from './denominations.ts';

export type ShiftEvent = Extract<JournalEvent, { kind: 'shift' }>;

const NOTHING = Money.parse(0);

/** What was in the drawer at the beginning; null while nobody has said. */
export function floatOf({ moves }: Pick<Shift, 'moves'>): number | null {
  return moves.findLast(({ kind }) => kind === 'float')?.amount ?? null;
}

/**
 * The shift after an entry of its device's journal: the journal is written first, and the shift is made of it, so
 * that the two cannot differ. An entry that is known already, or of another shift, changes nothing; null: not begun.
 */
export function shiftAfter(shift: Shift | null, entry: JournalEntry): Shift | null {
  const { event } = entry;
  if (event.kind !== 'shift') return shift;
  if (shift === null) return event.event === 'opened' ? opened(entry, event) : null;
  if (event.shiftId !== shift.id || shift.status === 'closed') return shift;
  switch (event.event) {
    case 'opened':
    case 'counted':
      return shift;
    case 'move':
      return moved(shift, entry, event);
    case 'closed':
      return closed(shift, entry, event);
  }
}

function opened(entry: JournalEntry, { shiftId, businessDay, currency }: ShiftEvent): Shift | null {
  // Entries of the first form said too little.
  if (businessDay === undefined || currency === undefined) return null;
  return {
    id: shiftId,
    cinemaId: entry.cinemaId,
    deviceId: entry.deviceId,
    ...(entry.staffId === undefined ? {} : { staffId: entry.staffId }),
    currency,
    status: 'open',
    rev: 0,
    businessDay,
    openedAt: entry.at,
    float: NOTHING,
    moves: [],
  };
}

function moved(shift: Shift, entry: JournalEntry, { move, amount }: ShiftEvent): Shift {
  if (move === undefined || amount < 0 || shift.moves.length >= SHIFT_MOVES_MAX) return shift;
  if (shift.moves.some(({ id }) => id === move.id)) return shift;
  const made: CashMove = {
    ...move,
    amount: Money.parse(amount),
    at: entry.at,
    ...(entry.staffId === undefined ? {} : { staffId: entry.staffId }),
  };
  return withFloat({ ...shift, moves: [...shift.moves, made] });
}

function closed(shift: Shift, entry: JournalEntry, { amount, count, z }: ShiftEvent): Shift {
  return {
    ...shift,
    status: 'closed',
    closedAt: entry.at,
    difference: amount,
    ...(count === undefined ? {} : { counted: count }),
    ...(z === undefined ? {} : { expected: z.expected }),
    ...(z?.approvedBy === undefined ? {} : { approvedBy: z.approvedBy }),
  };
}

/** The shift with the float that its moves tell. */
export const withFloat = (shift: Shift): Shift => ({
  ...shift,
  float: Money.parse(floatOf(shift) ?? shift.float),
});

type Place = { readonly deviceId: DeviceId; readonly staffId?: StaffId };

/** The open shifts of a person at a till (of nobody: of the till itself), the earliest first. */
export function openShiftsOf(shifts: readonly Shift[], { deviceId, staffId }: Place): Shift[] {
  return shifts
    .filter((shift) => shift.status === 'open' && shift.deviceId === deviceId && shift.staffId === staffId)
    .sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
}

/**
 * The shift that money taken now belongs to: the one begun last, as long as it is of this business day. One that was
 * forgotten yesterday is counted and closed, but takes no more money: that would be booked to yesterday.
 */
export function currentShift(shifts: readonly Shift[], place: Place, today: Day): Shift | null {
  return openShiftsOf(shifts, place).findLast(({ businessDay }) => businessDay >= today) ?? null;
}

/** Whether a difference between counted and expected cash needs a supervisor's word. */
export const needsApproval = (differenceMinor: number, currency: string): boolean =>
  Math.abs(differenceMinor) > differenceMax(currency);
