import { toConfirmed } from '#shared/domain/booking/steps.ts';
import { PAYING_ANSWER_MS_MAX } from '#shared/domain/limits.ts';
import type { Booking, Payment } from '#shared/wire/booking.ts';
import type { TerminalFate } from '#shared/wire/bridge.ts';
import { type BookingId, instant, PaymentId } from '#shared/wire/scalars.ts';
import {
  ask,
  type CardOutcome,
  type CardPayment,
  conclude,
  eventOf,
  inTurnOnTerminal,
  settleCardsNow,
} from './card-settle.ts';
import { steppedBack, withCardPayment, withDeclined } from './card-steps.ts';
import type { CommandContext, Failure } from './context.ts';
import { recordMoney } from './journal.ts';
import { answerTo, beginPaying, ifLeased } from './lease.ts';
import { dueOf, payable } from './pay-cash.ts';
import { printTickets } from './print.ts';
import { broughtUp } from './settle.ts';
import { noteWithoutWord } from './without-word.ts';

export type CardResult =
  | CardOutcome
  /** The server said no: the booking's status, reason and conflicts say why. The card was not asked for. */
  | { readonly kind: 'refused'; readonly booking: Booking }
  /** The server gave no answer in time: the card was not asked for, and the order is as it was before. */
  | { readonly kind: 'no-answer' }
  /** The card was not asked for. */
  | { readonly kind: 'failed'; readonly why: Failure };

/**
 * Sells an order by card. The card is asked for only on seats that are `paying` by the server's answer, or this
 * till's own to sell. Before that the
 * payment stands, `pending`, in the booking and in the host's journal: however the page ends, `settleCards` finds it at
 * the next start and asks the terminal, so that one card is charged at most once and a charge is never lost.
 */
export function payCard(ctx: CommandContext, id: BookingId): Promise<CardResult> {
  return inTurnOnTerminal(ctx, async () => {
    const earlier = await settleCardsNow(ctx);
    const own = earlier.find((outcome) => outcome.booking.id === id);
    if (own !== undefined && own.kind !== 'declined') return own;
    if (earlier.some(({ kind }) => kind === 'unsettled')) return { kind: 'failed', why: 'terminal' };
    const agreed = await agree(ctx, id);
    return 'kind' in agreed ? agreed : charge(ctx, agreed);
  });
}

/**
 * Has the server stop the hold's clock and say that the seats are ours. Without its answer the sale goes on where all
 * seats are this till's own to sell; their names are in the journal before the card is asked for.
 */
async function agree(ctx: CommandContext, id: BookingId): Promise<Agreed | CardResult> {
  const { replica } = ctx;
  const { deviceId } = replica.identity;
  const before = await payable(ctx, id, 'card');
  if (typeof before === 'string') return { kind: 'failed', why: before };
  // Nothing can be paid for that may not be held yet; without a ruling the order stays what it was.
  const held = before.status === 'requested' ? await answerTo(ctx, before) : null;
  const isUnheard = before.status === 'requested' && held === null;
  if (held !== null && held.status !== 'pending') return { kind: 'refused', booking: held };
  if (isUnheard && (await ifLeased(ctx, before)) === null) return { kind: 'no-answer' };
  const asked = await beginPaying(ctx, before);
  if (asked === null) return { kind: 'failed', why: 'wrong-state' };
  const ruled = await answerTo(ctx, asked, isUnheard ? 0 : PAYING_ANSWER_MS_MAX);
  if (ruled?.status === 'paying' && ruled.reason === undefined && ruled.price !== undefined)
    return { agreed: ruled, assurance: 'arbitrated' };
  const leased = ruled === null ? await ifLeased(ctx, asked) : null;
  if (leased !== null && (await isNoted(ctx, leased))) return { agreed: leased, assurance: 'leased' };
  await replica.updateBooking(id, (booking) => steppedBack(broughtUp(ruled, booking, deviceId), deviceId));
  if (ruled !== null) return { kind: 'refused', booking: ruled };
  return leased === null ? { kind: 'no-answer' } : { kind: 'failed', why: 'journal' };
}

type Agreed = { readonly agreed: Booking; readonly assurance: 'arbitrated' | 'leased' };

const isNoted = (ctx: CommandContext, booking: Booking): Promise<boolean> =>
  noteWithoutWord(ctx, booking, 'leased').then(
    () => true,
    () => false,
  );

async function charge(ctx: CommandContext, { agreed, assurance }: Agreed): Promise<CardResult> {
  const { replica } = ctx;
  const { deviceId } = replica.identity;
  const card = cardFor(ctx, agreed);
  if (card === null) return free(ctx, agreed, assurance);
  const { payment } = card;
  const begun = await replica.updateBooking(agreed.id, (current) => {
    const now = broughtUp(agreed, current, deviceId);
    return now.status === 'paying' ? { ...withCardPayment(now, deviceId, payment), assurance } : now;
  });
  if (begun === null || !begun.payments.some(({ id }) => id === payment.id))
    return { kind: 'failed', why: 'wrong-state' };
  try {
    await recordMoney(ctx, eventOf(card, 'pending'));
  } catch {
    await replica.updateBooking(agreed.id, (current) => withDeclined(current, deviceId, payment));
    return { kind: 'failed', why: 'journal' };
  }
  const outcome = await conclude(ctx, card, await begin(ctx, card));
  if (outcome?.kind !== 'unsettled') return outcome ?? { kind: 'failed', why: 'unknown-booking' };
  return (await conclude(ctx, card, await ask(ctx, payment.id))) ?? outcome;
}

/** Never throws: a host that gives no answer may still have charged the card. */
const begin = ({ bridge }: CommandContext, { currency, payment }: CardPayment): Promise<TerminalFate> =>
  bridge
    .terminalBegin({ paymentId: payment.id, amount: payment.amount, currency })
    .catch((): TerminalFate => ({ result: 'unknown' }));

/** Null when there is nothing to pay. Each try at paying an order is a payment, and an id, of its own. */
function cardFor({ replica, staff, shiftId }: CommandContext, booking: Booking): CardPayment | null {
  const { id, price, payments } = booking;
  const due = dueOf(booking);
  if (price === undefined || due === null || due === 0) return null;
  const payment: Payment = {
    id: PaymentId.parse(`${id.slice(0, 56)}.p${payments.length + 1}`),
    tender: 'card',
    amount: due,
    status: 'pending',
    deviceId: replica.identity.deviceId,
    at: instant(replica.nowMs()),
    ...(shiftId === undefined ? {} : { shiftId }),
    ...(staff === null ? {} : { staffId: staff.id }),
  };
  return { bookingId: id, currency: price.currency, payment, agreed: booking };
}

/** An order that costs nothing needs no card. */
async function free(
  ctx: CommandContext,
  agreed: Booking,
  assurance: Agreed['assurance'],
): Promise<CardResult> {
  const { replica } = ctx;
  const { deviceId } = replica.identity;
  const booking = await replica.updateBooking(agreed.id, (current) => {
    const now = broughtUp(agreed, current, deviceId);
    return now.status === 'paying' ? toConfirmed(now, deviceId, { payments: [], assurance }) : now;
  });
  if (booking?.status !== 'confirmed') return { kind: 'failed', why: 'wrong-state' };
  const print = await printTickets(ctx, agreed.id);
  return { kind: 'sold', booking: (await replica.get('bookings', agreed.id)) ?? booking, print };
}

/** Calls a payment off while the card is still asked for; `payCard` then answers `declined`. Harmless at any time. */
export async function callOffCard({ replica, bridge }: CommandContext, id: BookingId): Promise<void> {
  const booking = await replica.get('bookings', id);
  const open = booking?.payments.find(({ tender, status }) => tender === 'card' && status === 'pending');
  if (open !== undefined) await bridge.terminalAbort({ paymentId: open.id }).catch(() => undefined);
}
