import { counter } from '#renderer/stores/counter.ts';
import type { Desk } from '../desk/desk.ts';
import { askSeats } from '../order/ask.ts';
import { chooseShow } from '../order/shows.ts';
import { lossOf } from './use-loss.ts';

/** Takes the seats offered in place of lost ones; the other seats of the order stay. */
export function takeInstead(desk: Desk): void {
  const { notice, orderId } = counter.get();
  if (notice?.kind !== 'lost') return;
  const view = desk.view();
  const loss = lossOf(view, notice.lost, orderId);
  if (loss?.instead === null || loss === null || view.listing === null) return;
  counter.set({ notice: null });
  void askSeats(desk, view.listing.show.id, loss.instead.order);
}

/** Asks again for the seats of a hold that ran out. */
export function holdAgain(desk: Desk): void {
  const { notice } = counter.get();
  if (notice?.kind !== 'expired') return;
  counter.set({ notice: null });
  chooseShow(desk, notice.showId);
  if (counter.get().question !== null) return;
  void askSeats(desk, notice.showId, notice.seats);
}

/** What Enter does to the notice that is shown; false when it wants no answer. */
export function answerNotice(desk: Desk): boolean {
  switch (counter.get().notice?.kind) {
    case 'lost':
      takeInstead(desk);
      return true;
    case 'expired':
      holdAgain(desk);
      return true;
    case undefined:
      return false;
    default:
      counter.set({ notice: null });
      return true;
  }
}
