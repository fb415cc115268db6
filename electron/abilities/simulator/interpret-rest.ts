import { COMMAND_BYTES_MAX } from './commands.ts';
import { type Reader, type State, stepOver, take, takeBounded, takeNumber } from './state.ts';

/** Commands that begin with FS: kanji and stored logos. They are stepped over. */
export function* fileSeparator(state: State): Reader<void> {
  const command: number = yield;
  switch (String.fromCharCode(command)) {
    case '(':
      yield;
      yield* takeBounded(yield* takeNumber(2), 0);
      return;
    case 'q': {
      const logos: number = yield;
      for (let logo = 0; logo < logos; logo += 1) {
        const across = yield* takeNumber(2);
        const down = yield* takeNumber(2);
        yield* takeBounded(Math.min(across * down * 8, COMMAND_BYTES_MAX), 0);
      }
      return;
    }
    case 'g':
      return yield* userMemory();
    default:
      yield* stepOver(state, 'fs', command);
  }
}

function* userMemory(): Reader<void> {
  const action: number = yield;
  yield* take(5);
  const count = yield* takeNumber(2);
  if (String.fromCharCode(action) === '1') yield* takeBounded(count, 0);
}

/** Real-time commands: they are answered at once, out of turn. */
export function* dataLink(state: State): Reader<void> {
  const command: number = yield;
  if (command === 0x04) {
    const what: number = yield;
    if (what === 7 || what === 8) yield;
    return state.events.asked('now', what);
  }
  if (command === 0x05) yield;
  if (command === 0x14) {
    const action: number = yield;
    yield* take(action === 8 ? 7 : action === 7 ? 1 : 2);
    if (action === 1) state.events.drawer();
  }
}
