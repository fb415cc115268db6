import { counter } from '#renderer/stores/counter.ts';
import { CASH_TYPED_MAX } from '../cash/typed.ts';
import { ORDER_LINE_LENGTH_MAX } from '../order-line.ts';

/** What was typed so far: the cash field while cash is being taken, otherwise the order line. */
export function typedNow(): string {
  const { panel, line } = counter.get();
  return panel.kind === 'cash' ? panel.typed : line;
}

/** Writes it, bounded. A new order begins with the first key after a sale. */
export function typed(text: string): void {
  const { panel } = counter.get();
  if (panel.kind === 'cash') {
    if (!panel.isConfirmed) counter.set({ panel: { ...panel, typed: text.slice(0, CASH_TYPED_MAX) } });
    return;
  }
  if (panel.kind === 'paying' || panel.kind === 'card' || panel.kind === 'unsettled') return;
  const fresh = panel.kind === 'sold' ? { panel: { kind: 'order' } as const } : {};
  counter.set({ line: text.slice(0, ORDER_LINE_LENGTH_MAX), side: 'order', ...fresh });
}
