import { isPartPaid } from '#renderer/commands/give-back.ts';
import { counter } from '#renderer/stores/counter.ts';
import { callOff, openCard, settleAgain } from '../card/pay.ts';
import type { Desk } from '../desk/desk.ts';
import { settleWheelchair } from '../map/tap.ts';
import { answerNotice } from '../notices/answers.ts';
import { extend } from '../order/extend.ts';
import { answerOtherShow, answerRelease } from '../order/move.ts';
import { confirmCash, openCash } from '../order/pay.ts';
import { leaveUnanswered } from '../order/sell.ts';
import { chooseShow, hasOrder, parkOrder } from '../order/shows.ts';
import { cashThenCard, giveOrderBack } from '../order/split.ts';
import { takeLine } from '../order/take.ts';
import { printMissing, printReceiptHere, soldCame } from '../paper/sold-paper.ts';
import { showAfter } from '../shows/programme.ts';
import { openTill } from '../till/steps.ts';
import type { CounterAction } from './keymap.ts';
import { typed, typedNow } from './typing.ts';

/** Carries out a key's meaning. False: it means nothing here, and the key is left to whoever has the focus. */
export function act(desk: Desk, action: CounterAction, code: string): boolean {
  switch (action) {
    case 'cash':
      return cash(desk, code);
    case 'card':
      return card(desk);
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
    case 'disputes':
      counter.set({ side: counter.get().side === 'disputes' ? 'order' : 'disputes', openDispute: null });
      return true;
    case 'receipt':
      return printReceiptHere(desk);
    case 'print-again':
      printMissing(desk);
      // Never the browser's own meaning of that key, which loads the page anew.
      return true;
    case 'till':
      openTill();
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
  if (!mayPay(desk)) return true;
  // Taking money answers whether to release, and leaves a wheelchair place free; another show is still to be decided.
  openCash(desk, code);
  return true;
}

/** The same with a card: one press, and the terminal asks for it. */
function card(desk: Desk): boolean {
  if (mayPay(desk) && !cashThenCard(desk)) openCard(desk);
  return true;
}

/** Takes the order line first; false while money is being taken, or while the line or a question is in the way. */
function mayPay(desk: Desk): boolean {
  const { panel, line } = counter.get();
  if (panel.kind === 'paying' || panel.kind === 'no-answer' || panel.kind === 'card') return false;
  if (line !== '') takeLine(desk);
  const now = counter.get();
  return now.line === '' && now.question?.kind !== 'other-show';
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
    case 'give-back':
      giveOrderBack(desk, desk.words.notCompleted());
      return true;
    case undefined:
      break;
  }
  if (notice !== null && answerNotice(desk)) return true;
  if (panel.kind === 'unsettled') {
    void settleAgain(desk);
    return true;
  }
  if (panel.kind === 'cash') {
    confirmCash(desk, code);
    return true;
  }
  return soldCame(desk);
}

/** Escape: one step back, the newest first; nothing is given up without asking. */
export function back(desk: Desk): boolean {
  const now = counter.get();
  if (now.ticketPage !== null) counter.set({ ticketPage: null });
  else if (now.question !== null) counter.set({ question: null });
  else if (now.side === 'sales' && now.openSale !== null) counter.set({ openSale: null });
  else if (now.side === 'sales') counter.set({ side: 'order', salesSearch: '' });
  else if (now.side === 'disputes' && now.openDispute !== null) counter.set({ openDispute: null });
  else if (now.side === 'disputes') counter.set({ side: 'order' });
  else if (now.line !== '') counter.set({ line: '' });
  else if (now.panel.kind === 'cash' && now.panel.typed !== '') typed('');
  else if (now.panel.kind === 'card') void callOff(desk);
  else if (now.panel.kind === 'no-answer') leaveUnanswered(desk);
  else if (now.panel.kind === 'cash' || now.panel.kind === 'sold') {
    counter.set({ panel: { kind: 'order' } });
  } else if (now.notice !== null) counter.set({ notice: null });
  else if (now.elsewhere !== null) counter.set({ elsewhere: null });
  else if (now.panel.kind === 'order' && isPartPaid(desk.view().booking)) {
    counter.set({ question: { kind: 'give-back' } });
  } else if (now.panel.kind === 'order' && hasOrder(desk)) counter.set({ question: { kind: 'release' } });
  else return false;
  return true;
}
