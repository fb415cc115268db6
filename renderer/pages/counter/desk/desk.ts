import type { CancelResult, CommandContext } from '#renderer/commands/context.ts';
import { CommandImpossible } from '#renderer/commands/hold.ts';
import type { Replica } from '#renderer/replica/types.ts';
import { counter } from '#renderer/stores/counter.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';
import type { CounterView } from './view.ts';

/** What the actions of the counter work with: the replica, who works here, and what is on the page now. */
export type Desk = {
  readonly replica: Replica;
  readonly context: () => CommandContext;
  readonly view: () => CounterView;
  readonly words: DeskWords;
  /** Runs work on the order one piece after another: two quick taps must not make two orders. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
};

export type CardWord = 'sold' | 'elsewhere-sold' | 'elsewhere-unprinted' | 'elsewhere-declined';

/** What actions say aloud to screen readers; the page has the words. */
export type DeskWords = {
  readonly granted: (booking: Booking) => void;
  readonly parked: () => void;
  readonly released: () => void;
  readonly sold: (changeMinor: number) => void;
  /** An order that was paid in part was given up, or could not be. */
  readonly gaveBack: (result: CancelResult) => void;
  /** Why it was, for its refund. */
  readonly notCompleted: () => string;
  /** What became of a receipt that was asked for. */
  readonly receipt: (print: PrintResult) => void;
  /** What became of a card payment; `elsewhere`: of an order that is not at hand any more, so it is shown as well. */
  readonly card: (what: CardWord, booking: Booking) => void;
};

/** A queue of one. Work that throws is said on the page and does not stop what comes after it. */
export function takeTurns(): Desk['inTurn'] {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    last = last.then(work).catch((problem: unknown) => {
      const why = problem instanceof CommandImpossible ? problem.why : 'error';
      if (why === 'error') console.error(problem);
      counter.set({ asked: null, notice: { kind: 'failed', why } });
    });
    return last;
  };
}
