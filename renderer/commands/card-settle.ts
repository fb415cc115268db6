import { firstValueFrom } from 'rxjs';
import type { Replica } from '#renderer/replica/types.ts';
import { type Booking, BookingStatus, type Payment } from '#shared/wire/booking.ts';
import type { PrintResult, TerminalFate } from '#shared/wire/bridge.ts';
import type { BookingId, Currency, PaymentId } from '#shared/wire/scalars.ts';
import type { JournalEvent } from '#shared/wire/till.ts';
import { isOpenCard, withCardPayment, withDeclined } from './card-steps.ts';
import type { CommandContext } from './context.ts';
import { recordMoney } from './journal.ts';
import { printTickets } from './print.ts';
import { withCaptured } from './settle.ts';

/** Bookings and journal entries that are looked through for open payments: far more than a crash can leave behind. */
const BOOKINGS_MAX = 200;
const ENTRIES_MAX = 2_000;
/** Waits between questions to a terminal that does not answer, in milliseconds. */
const ASK_AGAIN_AFTER_MS = [0, 500, 2_000, 4_000] as const;

export type CardOutcome =
  | { readonly kind: 'sold'; readonly booking: Booking; readonly print: PrintResult }
  /** Nothing was taken. Where the order was still being paid, its seats are held again. */
  | { readonly kind: 'declined'; readonly booking: Booking; readonly message: string }
  /** The terminal has not said yet: money may have been taken. Nothing else may be done on it before it has. */
  | { readonly kind: 'unsettled'; readonly booking: Booking; readonly paymentId: PaymentId }
  /** Money was taken for an order that was over by then: it is an open item for staff, nothing is printed. */
  | { readonly kind: 'late'; readonly booking: Booking };

/** A card payment and what it is for, as the booking or, where that was lost, the journal has it. */
export type CardPayment = {
  readonly bookingId: BookingId;
  readonly currency: Currency;
  readonly payment: Payment;
  /** The order as it was when the card was asked for; not known any more after the page was loaded anew. */
  readonly agreed?: Booking;
};

const turns = new WeakMap<Replica, Promise<unknown>>();

/** A terminal does one thing at a time: paying and settling wait for each other. */
export function inTurnOnTerminal<T>({ replica }: CommandContext, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(replica) ?? Promise.resolve()).then(work);
  turns.set(
    replica,
    mine.catch(() => undefined),
  );
  return mine;
}

/**
 * Asks the terminal about every card payment of this device whose fate is not known: at start, and before anything
 * else is done on it. What was taken becomes the sale and its tickets, what was not goes back to the hold.
 */
export function settleCards(ctx: CommandContext): Promise<readonly CardOutcome[]> {
  return inTurnOnTerminal(ctx, () => settleCardsNow(ctx));
}

/** The same for a caller whose turn it is. */
export async function settleCardsNow(ctx: CommandContext): Promise<readonly CardOutcome[]> {
  const outcomes: CardOutcome[] = [];
  for (const open of await openCards(ctx)) {
    const fate = await ask(ctx, open.payment.id, [0]);
    const outcome = await conclude(ctx, open, fate);
    if (outcome !== null) outcomes.push(outcome);
  }
  return outcomes;
}

/** Carries out what the terminal said. Null: the booking is not here; the journal keeps what is known. */
export async function conclude(
  ctx: CommandContext,
  card: CardPayment,
  said: TerminalFate,
): Promise<CardOutcome | null> {
  switch (said.result) {
    case 'approved':
      return captured(ctx, card, said.captureId);
    case 'declined':
    case 'none':
      return nothingTaken(ctx, card, said.message ?? '');
    case 'unknown':
      return notSaid(ctx, card);
  }
}

/** Journal, then sale and money and tickets in one write, then paper. */
async function captured(
  ctx: CommandContext,
  card: CardPayment,
  captureId: string | undefined,
): Promise<CardOutcome | null> {
  const { replica } = ctx;
  const { deviceId } = replica.identity;
  try {
    await recordMoney(ctx, {
      ...eventOf(card, 'success'),
      ...(captureId === undefined ? {} : { captureId }),
    });
  } catch {
    // Without the journal nothing may print. The terminal remembers the capture, and is asked again.
    return notSaid(ctx, card);
  }
  const payment: Payment = {
    ...card.payment,
    status: 'success',
    ...(captureId === undefined ? {} : { captureId }),
  };
  const booking = await replica.updateBooking(card.bookingId, (current) =>
    withCaptured(current, deviceId, payment, current.assurance, card.agreed),
  );
  if (booking === null) return null;
  if (booking.status !== 'confirmed') return { kind: 'late', booking };
  const print = await printTickets(ctx, card.bookingId);
  return { kind: 'sold', booking: (await replica.get('bookings', card.bookingId)) ?? booking, print };
}

async function nothingTaken(
  ctx: CommandContext,
  card: CardPayment,
  message: string,
): Promise<CardOutcome | null> {
  // No money is involved: a journal that cannot be written is caught up at the next start.
  await recordMoney(ctx, eventOf(card, 'failed')).catch(() => undefined);
  const { replica } = ctx;
  const booking = await replica.updateBooking(card.bookingId, (current) =>
    withDeclined(current, replica.identity.deviceId, card.payment),
  );
  return booking === null ? null : { kind: 'declined', booking, message };
}

async function notSaid(ctx: CommandContext, card: CardPayment): Promise<CardOutcome | null> {
  const { replica } = ctx;
  await recordMoney(ctx, eventOf(card, 'unknown')).catch(() => undefined);
  const payment: Payment = { ...card.payment, status: 'unknown' };
  const booking = await replica.updateBooking(card.bookingId, (current) =>
    withCardPayment(current, replica.identity.deviceId, payment),
  );
  return booking === null ? null : { kind: 'unsettled', booking, paymentId: payment.id };
}

/** Asks what became of a payment, again after each wait, until the terminal knows. */
export async function ask(
  { bridge }: CommandContext,
  paymentId: PaymentId,
  waitsMs: readonly number[] = ASK_AGAIN_AFTER_MS,
): Promise<TerminalFate> {
  for (const ms of waitsMs) {
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    const fate = await bridge
      .terminalInquire({ paymentId })
      .catch((): TerminalFate => ({ result: 'unknown' }));
    if (fate.result !== 'unknown') return fate;
  }
  return { result: 'unknown' };
}

export const eventOf = (
  { bookingId, currency, payment }: CardPayment,
  status: Payment['status'],
): Extract<JournalEvent, { kind: 'payment' }> => ({
  kind: 'payment',
  bookingId,
  paymentId: payment.id,
  tender: 'card',
  amount: payment.amount,
  currency,
  status,
});

/** Every card payment of this device that only the terminal can settle. */
async function openCards({ replica }: CommandContext): Promise<readonly CardPayment[]> {
  const { deviceId } = replica.identity;
  const bookings = await firstValueFrom(
    replica.bookings$({ statuses: BookingStatus.options, deviceId, limit: BOOKINGS_MAX }),
  );
  const found = new Map<PaymentId, CardPayment>();
  const settled = new Set<PaymentId>();
  for (const { id, payments, price } of bookings)
    for (const payment of payments) {
      if (!isOpenCard(payment)) settled.add(payment.id);
      else if (price !== undefined)
        found.set(payment.id, { bookingId: id, currency: price.currency, payment });
    }
  for (const { event, at, deviceId: by } of await replica.recentJournal(ENTRIES_MAX)) {
    if (event.kind !== 'payment' || event.tender !== 'card') continue;
    const { paymentId: id, bookingId, amount, currency, status } = event;
    const known = found.get(id);
    if (status === 'pending' || status === 'unknown') {
      if (known !== undefined || settled.has(id)) continue;
      const payment: Payment = { id, tender: 'card', amount, status, deviceId: by, at };
      found.set(id, { bookingId, currency, payment });
    } else if (!bookings.some((booking) => booking.id === bookingId)) {
      // The booking is not here, and the journal knows the end of it.
      found.delete(id);
    }
  }
  return [...found.values()];
}
