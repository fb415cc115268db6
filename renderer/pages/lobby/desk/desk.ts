import type { CommandContext } from '#renderer/commands/context.ts';
import { CommandImpossible } from '#renderer/commands/hold.ts';
import type { Replica } from '#renderer/replica/types.ts';
import { lobby } from '#renderer/stores/lobby.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { LobbyView } from './use-lobby-view.ts';

/** What the actions of the lobby work with. */
export type LobbyDesk = {
  readonly replica: Replica;
  readonly context: () => CommandContext;
  /** What is before the visitor now. */
  readonly view: () => LobbyView;
  /** What is said aloud to screen readers; the page has the words. */
  readonly say: { readonly held: (booking: Booking) => void };
  /** Runs work on the order one piece after another: two quick taps must not make two orders. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
  /** Sales whose end somebody has been shown since the page was loaded. */
  readonly shown: Set<BookingId>;
};

/** A queue of one. Work that throws is said on the page and does not stop what comes after it. */
export function takeTurns(): LobbyDesk['inTurn'] {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    last = last.then(work).catch((problem: unknown) => {
      const isFault = problem instanceof CommandImpossible && problem.why === 'fault';
      if (!isFault) console.error(problem);
      lobby.set({ asked: null, notice: { kind: isFault ? 'fault' : 'error' } });
    });
    return last;
  };
}
