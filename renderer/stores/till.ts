import { create } from 'zustand';
import type { Counted } from '#renderer/commands/shift/shift.ts';
import type { ShiftId } from '#shared/wire/scalars.ts';
import type { CashMoveKind, ShiftFigures } from '#shared/wire/shift.ts';

/** What the till's side is busy with. */
export type TillStep =
  | { readonly kind: 'menu' }
  | { readonly kind: 'move'; readonly what: CashMoveKind }
  | { readonly kind: 'x'; readonly figures: ShiftFigures }
  /** Nobody sees what is expected before this is done. */
  | { readonly kind: 'count'; readonly shiftId: ShiftId }
  | { readonly kind: 'counted'; readonly shiftId: ShiftId; readonly counted: Counted }
  | { readonly kind: 'approve'; readonly shiftId: ShiftId; readonly counted: Counted }
  | { readonly kind: 'closed-ones' }
  /** `isJustClosed`: its clerk is done, and the till is the next one's. */
  | { readonly kind: 'z'; readonly shiftId: ShiftId; readonly isJustClosed: boolean };

type TillState = {
  readonly step: TillStep;
  readonly isBusy: boolean;
  /** The host could not write its journal: nothing has happened. */
  readonly hasFailed: boolean;
};

export const TILL_IDLE: TillState = { step: { kind: 'menu' }, isBusy: false, hasFailed: false };

/** What the till's side shows; what moved lives in the journal and the replica. */
export const useTillSide = create<TillState>()(() => TILL_IDLE);

export const tillSide = {
  get: useTillSide.getState,
  set: (change: Partial<TillState>): void => useTillSide.setState(change),
  to: (step: TillStep): void => useTillSide.setState({ step, isBusy: false, hasFailed: false }),
};
