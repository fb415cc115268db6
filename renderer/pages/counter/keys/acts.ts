import { counter } from '#renderer/stores/counter.ts';
import type { Desk } from '../desk/desk.ts';
import { settleWheelchair } from '../map/tap.ts';
import { answerNotice } from '../notices/answers.ts';
import { extend } from '../order/extend.ts';
import { answerOtherShow, answerRelease } from '../order/move.ts';
import { confirmCash, openCash } from '../order/pay.ts';
import { chooseShow, hasOrder, parkOrder } from '../order/shows.ts';
import { takeLine } from '../order/take.ts';
import { showAfter } from '../shows/programme.ts';
import type { CounterAction } from './keymap.ts';
import { typed, typedNow } from './typing.ts';

/** Carries out a key's meaning. False: it means nothing here, and the key is left to whoever has the focus. */
export function act(desk: Desk, action: CounterAction, code: string): boolean {
  switch (action) {
    case 'cash':
      return cash(desk, code);
    case 'card':
      counter.set({ notice: { kind: 'no-card' } });
      return true;
    case 'park':
      if (counter.get().question?.kind === 'other-show') void answerOtherShow(desk, 'park');
      else parkOrder(desk);
      return true;
    case 'next-show': {
      const next = showAfter(desk.view().listings, counter.get().showId);
      if (next !== null) chooseShow(desk, next);
      return true;
    }
    case 'extend':
      void extend(desk);
      return true;
    case 'find':
      counter.set({ side: counter.get().side === 'sales' ? 'order' : 'sales', openSale: null });
      return true;
    case 'help':
      counter.set({ help: true });
      return true;
    case 'confirm':
      return confirm(desk, code);
    case 'back':
      return back(desk);
    case 'erase':
      if (typedNow() === '') return false;
      typed(typedNow().slice(0, -1));
      return true;
    default:
      return false;
  }
}

/** With something in the order line: take it, then cash. */
function cash(desk: Desk, code: string): boolean {
  const { panel, line } = counter.get();
  if (panel.kind === 'paying' || panel.kind === 'no-answer') return true;
  if (line !== '') takeLine(desk);
  const now = counter.get();
  // Taking money answers whether to release, and leaves a wheelchair place free; another show is still to be decided.
  if (now.line === '' && now.question?.kind !== 'other-show') openCash(desk, code);
  return true;
}

/** Enter: what was typed, then the question, then the money, then what happened to the order. */
function confirm(desk: Desk, code: string): boolean {
  const { line, question, panel, notice } = counter.get();
  if (panel.kind !== 'cash' && line !== '') return takeLine(desk);
  switch (question?.kind) {
    case 'other-show':
      void answerOtherShow(desk, 'move');
      return true;
    case 'wheelchair':
      settleWheelchair(desk, 'disabled');
      return true;
    case 'release':
      answerRelease(desk, true);
      return true;
    case undefined:
      break;
  }
  if (notice !== null && answerNotice(desk)) return true;
  if (panel.kind === 'cash') {
    confirmCash(desk, code);
    return true;
  }
  return false;
}

/** Escape: one step back, the newest first; nothing is given up without asking. */
export function back(desk: Desk): boolean {
  const now = counter.get();
  if (now.ticketPage !== null) counter.set({ ticketPage: null });
  else if (now.question !== null) counter.set({ question: null });
  else if (now.side === 'sales' && now.openSale !== null) counter.set({ openSale: null });
  else if (now.side === 'sales') counter.set({ side: 'order', salesSearch: '' });
  else if (now.line !== '') counter.set({ line: '' });
  else if (now.panel.kind === 'cash' && now.panel.typed !== '') typed('');
  else if (now.panel.kind === 'cash' || now.panel.kind === 'no-answer' || now.panel.kind === 'sold') {
    counter.set({ panel: { kind: 'order' } });
  } else if (now.notice !== null) counter.set({ notice: null });
  else if (now.elsewhere !== null) counter.set({ elsewhere: null });
  else if (now.panel.kind === 'order' && hasOrder(desk)) counter.set({ question: { kind: 'release' } });
  else return false;
  return true;
}
