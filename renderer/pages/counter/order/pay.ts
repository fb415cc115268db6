import { counter, type Panel } from '#renderer/stores/counter.ts';
import { PAYING_ANSWER_MS_MAX } from '#shared/domain/limits.ts';
import { minorDigits } from '#shared/domain/money.ts';
import { Money } from '#shared/wire/scalars.ts';
import { readTender } from '../cash/notes.ts';
import type { Desk } from '../desk/desk.ts';
import { confirmGuard } from '../keys/guard.ts';
import { dueInCash } from './due.ts';
import { ruled } from './ruled.ts';
import { sell } from './sell.ts';
import { hasOrder } from './shows.ts';

type CashPanel = Extract<Panel, { kind: 'cash' }>;

/**
 * Opens the cash side of the order. While a loss is not dealt with it stays shut: the clerk must have seen that the
 * order is smaller than what was asked for. `by` is the key that opened it, or `pointer`.
 */
export function openCash(desk: Desk, by: string): void {
  const { panel, notice } = counter.get();
  const isBusy = panel.kind === 'cash' || panel.kind === 'paying' || panel.kind === 'card';
  if (isBusy || panel.kind === 'unsettled' || notice?.kind === 'lost') return;
  if (!hasOrder(desk)) {
    counter.set({ notice: { kind: 'nothing-to-pay' } });
    return;
  }
  counter.set({
    panel: { kind: 'cash', openedAtMs: performance.now(), openedBy: by, typed: '', isConfirmed: false },
    side: 'order',
    question: null,
    notice: null,
  });
}

/** What is in the cash field, in minor units; null: the exact sum. `'wrong'`: not a sum of this currency. */
export function tenderedIn(panel: CashPanel, currency: string): Money | null | 'wrong' {
  const tender = readTender(panel.typed, minorDigits(currency));
  if (tender.kind === 'wrong') return 'wrong';
  return tender.kind === 'exact' ? null : Money.parse(tender.minor);
}

/** Confirms the cash panel by a key or a tap; an early one waits or is ignored (`confirmGuard`). */
export function confirmCash(desk: Desk, by: string, given?: Money): void {
  const { panel } = counter.get();
  if (panel.kind !== 'cash' || panel.isConfirmed) return;
  const tendered = given ?? tenderedIn(panel, desk.view().cinema.currency);
  if (tendered === 'wrong') return;
  const guard = confirmGuard({
    sinceOpenMs: performance.now() - panel.openedAtMs,
    by,
    openedBy: panel.openedBy,
  });
  if (guard.kind === 'ignore') return;
  const confirmed: CashPanel = { ...panel, isConfirmed: true };
  counter.set({ panel: confirmed });
  setTimeout(() => void sellWhenRuled(desk, confirmed, tendered), guard.kind === 'wait' ? guard.forMs : 0);
}

/** Stepping back, or a loss, takes the panel away and the confirmation with it. */
async function sellWhenRuled(desk: Desk, confirmed: CashPanel, tendered: Money | null): Promise<void> {
  await desk.inTurn(() => Promise.resolve());
  // Without the line nobody rules on what was asked for.
  if (!desk.view().isOffline) await ruled(PAYING_ANSWER_MS_MAX);
  const { panel, orderId } = counter.get();
  if (panel !== confirmed) return;
  const booking = orderId === null ? null : await desk.replica.get('bookings', orderId);
  const due = dueInCash({ ...desk.view(), booking });
  if (due === null || (tendered !== null && tendered < due.amount)) {
    counter.set({ panel: { ...confirmed, isConfirmed: false } });
    return;
  }
  await sell(desk, tendered);
}
