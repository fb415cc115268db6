import type { Bridge } from '#shared/wire/bridge.ts';

/**
 * A card terminal, whatever it speaks. Every driver promises the same: a payment id captures at most once, and what
 * was captured can be asked for after any crash of terminal, host or page (invariant I4).
 */
export type TerminalPort = {
  readonly begin: Bridge['terminalBegin'];
  readonly inquire: Bridge['terminalInquire'];
  readonly reverse: Bridge['terminalReverse'];
  readonly abort: Bridge['terminalAbort'];
};
