import { characterOf } from '../printer/code-pages.ts';
import { DLE, ESC, FS, GS } from './commands.ts';
import { escapeCommand } from './interpret-esc.ts';
import { groupSeparator } from './interpret-gs.ts';
import { dataLink, fileSeparator } from './interpret-rest.ts';
import { type Events, newState, type Reader, type State } from './state.ts';

const LF = 0x0a;
const CR = 0x0d;
const HT = 0x09;
const TAB_COLUMNS = 8;

/** A printer's mind: takes bytes as they come, in pieces of any size, and tells what happens on the paper. */
export type Interpreter = {
  feed(bytes: Uint8Array): void;
  /** Tells of a line that was begun and never ended, as when the stream breaks off. */
  flush(): void;
};

export function newInterpreter(events: Events): Interpreter {
  const state = newState(events);
  const running = run(state);
  running.next();
  return {
    feed: (bytes) => {
      for (const byte of bytes) running.next(byte);
    },
    flush: () => state.endLine(false),
  };
}

/** Never ends: one command after the other, waiting in the middle of one for as long as it takes. */
function* run(state: State): Reader<never> {
  while (true) {
    const byte: number = yield;
    if (byte === ESC) yield* escapeCommand(state);
    else if (byte === GS) yield* groupSeparator(state);
    else if (byte === FS) yield* fileSeparator(state);
    else if (byte === DLE) yield* dataLink(state);
    else if (byte === LF) state.endLine(true);
    else if (byte === HT) state.type(' '.repeat(TAB_COLUMNS - (state.column() % TAB_COLUMNS)));
    else if (byte >= 0x20 && byte !== CR) state.type(characterOf(state.page, byte));
  }
}
