import { SKIPPED } from './commands.ts';
import type { Align, Look, PaperEnd, PaperLine } from './paper.ts';

export type Events = {
  line(line: PaperLine): void;
  cut(how: Exclude<PaperEnd, 'torn'>): void;
  drawer(): void;
  /** The printer was asked for its state: at once (`DLE EOT n`) or in turn (`GS r n`). */
  asked(how: 'now' | 'in-turn', what: number): void;
  /** A command no table knows: taken to have no parameters, as printers do. */
  unrecognised(command: string): void;
};

/** Part of the printer's mind: bytes come in through `yield`. */
export type Reader<Result> = Generator<undefined, Result, number>;

export type QrState = { text: string; moduleDots: number; level: 'low' | 'medium' | 'quartile' | 'high' };
export type Bitmap = { readonly width: number; readonly height: number; readonly bits: Uint8Array };

export type State = {
  readonly events: Events;
  look: Look;
  align: Align;
  /** Number of the code page. */
  page: number;
  qr: QrState;
  /** The picture that waits for its command to be printed (`GS ( L`, `GS *`). */
  picture: Bitmap | null;
  type(text: string): void;
  column(): number;
  /** Ends the line; an empty one is fed as blank paper when `feed`. */
  endLine(feed: boolean): void;
  /** A picture or code, on a line of its own. */
  draw(line: PaperLine): void;
  reset(): void;
};

const LINE_DOTS = 30;
const LINE_CHARACTERS_MAX = 200;
const PLAIN: Look = { width: 1, height: 1, bold: false, underline: false, invert: false, small: false };

export function newState(events: Events): State {
  let runs: { text: string; look: Look }[] = [];
  let length = 0;
  const state: State = {
    events,
    look: PLAIN,
    align: 'left',
    page: 0,
    qr: { text: '', moduleDots: 3, level: 'low' },
    picture: null,
    type: (text) => {
      if (length + text.length > LINE_CHARACTERS_MAX) state.endLine(false);
      const last = runs.at(-1);
      if (last !== undefined && last.look === state.look) last.text += text;
      else runs.push({ text, look: state.look });
      length += text.length;
    },
    column: () => length,
    endLine: (feed) => {
      if (runs.length > 0) events.line({ kind: 'text', align: state.align, runs });
      else if (feed) events.line({ kind: 'feed', dots: LINE_DOTS * state.look.height });
      runs = [];
      length = 0;
    },
    draw: (line) => {
      state.endLine(false);
      events.line(line);
    },
    reset: () => {
      runs = [];
      length = 0;
      state.look = PLAIN;
      state.align = 'left';
      state.page = 0;
    },
  };
  return state;
}

export function* take(count: number): Reader<number[]> {
  const bytes: number[] = [];
  while (bytes.length < count) bytes.push(yield);
  return bytes;
}

/** Takes `count` bytes but keeps at most `keep` of them. */
export function* takeBounded(count: number, keep: number): Reader<Uint8Array> {
  const kept = new Uint8Array(Math.min(count, keep));
  for (let i = 0; i < count; i += 1) {
    const byte: number = yield;
    if (i < kept.length) kept[i] = byte;
  }
  return kept;
}

export function* takeUntil(end: number): Reader<number[]> {
  const bytes: number[] = [];
  for (let byte: number = yield; byte !== end; byte = yield) {
    if (bytes.length < 256) bytes.push(byte);
  }
  return bytes;
}

/** A little-endian number of `count` bytes. */
export function* takeNumber(count: number): Reader<number> {
  let value = 0;
  for (let i = 0; i < count; i += 1) value += (yield) * 256 ** i;
  return value;
}

/** A command that draws nothing: its parameters are taken and forgotten. One that is in no table has none, and is told. */
export function* stepOver(state: State, family: keyof typeof SKIPPED, command: number): Reader<void> {
  const count = SKIPPED[family].get(command);
  if (count === undefined)
    state.events.unrecognised(`${family.toUpperCase()} 0x${command.toString(16).padStart(2, '0')}`);
  yield* take(count ?? 0);
}
