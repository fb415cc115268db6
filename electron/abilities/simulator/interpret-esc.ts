import { print, turned } from './bitmap.ts';
import { COMMAND_BYTES_MAX } from './commands.ts';
import type { Align } from './paper.ts';
import { type Reader, type State, stepOver, take, takeBounded, takeNumber, takeUntil } from './state.ts';

const ALIGN: readonly Align[] = ['left', 'center', 'right'];
/** Bit image modes whose columns are three bytes high; those of the others are one. */
const MODES_24_DOTS: readonly number[] = [32, 33];

/** Commands that begin with ESC. */
export function* escapeCommand(state: State): Reader<void> {
  const command: number = yield;
  switch (String.fromCharCode(command)) {
    case '@':
      return state.reset();
    case '!':
      return mode(state, yield);
    case 'E':
    case 'G':
      return look(state, { bold: ((yield) & 1) === 1 });
    case '-':
      return look(state, { underline: ((yield) & 3) !== 0 });
    case 'M':
      return look(state, { small: ((yield) & 1) === 1 });
    case 'a':
      state.align = ALIGN[(yield) % 48] ?? 'left';
      return;
    case 't':
      state.page = yield;
      return;
    case 'd':
      return feed(state, 30 * (yield));
    case 'J':
      return feed(state, yield);
    case 'K':
    case 'e':
      yield;
      return;
    case 'c':
      yield* take(2);
      return;
    case 'p':
      yield* take(3);
      return state.events.drawer();
    case 'D':
      yield* takeUntil(0);
      return;
    case 'i':
    case 'm':
      state.endLine(false);
      return state.events.cut('partial');
    case '*':
      return yield* bitImage(state);
    case '&':
      return yield* userCharacters();
    case '(':
      yield;
      yield* takeBounded(yield* takeNumber(2), 0);
      return;
    default:
      yield* stepOver(state, 'esc', command);
  }
}

export function look(state: State, change: Partial<State['look']>): void {
  state.look = { ...state.look, ...change };
}

function feed(state: State, dots: number): void {
  state.endLine(false);
  if (dots > 0) state.events.line({ kind: 'feed', dots });
}

function mode(state: State, bits: number): void {
  look(state, {
    small: (bits & 0x01) !== 0,
    bold: (bits & 0x08) !== 0,
    height: (bits & 0x10) !== 0 ? 2 : 1,
    width: (bits & 0x20) !== 0 ? 2 : 1,
    underline: (bits & 0x80) !== 0,
  });
}

/** A strip of a picture, column by column from the left, eight or 24 dots high. */
function* bitImage(state: State): Reader<void> {
  const columnBytes = MODES_24_DOTS.includes(yield) ? 3 : 1;
  const width = yield* takeNumber(2);
  const data = yield* takeBounded(width * columnBytes, COMMAND_BYTES_MAX);
  print(state, turned(width, columnBytes, data));
}

/** Steps over characters the sender draws itself: each has its own width. */
function* userCharacters(): Reader<void> {
  const height: number = yield;
  const first: number = yield;
  const last: number = yield;
  for (let char = first; char <= last; char += 1) yield* take(height * (yield));
}
