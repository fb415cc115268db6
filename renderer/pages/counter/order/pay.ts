import type { SaleResult } from '#renderer/commands/context.ts';
import { payCash } from '#renderer/commands/pay-cash.ts';
import { sellPromised } from '#renderer/commands/sell-promised.ts';
import { counter, forgetOrder, type Panel, type Sold, useCounter } from '#renderer/stores/counter.ts';
import { PAYING_ANSWER_MS_MAX } from '#shared/domain/limits.ts';
import { minorDigits } from '#shared/domain/money.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { type BookingId, Money } from '#shared/wire/scalars.ts';
import { readTender } from '../cash/notes.ts';
import type { Desk } from '../desk/desk.ts';
import { confirmGuard } from '../keys/guard.ts';
import { hasOrder } from './shows.ts';

type CashPanel = Extract<Panel, { kind: 'cash' }>;

/**
 * Opens the cash side of the order. While a loss is not dealt with it stays shut: the clerk must have seen that the
 * order is smaller than what was asked for. `by` is the key that opened it, or `pointer`.
 */
export function openCash(desk: Desk, by: string): void {
  const { panel, notice } = counter.get();
  if (panel.kind === 'cash' || panel.kind === 'paying' || notice?.kind === 'lost') return;
  if (!hasOrder(desk)) {
    counter.set({ notice: { kind: 'nothing-to-pay' } });
    return;
  }
  counter.set({
    panel: { kind: 'cash', openedAtMs: performance.now(), openedBy: by, typed: '', isConfirmed: false },
    side: 'order',
    question: null,
    notice: null,
  });
}

/** What is in the cash field, in minor units; null: the exact sum. `'wrong'`: not a sum of this currency. */
export function tenderedIn(panel: CashPanel, currency: string): Money | null | 'wrong' {
  const tender = readTender(panel.typed, minorDigits(currency));
  if (tender.kind === 'wrong') return 'wrong';
  return tender.kind === 'exact' ? null : Money.parse(tender.minor);
}

/** Confirms the cash panel by a key or a tap; an early one waits or is ignored (`confirmGuard`). */
export function confirmCash(desk: Desk, by: string, given?: Money): void {
  const { panel } = counter.get();
  if (panel.kind !== 'cash' || panel.isConfirmed) return;
  const tendered = given ?? tenderedIn(panel, desk.view().cinema.currency);
  if (tendered === 'wrong') return;
  const guard = confirmGuard({
    sinceOpenMs: performance.now() - panel.openedAtMs,
    by,
    openedBy: panel.openedBy,
  });
  if (guard.kind === 'ignore') return;
  const confirmed: CashPanel = { ...panel, isConfirmed: true };
  counter.set({ panel: confirmed });
  setTimeout(() => void sellWhenRuled(desk, confirmed, tendered), guard.kind === 'wait' ? guard.forMs : 0);
}

/** Stepping back, or a loss, takes the panel away and the confirmation with it. */
async function sellWhenRuled(desk: Desk, confirmed: CashPanel, tendered: Money | null): Promise<void> {
  await desk.inTurn(() => Promise.resolve());
  await ruled(PAYING_ANSWER_MS_MAX);
  const { panel, orderId } = counter.get();
  if (panel !== confirmed) return;
  const booking = orderId === null ? null : await desk.replica.get('bookings', orderId);
  const due = booking?.price?.total;
  if (due === undefined || (tendered !== null && tendered < due)) {
    counter.set({ panel: { ...confirmed, isConfirmed: false } });
    return;
  }
  await sell(desk, tendered);
}

/** Resolves when the server has ruled on what was asked for, or after `timeoutMs`. */
function ruled(timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, timeoutMs);
    const stop = useCounter.subscribe(({ asked }) => {
      if (asked === null) done();
    });
    if (counter.get().asked === null) done();
  });
}

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
  counter.set({ panel: { kind: 'paying', tendered } });
  return desk.inTurn(async () => {
    const result = await attempt(() =>
      seller(desk.context(), orderId, tendered === null ? {} : { tendered }),
    );
    finish(desk, orderId, tendered, result);
  });
}

/** A command that breaks off must not leave the till saying that it is busy. */
async function attempt(work: () => Promise<SaleResult>): Promise<SaleResult> {
  try {
    return await work();
  } catch (problem) {
    counter.set({ panel: { kind: 'order' } });
    throw problem;
  }
}

function finish(desk: Desk, id: BookingId, tendered: Money | null, result: SaleResult): void {
  // The clerk may have taken up another order meanwhile: a sale is always told, the rest stands in that order.
  const isHere = counter.get().orderId === id;
  switch (result.kind) {
    case 'sold':
      if (isHere) forgetOrder();
      counter.set({ panel: soldOf(result.booking, result), notice: null });
      desk.words.sold(result.change);
      return;
    case 'no-answer':
      if (isHere) counter.set({ panel: { kind: 'no-answer', tendered } });
      return;
    case 'refused':
      counter.set({
        panel: { kind: 'order' },
        asked: null,
        notice: { kind: 'refused', reason: result.booking.reason ?? 'seats' },
      });
      return;
    case 'failed':
      counter.set({ panel: { kind: 'order' }, notice: { kind: 'failed', why: result.why } });
  }
}

function soldOf(booking: Booking, result: Extract<SaleResult, { kind: 'sold' }>): Sold {
  return {
    kind: 'sold',
    bookingId: booking.id,
    total: booking.price?.total ?? Money.parse(0),
    change: result.change,
    print: result.print,
    promised: booking.assurance === 'promised',
  };
}
