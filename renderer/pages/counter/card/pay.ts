import { type CardOutcome, settleCards } from '#renderer/commands/card-settle.ts';
import { cardPhase, isOpenCard } from '#renderer/commands/card-steps.ts';
import type { SeatWish } from '#renderer/commands/context.ts';
import { type CardResult, callOffCard, payCard } from '#renderer/commands/pay-card.ts';
import { counter, forgetOrder, type Panel, type Sold } from '#renderer/stores/counter.ts';
import { PAYING_ANSWER_MS_MAX } from '#shared/domain/limits.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';
import { type BookingId, Money } from '#shared/wire/scalars.ts';
import type { CardWord, Desk } from '../desk/desk.ts';
import { applyRuling } from '../order/ask.ts';
import { ruled } from '../order/ruled.ts';
import { hasOrder } from '../order/shows.ts';

type CardPanel = Extract<Panel, { kind: 'card' }>;

/**
 * Has the terminal ask for the card for the order at hand. One press does it: the terminal shows the sum, and the
 * guest's card is the confirmation. While a loss is not dealt with it does nothing, as with cash.
 */
export function openCard(desk: Desk): void {
  const { panel, notice } = counter.get();
  const isBusy = panel.kind === 'card' || panel.kind === 'paying' || panel.kind === 'no-answer';
  if (isBusy || (panel.kind === 'cash' && panel.isConfirmed) || notice?.kind === 'lost') return;
  if (panel.kind === 'unsettled') {
    void settleAgain(desk);
    return;
  }
  if (!hasOrder(desk)) {
    counter.set({ notice: { kind: 'nothing-to-pay' } });
    return;
  }
  const opened: CardPanel = { kind: 'card', calledOff: false };
  counter.set({ panel: opened, side: 'order', question: null, notice: null });
  void payWhenRuled(desk, opened);
}

/** A loss, or another order taken up meanwhile, takes the panel away, and the card is not asked for. */
async function payWhenRuled(desk: Desk, opened: CardPanel): Promise<void> {
  await desk.inTurn(() => Promise.resolve());
  await ruled(PAYING_ANSWER_MS_MAX);
  const { panel, orderId } = counter.get();
  if (panel !== opened) return;
  if (orderId === null) {
    counter.set({ panel: { kind: 'order' } });
    return;
  }
  const wanted = desk.view().seats;
  try {
    // What an earlier payment became is carried out and told first; only then is this one begun.
    const earlier = (await settleCards(desk.context())).filter(({ booking }) => booking.id !== orderId);
    for (const outcome of earlier) finish(desk, outcome.booking.id, [], outcome);
    if (earlier.some(({ kind }) => kind === 'unsettled')) failed('terminal');
    else finish(desk, orderId, wanted, await payCard(desk.context(), orderId));
  } catch (problem) {
    console.error(problem);
    if (counter.get().panel.kind === 'card') failed('error');
  }
}

/** The guest has changed their mind while the card is asked for; harmless when it is too late. */
export async function callOff(desk: Desk): Promise<void> {
  const { panel, orderId } = counter.get();
  if (panel.kind !== 'card' || panel.calledOff || orderId === null) return;
  if (cardPhase(await desk.replica.get('bookings', orderId)) !== 'card') return;
  counter.set({ panel: { kind: 'card', calledOff: true } });
  await callOffCard(desk.context(), orderId);
}

/** Asks the terminal once more about every payment that is not settled. */
export async function settleAgain(desk: Desk): Promise<void> {
  const outcomes = await settleCards(desk.context()).catch((): readonly CardOutcome[] => []);
  for (const outcome of outcomes) finish(desk, outcome.booking.id, [], outcome);
}

/** Carries the end of a payment to the page: into the order it belongs to, or, if another is at hand, beside it. */
export function finish(desk: Desk, id: BookingId, wanted: readonly SeatWish[], result: CardResult): void {
  const { orderId, asked, isFinding, panel } = counter.get();
  const isHere = orderId === id;
  const isIdle = orderId === null && asked === null && !isFinding && panel.kind !== 'card';
  switch (result.kind) {
    case 'sold':
      if (isHere) forgetOrder();
      if (isHere || isIdle) counter.set({ panel: soldOf(result.booking, result.print), notice: null });
      desk.words.card(wordOf(isHere || isIdle, result.print), result.booking);
      return;
    case 'declined': {
      const isCalledOff = panel.kind === 'card' && panel.calledOff;
      if (!isHere) desk.words.card('elsewhere-declined', result.booking);
      else if (isCalledOff) counter.set({ panel: { kind: 'order' }, notice: null });
      else {
        const notice = { kind: 'card-declined', message: result.message } as const;
        counter.set({ panel: { kind: 'order' }, notice });
      }
      return;
    }
    case 'unsettled':
      if (isHere) counter.set({ panel: { kind: 'unsettled' } });
      return;
    case 'late':
      if (isHere) forgetOrder();
      counter.set({ panel: { kind: 'order' }, notice: { kind: 'card-late', code: result.booking.code } });
      return;
    case 'refused':
      if (isHere) applyRuling(desk, result.booking, wanted);
      // A ruling without a word about the seats leaves the order as it is.
      if (counter.get().panel.kind === 'card') counter.set({ panel: { kind: 'order' } });
      return;
    case 'no-answer':
      if (isHere) counter.set({ panel: { kind: 'order' }, notice: { kind: 'card-no-answer' } });
      return;
    case 'failed':
      if (isHere) failed(result.why);
  }
}

function wordOf(isShown: boolean, print: PrintResult): CardWord {
  if (isShown) return 'sold';
  return print.result === 'printed' ? 'elsewhere-sold' : 'elsewhere-unprinted';
}

const failed = (why: Extract<CardResult, { kind: 'failed' }>['why'] | 'error'): void =>
  counter.set({ panel: { kind: 'order' }, notice: { kind: 'failed', why } });

/** Whether only the terminal knows what became of this order's money. */
export const isUnsettled = (booking: Booking | null): boolean => booking?.payments.some(isOpenCard) ?? false;

export function soldOf(booking: Booking, print: PrintResult): Sold {
  return {
    kind: 'sold',
    bookingId: booking.id,
    tender: booking.payments.some(({ tender, status }) => tender === 'card' && status === 'success')
      ? 'card'
      : 'cash',
    total: booking.price?.total ?? Money.parse(0),
    change: Money.parse(0),
    print,
    promised: booking.assurance === 'promised',
  };
}
