import { shiftFiguresNow } from '#renderer/commands/shift/books.ts';
import { closeShift, countShift, type Move, moveCash } from '#renderer/commands/shift/shift.ts';
import { counter } from '#renderer/stores/counter.ts';
import { TILL_IDLE, type TillStep, tillSide } from '#renderer/stores/till.ts';
import type { StaffId } from '#shared/wire/scalars.ts';
import type { CashCount } from '#shared/wire/shift.ts';
import type { Shift } from '#shared/wire/till.ts';
import type { Desk } from '../desk/desk.ts';

/** The till's side; from there back to the order. */
export function openTill(): void {
  const { side, panel } = counter.get();
  // Money is changing hands: the drawer waits.
  if (panel.kind === 'paying' || panel.kind === 'card') return;
  if (side === 'till') leaveTill();
  else {
    tillSide.set(TILL_IDLE);
    counter.set({ side: 'till', openSale: null, openDispute: null });
  }
}

/** Out of it; what was begun and not confirmed is forgotten. */
export function leaveTill(): void {
  const { step, isBusy } = tillSide.get();
  if (isBusy) return;
  counter.set({ side: 'order' });
  if (!isOver(step)) tillSide.set(TILL_IDLE);
}

/** One step back, the newest first. */
export function stepBack(): void {
  const { step, isBusy } = tillSide.get();
  if (isBusy) return;
  if (step.kind === 'menu' || isOver(step)) leaveTill();
  else if (step.kind === 'approve') tillSide.to({ ...step, kind: 'counted' });
  else tillSide.to({ kind: 'menu' });
}

/** The clerk's own shift is closed: the till is the next one's. */
export const isOver = (step: TillStep): boolean => step.kind === 'z' && step.isJustClosed;

/** Runs one act on the shift; while the journal cannot be written nothing happens, and it is said. */
async function act(work: () => Promise<void>): Promise<void> {
  if (tillSide.get().isBusy) return;
  tillSide.set({ isBusy: true, hasFailed: false });
  try {
    await work();
  } catch (problem) {
    console.error(problem);
    tillSide.set({ hasFailed: true });
  } finally {
    tillSide.set({ isBusy: false });
  }
}

export const move = (desk: Desk, shift: Shift, made: Move): Promise<void> =>
  act(async () => {
    await moveCash(desk.context(), shift, made);
    // The float is asked beside the sale: the order is where the clerk was.
    if (made.kind === 'float') counter.set({ side: 'order' });
    tillSide.to({ kind: 'menu' });
  });

export const showX = (desk: Desk, shift: Shift): Promise<void> =>
  act(async () => {
    const figures = await shiftFiguresNow(desk.context(), shift, desk.view().cinema);
    tillSide.to({ kind: 'x', figures });
  });

export const count = (desk: Desk, shift: Shift, counted: CashCount): Promise<void> =>
  act(async () => {
    const result = await countShift(desk.context(), shift, counted, desk.view().cinema);
    tillSide.to({ kind: 'counted', shiftId: shift.id, counted: result });
  });

/** `isOwn`: the shift of the person signed in, who is done then. */
export const close = (desk: Desk, shift: Shift, isOwn: boolean, approvedBy?: StaffId): Promise<void> =>
  act(async () => {
    const { step } = tillSide.get();
    if (step.kind !== 'counted' && step.kind !== 'approve') return;
    const closed = await closeShift(desk.context(), shift, step.counted, desk.view().cinema, approvedBy);
    if (closed === null) return tillSide.to({ ...step, kind: 'approve' });
    tillSide.to({ kind: 'z', shiftId: shift.id, isJustClosed: isOwn });
  });
