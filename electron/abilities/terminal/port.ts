import type { Bridge, TerminalAnswer } from '#shared/wire/bridge.ts';
import type { Currency, Money, PaymentId, RefundId } from '#shared/wire/scalars.ts';

/** Money to take from a card, or to pay out to one. Its id is the key: one id moves money at most once (invariant I4). */
export type Order = {
  readonly kind: 'payment' | 'refund';
  readonly id: PaymentId | RefundId;
  /** Minor units. */
  readonly amount: Money;
  readonly currency: Currency;
};

/** What a terminal counted when it closed its day. `unknown`: no answer; it is asked again, nothing is counted twice. */
export type EndOfDay =
  | {
      readonly result: 'closed';
      /** What was captured less what was given back; null where the terminal does not say. */
      readonly totals: { readonly count: number; readonly amount: number } | null;
      readonly receipt?: string;
    }
  | { readonly result: 'refused' | 'unknown'; readonly message: string };

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
  /** Pays out to a card that is presented, under a refund's own id; asked again it answers with what happened. */
  readonly refund: (order: Order & { readonly kind: 'refund' }) => Promise<TerminalAnswer>;
  /** Counts and hands in what was captured since the last time; refused while a payment is open. */
  readonly endOfDay: (till: { readonly currency: Currency }) => Promise<EndOfDay>;
};
