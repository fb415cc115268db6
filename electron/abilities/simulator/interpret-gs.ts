import { bitmap, print, turned } from './bitmap.ts';
import { COMMAND_BYTES_MAX } from './commands.ts';
import { look } from './interpret-esc.ts';
import { graphics, symbol } from './interpret-symbols.ts';
import { type Reader, type State, stepOver, take, takeBounded, takeNumber, takeUntil } from './state.ts';

/** Those that leave a bridge of paper. */
const PARTIAL_CUTS: readonly number[] = [1, 49, 66, 98, 104];
const CUT_WITH_FEED: readonly number[] = [65, 66, 97, 98, 103, 104];
/** Barcodes from here on say their length; those before end with NUL. */
const BARCODE_WITH_LENGTH = 65;

/** Commands that begin with GS. */
export function* groupSeparator(state: State): Reader<void> {
  const command: number = yield;
  switch (String.fromCharCode(command)) {
    case '!': {
      const size: number = yield;
      return look(state, { width: ((size >> 4) & 7) + 1, height: (size & 7) + 1 });
    }
    case 'B':
      return look(state, { invert: ((yield) & 1) === 1 });
    case 'V':
      return yield* cut(state);
    case 'k':
      return yield* barcode(state);
    case '*':
      return yield* downloaded(state);
    case '/':
      yield;
      return print(state, state.picture);
    case '(': {
      const family: number = yield;
      const bytes = yield* takeBounded(yield* takeNumber(2), COMMAND_BYTES_MAX);
      return String.fromCharCode(family) === 'L' ? graphics(state, bytes) : symbol(state, family, bytes);
    }
    case '8': {
      yield;
      return graphics(state, yield* takeBounded(yield* takeNumber(4), COMMAND_BYTES_MAX));
    }
    case 'r':
      return state.events.asked('in-turn', yield);
    case 'a':
    case 'I':
      yield;
      return;
    case 'v':
    case 'Q':
      yield;
      return yield* raster(state);
    default:
      yield* stepOver(state, 'gs', command);
  }
}

function* cut(state: State): Reader<void> {
  const how: number = yield;
  if (CUT_WITH_FEED.includes(how)) yield;
  state.endLine(false);
  state.events.cut(PARTIAL_CUTS.includes(how) ? 'partial' : 'full');
}

function* barcode(state: State): Reader<void> {
  const system: number = yield;
  const bytes = system < BARCODE_WITH_LENGTH ? yield* takeUntil(0) : yield* take(yield);
  const text = bytes
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '\u25a1'))
    .join('');
  state.draw({ kind: 'barcode', align: state.align, text });
}

/** GS v 0 and GS Q 0: a picture row by row. */
function* raster(state: State): Reader<void> {
  yield* take(1);
  const rowBytes = yield* takeNumber(2);
  const height = yield* takeNumber(2);
  print(state, bitmap(rowBytes, height, yield* takeBounded(rowBytes * height, COMMAND_BYTES_MAX)));
}

/** GS *: a picture kept for GS /, column by column; its size is counted in bytes both ways. */
function* downloaded(state: State): Reader<void> {
  const across: number = yield;
  const down: number = yield;
  const data = yield* takeBounded(across * 8 * down, COMMAND_BYTES_MAX);
  state.picture = turned(across * 8, down, data);
}
