import type { TerminalDay } from '#shared/wire/bridge.ts';
import type { Currency } from '#shared/wire/scalars.ts';
import type { Order } from '../port.ts';

/** The terminal's word that money moved. Nothing in it can hold a card number: the parsers see to that. */
export type Capture = {
  /** For people, receipts and the acquirer. */
  readonly captureId: string;
  /** By which the terminal finds it again, in the protocol's own terms. */
  readonly reference: string;
  /** What was really taken, minor units; null where the terminal does not say. */
  readonly amount: number | null;
  readonly currency: string | null;
  readonly message: string;
  readonly receipt: string;
};

/** `refused`: the terminal was told that its word is not taken; whether it gave the money back is asked for. */
export type Outcome =
  | { readonly kind: 'captured'; readonly capture: Capture }
  | { readonly kind: 'declined'; readonly message: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown'; readonly message: string };

/** `none`: it never reached the terminal. `reversed`: taken and given back. */
export type Fate =
  | Exclude<Outcome, { kind: 'refused' }>
  | { readonly kind: 'none' }
  | { readonly kind: 'reversed' };

/** Nothing is done that is not written down: such an order was turned away, and may come again. */
export const NOT_WRITTEN = 'The till cannot write to its disk. Nothing was charged.';

/** How the driver is told of what happens while a card is asked for. */
export type Hears = {
  /** Called before the first byte that could move money; rejects when it cannot be written down. `mark` comes back with `fate`. */
  readonly begins: (mark: string) => Promise<void>;
  /** Whether the capture is the one asked for and is on the disk. False: the terminal must be refused. */
  readonly captured: (capture: Capture) => Promise<boolean>;
};

/**
 * What a protocol adds to the driver: its messages, and nothing of what has to be remembered. No verb rejects for
 * anything a terminal or a line can do.
 */
export type TerminalWire = {
  /** As settings and the book name it: `zvt 192.168.1.60:20007`. */
  readonly name: string;
  take(order: Order, hears: Hears, stop: AbortSignal): Promise<Outcome>;
  fate(order: Order, mark: string): Promise<Fate>;
  /** Gives a capture back; asked again it does so once. */
  giveBack(capture: Capture, order: Order): Promise<'reversed' | 'refused' | 'unknown'>;
  endOfDay(currency: Currency): Promise<TerminalDay>;
};
