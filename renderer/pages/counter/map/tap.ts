import { type CounterState, counter, type Notice } from '#renderer/stores/counter.ts';
import type { TicketType } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import type { Desk } from '../desk/desk.ts';
import { freeFor } from '../desk/view.ts';
import { askSeats } from '../order/ask.ts';
import { isForSale } from '../shows/programme.ts';
import { tapSeat } from './choice.ts';

/** A press on a seat of the map: held at once, given back when it was in the order. */
export function pressSeat(desk: Desk, seatId: SeatId): void {
  change(desk, seatId, 'adult', false);
}

/** The answer to who a wheelchair place is for; null leaves it free. */
export function settleWheelchair(desk: Desk, ticketType: TicketType | null): void {
  const { question } = counter.get();
  counter.set({ question: null });
  const seatId = question?.kind === 'wheelchair' ? question.seatIds[0] : undefined;
  if (ticketType !== null && seatId !== undefined) change(desk, seatId, ticketType, true);
}

function change(desk: Desk, seatId: SeatId, ticketType: TicketType, wheelchairSettled: boolean): void {
  const view = desk.view();
  const { screen, listing, booking } = view;
  const isPaying = booking?.status === 'paying' || counter.get().panel.kind === 'card';
  if (screen === null || listing === null || isPaying) return;
  if (!isForSale(listing.sale, desk.context().staff?.role)) {
    counter.set({ notice: { kind: 'closed-show' } });
    return;
  }
  const { orderId, asked } = counter.get();
  const order = asked ?? view.seats;
  const isFree = freeFor(view, orderId);
  const tap = tapSeat({ screen, order, seatId, ticketType, isFree, wheelchairSettled });
  switch (tap.kind) {
    case 'nothing':
      return;
    case 'too-many':
      counter.set({ notice: { kind: 'too-many' } });
      return;
    case 'ask-wheelchair':
      counter.set({ question: { kind: 'wheelchair', seatIds: tap.seatIds }, ...withoutSold() });
      return;
    case 'change':
      if (!isUnread(counter.get().notice)) counter.set({ notice: null });
      counter.set({ chosen: null, panel: { kind: 'order' } });
      void askSeats(desk, listing.show.id, tap.seats);
  }
}

/** Nobody reads and answers a loss so fast: the tap was meant before it was said. */
const UNREAD_MS = 1_000;

function isUnread(notice: Notice | null): boolean {
  return notice?.kind === 'lost' && performance.now() - notice.atMs < UNREAD_MS;
}

/** The sale before is over as soon as something new begins. */
function withoutSold(): Partial<CounterState> {
  return counter.get().panel.kind === 'sold' ? { panel: { kind: 'order' } } : {};
}
