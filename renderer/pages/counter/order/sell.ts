import type { SaleResult, SeatWish } from '#renderer/commands/context.ts';
import { payCash } from '#renderer/commands/pay-cash.ts';
import { sellPromised } from '#renderer/commands/sell-promised.ts';
import { stepBack } from '#renderer/commands/step-back.ts';
import { counter, forgetOrder, type Sold } from '#renderer/stores/counter.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { type BookingId, Money } from '#shared/wire/scalars.ts';
import type { Desk } from '../desk/desk.ts';
import { applyRuling } from './ask.ts';

/** Takes cash for the order; `tendered` null: the exact sum. */
export function sell(desk: Desk, tendered: Money | null): Promise<void> {
  return take(desk, tendered, payCash);
}

/** The same without the server's word, after it did not answer; screen and ticket carry the warning. */
export function sellAsPromised(desk: Desk, tendered: Money | null): Promise<void> {
  return take(desk, tendered, sellPromised);
}

function take(
  desk: Desk,
  tendered: Money | null,
  seller: typeof payCash | typeof sellPromised,
): Promise<void> {
  const { orderId, panel } = counter.get();
  if (orderId === null || panel.kind === 'paying') return Promise.resolve();
  const wanted = desk.view().seats;
  counter.set({ panel: { kind: 'paying', tendered } });
  return desk.inTurn(async () => {
    const result = await attempt(() =>
      seller(desk.context(), orderId, tendered === null ? {} : { tendered }),
    );
    finish(desk, { id: orderId, tendered, wanted }, result);
  });
}

/** Takes a part of what is due; the order stays, and waits for the rest. False: it was not taken, and why is said. */
export async function takePart(desk: Desk, part: Money, seller: typeof payCash): Promise<boolean> {
  const { orderId, panel } = counter.get();
  if (orderId === null || panel.kind !== 'cash') return false;
  const wanted = desk.view().seats;
  counter.set({ panel: { kind: 'paying', tendered: part } });
  let isTaken = false;
  await desk.inTurn(async () => {
    const result = await attempt(() => seller(desk.context(), orderId, { part }));
    isTaken = result.kind === 'part-paid' && counter.get().orderId === orderId;
    if (result.kind !== 'no-answer') return finish(desk, { id: orderId, tendered: part, wanted }, result);
    // A part is no promise: nothing was taken, and the order is as it was.
    await stepBack(desk.context(), orderId);
    counter.set({ panel: { kind: 'order' }, notice: { kind: 'card-no-answer' } });
  });
  return isTaken;
}

/** Back to the order after no answer: its hold runs again, and it can be changed, released or paid otherwise. */
export function leaveUnanswered(desk: Desk): void {
  const { orderId } = counter.get();
  counter.set({ panel: { kind: 'order' } });
  if (orderId !== null) void desk.inTurn(async () => void (await stepBack(desk.context(), orderId)));
}

type Paid = {
  readonly id: BookingId;
  readonly tendered: Money | null;
  /** The seats that were to be sold, for what is said if some are lost. */
  readonly wanted: readonly SeatWish[];
};

/** A command that breaks off must not leave the till saying that it is busy. */
async function attempt(work: () => Promise<SaleResult>): Promise<SaleResult> {
  try {
    return await work();
  } catch (problem) {
    counter.set({ panel: { kind: 'order' } });
    throw problem;
  }
}

function finish(desk: Desk, { id, tendered, wanted }: Paid, result: SaleResult): void {
  // The clerk may have taken up another order meanwhile: a sale is always told, the rest stands in that order.
  const isHere = counter.get().orderId === id;
  switch (result.kind) {
    case 'sold':
      if (isHere) forgetOrder();
      counter.set({ panel: soldOf(result.booking, result), notice: null });
      desk.words.sold(result.change);
      return;
    case 'part-paid':
      counter.set({ panel: { kind: 'order' }, notice: null });
      return;
    case 'no-answer':
      if (isHere) counter.set({ panel: { kind: 'no-answer', tendered } });
      return;
    case 'refused':
      if (isHere) applyRuling(desk, result.booking, wanted);
      return;
    case 'failed':
      counter.set({ panel: { kind: 'order' }, notice: { kind: 'failed', why: result.why } });
  }
}

function soldOf(booking: Booking, result: Extract<SaleResult, { kind: 'sold' }>): Sold {
  return {
    kind: 'sold',
    bookingId: booking.id,
    tender: 'cash',
    total: booking.price?.total ?? Money.parse(0),
    change: result.change,
    print: result.print,
    promised: booking.assurance === 'promised',
  };
}
