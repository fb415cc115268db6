/** How long after a panel opened a confirmation of it waits: the press that opened it must not also confirm it. */
export const CONFIRM_WAIT_MS = 300;

export type GuardAnswer =
  | { readonly kind: 'now' }
  | { readonly kind: 'wait'; readonly forMs: number }
  | { readonly kind: 'ignore' };

/**
 * What becomes of a confirmation that comes `sinceOpenMs` after its panel opened. An early press of another key is
 * meant (a practised hand is fast) and takes effect when the wait is over; an early tap, or the very key that opened
 * the panel, is the end of the press before and does nothing.
 */
export function confirmGuard(confirm: { sinceOpenMs: number; by: string; openedBy: string }): GuardAnswer {
  if (confirm.sinceOpenMs >= CONFIRM_WAIT_MS) return { kind: 'now' };
  if (confirm.by === 'pointer' || confirm.by === confirm.openedBy) return { kind: 'ignore' };
  return { kind: 'wait', forMs: CONFIRM_WAIT_MS - Math.max(0, confirm.sinceOpenMs) };
}
