import { firstValueFrom } from 'rxjs';
import { capturedOf, leftOf, paidOf } from '#shared/domain/booking/facts.ts';
import { paymentIn } from '#shared/domain/booking/remake.ts';
import { cashStepOf, inCash } from '#shared/domain/cash-rounding.ts';
import { invariant } from '#shared/domain/invariant.ts';
import type { Assurance, Booking, Payment } from '#shared/wire/booking.ts';
import { type BookingId, Money, MoneyDelta, PaymentId } from '#shared/wire/scalars.ts';
import { isOpenCard } from './card-steps.ts';
import type { CommandContext, Failure, SaleResult } from './context.ts';
import { recordMoney } from './journal.ts';
import { answerTo, beginPaying, ifLeased, PAYABLE } from './lease.ts';
import { printTickets } from './print.ts';
import { broughtUp, withCaptured } from './settle.ts';
import { knownShow } from './show-facts.ts';
import { noteWithoutWord } from './without-word.ts';

/** What was handed over; exactly what is due when it is left out. `part`: only so much of it, the rest otherwise. */
export type Tender = { readonly tendered?: Money; readonly part?: Money };

/**
 * Sells an order for cash. Its steps are in an order that no crash can hurt: the server stops the hold's clock and
 * says the seats are ours; the payment is on disk in the host's journal; one write makes sale, money and tickets;
 * then the tickets print. Whatever is cut off is finished by `reconcile` at the next start. Without the server's answer
 * it goes on by itself where all seats are this till's own to sell.
 */
export async function payCash(ctx: CommandContext, id: BookingId, tender: Tender = {}): Promise<SaleResult> {
  const before = await payable(ctx, id, tender);
  if (typeof before === 'string') return { kind: 'failed', why: before };
  const asked = await beginPaying(ctx, before);
  if (asked === null) return { kind: 'failed', why: 'wrong-state' };
  const ruled = await answerTo(ctx, asked);
  if (ruled === null) {
    const leased = await ifLeased(ctx, asked);
    return leased === null ? { kind: 'no-answer' } : takeCash(ctx, leased, tender, 'leased');
  }
  if (ruled.status !== 'paying' || ruled.reason !== undefined) return { kind: 'refused', booking: ruled };
  return takeCash(ctx, ruled, tender, 'arbitrated');
}

/** Whether the order can be paid with this tender: the booking, or why not. */
export async function payable(
  ctx: CommandContext,
  id: BookingId,
  tender: Tender | 'card',
): Promise<Booking | Failure> {
  const { replica } = ctx;
  if ((await firstValueFrom(replica.fault$)) !== null) return 'fault';
  const booking = await replica.get('bookings', id);
  if (booking === null) return 'unknown-booking';
  if (!PAYABLE.has(booking.status) || booking.price === undefined) return 'wrong-state';
  if (booking.payments.some(isOpenCard)) return 'terminal';
  const due = dueOf(booking);
  if (due === null) return 'wrong-state';
  if (tender === 'card') return booking;
  return coinsFor(due, await stepFor(ctx, booking), tender) === null ? 'too-little' : booking;
}

/** What is still to be paid; null when nothing is, or no price is known. */
export function dueOf(booking: Booking): Money | null {
  const due = Money.safeParse((booking.price?.total ?? -1) - paidOf(booking));
  const isPaid = capturedOf(booking) > 0 && due.data === 0;
  return due.success && !isPaid ? due.data : null;
}

type Coins = { readonly amount: Money; readonly rounding: number; readonly isPart: boolean };

/** What goes into the drawer for a sum due; null: too little was handed over, or a part that is none. */
function coinsFor(due: Money, step: number, { tendered, part }: Tender): Coins | null {
  const { amount, rounding } = inCash(due, step);
  if (part !== undefined && part > 0 && part < amount) return { amount: part, rounding: 0, isPart: true };
  const isEnough = part === undefined && (tendered === undefined || tendered >= amount);
  return isEnough ? { amount: Money.parse(amount), rounding, isPart: false } : null;
}

/** The smallest coin by the tariff the order was priced with, minor units. */
async function stepFor(ctx: CommandContext, { showId, tariffVersion }: Booking): Promise<number> {
  return cashStepOf((await knownShow(ctx, showId))?.tariff ?? null, tariffVersion);
}

/** Journal, booking, paper: in this order. `agreed` is the booking whose price is being paid. */
export async function takeCash(
  ctx: CommandContext,
  agreed: Booking,
  tender: Tender,
  assurance: Assurance,
): Promise<SaleResult> {
  const { replica } = ctx;
  const { deviceId } = replica.identity;
  const due = dueOf(agreed);
  if (due === null) return { kind: 'failed', why: 'wrong-state' };
  const coins = coinsFor(due, await stepFor(ctx, agreed), tender);
  if (coins === null) return { kind: 'failed', why: 'too-little' };
  let payment: Payment;
  try {
    if (assurance !== 'arbitrated') await noteWithoutWord(ctx, agreed, assurance);
    payment = await journalled(ctx, agreed, coins);
  } catch {
    return { kind: 'failed', why: 'journal' };
  }
  const booking = await replica.updateBooking(agreed.id, (current) =>
    withCaptured(broughtUp(agreed, current, deviceId), deviceId, payment, assurance, agreed),
  );
  invariant(booking !== null, 'a booking that is being paid stays in the replica');
  const left = Money.parse(leftOf(booking) ?? 0);
  if (coins.isPart && left > 0) {
    void openDrawer(ctx, booking);
    return { kind: 'part-paid', booking, left };
  }
  // The drawer is a convenience: the sale stands whether or not it opens.
  void openDrawer(ctx, booking);
  const print = await printTickets(ctx, agreed.id);
  const sold = (await replica.get('bookings', agreed.id)) ?? booking;
  return {
    kind: 'sold',
    booking: sold,
    change: Money.parse((tender.tendered ?? payment.amount) - payment.amount),
    print,
  };
}

const openDrawer = ({ bridge }: CommandContext, { code }: Booking): Promise<unknown> =>
  bridge.openDrawer({ reason: `sale ${code}` }).catch(() => undefined);

/** The payment's id depends on the booking alone, so a second try finds the first one's entry. */
async function journalled(ctx: CommandContext, booking: Booking, coins: Coins): Promise<Payment> {
  const { price } = booking;
  invariant(price !== undefined, 'only a priced booking is paid');
  const id = PaymentId.parse(`${booking.id.slice(0, 56)}.p${booking.payments.length + 1}`);
  const entry = await recordMoney(ctx, {
    kind: 'payment',
    bookingId: booking.id,
    paymentId: id,
    tender: 'cash',
    amount: coins.amount,
    ...(coins.rounding === 0 ? {} : { rounding: MoneyDelta.parse(coins.rounding) }),
    currency: price.currency,
    status: 'success',
  });
  const payment = paymentIn(entry);
  invariant(payment !== null, 'a payment was journalled');
  return payment;
}
