import { giveBack } from '#renderer/commands/give-back.ts';
import { payCash } from '#renderer/commands/pay-cash.ts';
import { counter, forgetOrder } from '#renderer/stores/counter.ts';
import type { Money } from '#shared/wire/scalars.ts';
import { openCard } from '../card/pay.ts';
import type { Desk } from '../desk/desk.ts';
import { dueInCash } from './due.ts';
import { tenderedIn } from './pay.ts';
import { takePart } from './sell.ts';

/** The sum typed into the cash field, if it is a part of what is due; null: it is not. */
export function typedPart(desk: Desk): Money | null {
  const { panel } = counter.get();
  if (panel.kind !== 'cash' || panel.isConfirmed) return null;
  const view = desk.view();
  const given = tenderedIn(panel, view.cinema.currency);
  const due = dueInCash(view);
  const isPart = given !== 'wrong' && given !== null && due !== null && given > 0 && given < due.amount;
  return isPart ? given : null;
}

/** What F9 does while a part of the sum is typed: so much in cash, and the rest by card at once. False: no part is typed. */
export function cashThenCard(desk: Desk): boolean {
  const part = typedPart(desk);
  if (part === null) return false;
  void takePart(desk, part, payCash).then((isTaken) => {
    if (isTaken) openCard(desk);
  });
  return true;
}

/** Gives an order up that was paid in part; what was paid comes back from the drawer. */
export function giveOrderBack(desk: Desk, reason: string): void {
  const { orderId } = counter.get();
  counter.set({ question: null });
  if (orderId === null) return;
  void desk.inTurn(async () => {
    const result = await giveBack(desk.context(), orderId, reason);
    if (result.kind === 'failed') counter.set({ notice: { kind: 'failed', why: result.why } });
    else {
      forgetOrder();
      counter.set({ notice: null });
    }
    desk.words.gaveBack(result);
  });
}
