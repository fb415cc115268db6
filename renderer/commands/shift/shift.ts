import { firstValueFrom } from 'rxjs';
import { v7 as uuidv7 } from 'uuid';
import { countedTotal } from '#shared/domain/shift/count.ts';
import { currentShift, needsApproval, openShiftsOf, shiftAfter } from '#shared/domain/shift/life.ts';
import { businessDayOf } from '#shared/domain/time.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import { type Money, MoneyDelta, ShiftId, type StaffId } from '#shared/wire/scalars.ts';
import type { CashCount, CashMoveKind, ShiftFigures } from '#shared/wire/shift.ts';
import type { JournalEntry, Shift } from '#shared/wire/till.ts';
import type { CommandContext } from '../context.ts';
import { catchUpJournal, record } from '../journal.ts';
import { shiftFiguresNow } from './books.ts';

/** How far back the journal is compared with the shifts: more than a few days of one till. */
const ENTRIES_MAX = 5_000;
const REPORTED_WITHIN_MS = 1_500;

type House = Pick<Cinema, 'zone' | 'businessDayEndsAt' | 'currency'>;

/** Who is asked for a shift here: the clerk, or the till itself where nobody signs in. */
const placeOf = ({ replica, staff }: CommandContext) => ({
  deviceId: replica.identity.deviceId,
  ...(staff === null ? {} : { staffId: staff.id }),
});

const turns = new WeakMap<CommandContext['replica'], Promise<unknown>>();

/** One act on shifts after another: two quick ones must not open two. */
function inTurn<T>({ replica }: CommandContext, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(replica) ?? Promise.resolve()).then(work);
  turns.set(
    replica,
    mine.catch(() => undefined),
  );
  return mine;
}

/**
 * The shift that money taken now by this person at this till belongs to: the one that is open, or a new one, whose
 * float is to be said. Throws when the host cannot write its journal.
 */
export function beginShift(ctx: CommandContext, house: House): Promise<Shift> {
  return inTurn(ctx, async () => {
    const { replica } = ctx;
    const today = businessDayOf(Math.floor(replica.nowMs()), house.zone, house.businessDayEndsAt);
    const found = async (): Promise<Shift | null> =>
      currentShift(await firstValueFrom(replica.shifts$), placeOf(ctx), today);
    const open = await found();
    if (open !== null) return open;
    // It may have been opened a moment before the page ended.
    await mendShifts(ctx);
    const mended = await found();
    if (mended !== null) return mended;
    const shiftId = ShiftId.parse(uuidv7());
    const entry = await record(
      { ...ctx, shiftId },
      {
        kind: 'shift',
        shiftId,
        event: 'opened',
        amount: MoneyDelta.parse(0),
        businessDay: today,
        currency: house.currency,
      },
    );
    return save(ctx, null, entry);
  });
}

export type Move = {
  /** Of the caller, so that the same move tried again counts once. */
  readonly id: string;
  readonly kind: CashMoveKind;
  readonly amount: Money;
  readonly reason: string;
};

/** Journals cash that moves without a sale, then opens the drawer. Throws when it could not be journalled: nothing may move. */
export function moveCash(ctx: CommandContext, shift: Shift, move: Move): Promise<Shift> {
  return inTurn(ctx, async () => {
    const { id, kind, reason } = move;
    const entry = await record(
      { ...ctx, shiftId: shift.id },
      {
        kind: 'shift',
        shiftId: shift.id,
        event: 'move',
        amount: MoneyDelta.parse(move.amount),
        move: { id, kind, reason: reason.slice(0, 200) },
      },
    );
    const after = await save(ctx, shift, entry);
    void ctx.bridge.openDrawer({ reason: `${kind} ${reason}`.trim().slice(0, 200) }).catch(() => {});
    return after;
  });
}

export type Counted = {
  readonly count: CashCount;
  readonly counted: number;
  readonly difference: MoneyDelta;
  /** Whether a supervisor has to approve the difference. */
  readonly mustApprove: boolean;
  readonly figures: ShiftFigures;
};

/**
 * Journals a blind count, and only then tells what was expected: nobody can count to a sum. Each count stays in the
 * journal, also those that are counted again. Throws when it could not be journalled.
 */
export function countShift(
  ctx: CommandContext,
  shift: Shift,
  count: CashCount,
  house: House,
): Promise<Counted> {
  return inTurn(ctx, async () => {
    const counted = countedTotal(count);
    await record(
      { ...ctx, shiftId: shift.id },
      { kind: 'shift', shiftId: shift.id, event: 'counted', amount: MoneyDelta.parse(counted), count },
    );
    return reckon(ctx, shift, count, house);
  });
}

async function reckon(ctx: CommandContext, shift: Shift, count: CashCount, house: House): Promise<Counted> {
  const figures = await shiftFiguresNow(ctx, shift, house);
  const counted = countedTotal(count);
  const difference = MoneyDelta.parse(counted - figures.expected);
  return { count, counted, difference, mustApprove: needsApproval(difference, shift.currency), figures };
}

/**
 * Closes a counted shift for good: its Z is written into the journal with the entry that closes it. Money that came in
 * since the count is in it. Throws when it could not be journalled; `null`: the difference needs an approval.
 */
export function closeShift(
  ctx: CommandContext,
  shift: Shift,
  counted: Counted,
  house: House,
  approvedBy?: StaffId,
): Promise<Shift | null> {
  return inTurn(ctx, async () => {
    const { count, difference, mustApprove, figures } = await reckon(ctx, shift, counted.count, house);
    if (mustApprove && approvedBy === undefined) return null;
    const reported = await isReported(ctx);
    const entry = await record(
      { ...ctx, shiftId: shift.id },
      {
        kind: 'shift',
        shiftId: shift.id,
        event: 'closed',
        amount: difference,
        count,
        z: {
          expected: figures.expected,
          figures,
          reported,
          ...(approvedBy === undefined ? {} : { approvedBy }),
        },
      },
    );
    return save(ctx, shift, entry);
  });
}

/** Whether the server has everything that was journalled; what has just been sent gets a moment to arrive. */
async function isReported({ replica }: CommandContext): Promise<boolean> {
  const endMs = performance.now() + REPORTED_WITHIN_MS;
  while (!(await replica.journalReported())) {
    const { kind } = await firstValueFrom(replica.connection$);
    if (kind === 'offline' || performance.now() >= endMs) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/** What the journal tells of shifts and the replica does not know is put there: a page may end between the two. */
export async function mendShifts(ctx: CommandContext): Promise<void> {
  await catchUpJournal(ctx);
  const entries = await ctx.replica.recentJournal(ENTRIES_MAX);
  const ids = new Set(entries.flatMap(({ event }) => (event.kind === 'shift' ? [event.shiftId] : [])));
  for (const id of ids) {
    const known = await ctx.replica.get('shifts', id);
    const own = entries.filter(({ event }) => event.kind === 'shift' && event.shiftId === id);
    const whole = own.reduce(shiftAfter, known);
    if (whole !== null && whole !== known) await ctx.replica.saveShift(whole);
  }
}

/** The shift as it stands now, with the entry. */
async function save(ctx: CommandContext, before: Shift | null, entry: JournalEntry): Promise<Shift> {
  const known = before === null ? null : ((await ctx.replica.get('shifts', before.id)) ?? before);
  const after = shiftAfter(known, entry);
  if (after === null) throw new Error('this entry opens no shift');
  await ctx.replica.saveShift(after);
  return after;
}

/**
 * The shift of a till that nobody signs in at and that has no drawer: it begins by itself with the business day, and what
 * is still open of earlier days is closed, with a Z and without a count.
 */
export async function tendShift(ctx: CommandContext, house: House): Promise<Shift> {
  const current = await beginShift(ctx, house);
  const shifts = await firstValueFrom(ctx.replica.shifts$);
  for (const shift of openShiftsOf(shifts, placeOf(ctx)))
    if (shift.businessDay < current.businessDay) await closeUncounted(ctx, shift, house);
  return current;
}

const closeUncounted = (ctx: CommandContext, shift: Shift, house: House): Promise<Shift> =>
  inTurn(ctx, async () => {
    const figures = await shiftFiguresNow(ctx, shift, house);
    const reported = await isReported(ctx);
    const entry = await record(
      { ...ctx, shiftId: shift.id },
      {
        kind: 'shift',
        shiftId: shift.id,
        event: 'closed',
        amount: MoneyDelta.parse(0),
        z: { expected: figures.expected, figures, reported },
      },
    );
    return save(ctx, shift, entry);
  });
