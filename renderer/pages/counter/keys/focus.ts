import { counter } from '#renderer/stores/counter.ts';

/**
 * Where the focus is, as far as keys are concerned. `own`: a list, a menu, a dialog or a side that takes keys itself; `line`: the order line or the cash field; `field`: any other text field.
 */
export type Place = 'own' | 'line' | 'field' | 'map' | 'page';

export function placeOf(target: EventTarget | null): Place {
  // A PIN or a count that is typed at the drawer must never become an order, wherever the focus is just then.
  if (counter.get().side === 'till') return 'own';
  if (!(target instanceof Element)) return 'page';
  if (target.closest('[role="listbox"], [role="menu"], [role="dialog"], [role="alertdialog"]') !== null)
    return 'own';
  if (target.closest('[data-seat]') !== null) return 'map';
  if (target.closest('[data-order-line], [data-cash-line]') !== null) return 'line';
  if (target.closest('input, textarea, select, [contenteditable="true"]') !== null) return 'field';
  // Choices that move with the arrows.
  return target.closest('[role="radiogroup"], [role="tablist"], [role="toolbar"]') === null
    ? 'page'
    : 'field';
}

/**
 * Whether Enter belongs to the control that has the focus. A typed line, an open question and the cash side come
 * first, so that a button or a seat pressed a moment ago does not swallow the key; but a control inside them is meant.
 */
export function takesEnter(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const control = target.closest('button, a[href], summary, [role="button"], [role="switch"], [data-seat]');
  if (control === null) return false;
  const { line, question, panel, notice } = counter.get();
  const isInside = control.closest('[data-answers]') !== null;
  if (isInside) return true;
  return line === '' && question === null && panel.kind !== 'cash' && notice === null;
}
