import type { Bridge } from '#shared/wire/bridge.ts';
import type { Currency, Money, PaymentId, RefundId } from '#shared/wire/scalars.ts';

/** Money to take from a card, or to pay out to one. Its id is the key: one id moves money at most once (invariant I4). */
export type Order = {
  readonly kind: 'payment' | 'refund';
  readonly id: PaymentId | RefundId;
  /** Minor units. */
  readonly amount: Money;
  readonly currency: Currency;
};

/**
 * A card terminal, whatever it speaks. Every driver promises the same: a payment id captures at most once, what was
 * captured can be asked for after any crash of terminal, host or page, and while the fate of one payment is open the
 * terminal does nothing else.
 */
export type TerminalPort = {
  readonly begin: Bridge['terminalBegin'];
  readonly inquire: Bridge['terminalInquire'];
  readonly reverse: Bridge['terminalReverse'];
  readonly abort: Bridge['terminalAbort'];
  readonly refund: Bridge['terminalRefund'];
  readonly endOfDay: Bridge['terminalEndOfDay'];
};
