import type { CommandContext } from '#renderer/commands/context.ts';
import { announce } from '#renderer/kit/index.ts';
import type { Replica } from '#renderer/replica/types.ts';
import { counter } from '#renderer/stores/counter.ts';
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

/** What actions say aloud; the page translates. */
export type DeskWords = {
  readonly granted: (view: CounterView) => string;
  readonly parked: () => string;
  readonly released: () => string;
  readonly sold: (changeMinor: number) => string;
};

/** A queue of one. Work that throws is said on the page and does not stop what comes after it. */
export function takeTurns(): Desk['inTurn'] {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    last = last.then(work).catch((problem: unknown) => {
      console.error(problem);
      counter.set({ notice: { kind: 'failed', why: 'error' } });
    });
    return last;
  };
}

export { announce };
