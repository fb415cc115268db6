import { SHEET } from './pen.ts';

const MARGIN = 14;
const ROOM = { width: SHEET.width - 2 * MARGIN, height: 66 } as const;
const SIZE_MAX = 38;
const LEADING = 1.08;
/** Longer words are broken: a word that fills a line by itself leaves no size to the others. */
const WORD_LENGTH_MAX = 16;
const TAIL_SIZE_MAX = 11;
/** Below this the second part of a title takes another line. */
const TAIL_SIZE_MIN = 8;
const TAIL_LINES_MAX = 3;
/** Widths below are estimates; a line is set a little smaller than they allow. */
const CAUTION = 0.94;

export type TitleLine = { text: string; x: number; y: number; size: number };

/** A title set in lines as large as its place allows; what follows a colon is set small below. */
export function titleLines(title: string, at: 'top' | 'bottom'): readonly TitleLine[] {
  const [head, tail] = split(title);
  const words = head.split(/\s+/).filter(Boolean).flatMap(hyphenated);
  const small = tail === null ? [] : tailLines(tail);
  const room = ROOM.height - small.length * 14;
  const best = [1, 2, 3, 4]
    .filter((count) => count <= words.length)
    .map((count) => {
      const lines = broken(words, count);
      return { lines, size: sizeOf(lines, room) };
    })
    .reduce((a, b) => (b.size > a.size * 1.04 ? b : a), { lines: [head], size: sizeOf([head], ROOM.height) });

  const smallSize = Math.min(TAIL_SIZE_MAX, best.size * 0.6, ...small.map(fitting));
  const height = best.lines.length * best.size * LEADING + small.length * smallSize * 1.5;
  const top = at === 'top' ? 16 : Math.max(222, SHEET.height - 14 - height);
  const lines = best.lines.map((text, index) => ({
    text,
    x: MARGIN,
    y: top + best.size * (0.86 + index * LEADING),
    size: best.size,
  }));
  const below = top + best.lines.length * best.size * LEADING;
  const tails = small.map((text, index) => ({
    text,
    x: MARGIN,
    y: below + smallSize * (1.1 + index * 1.3),
    size: smallSize,
  }));
  return [...lines, ...tails];
}

/** In as few lines as can be read. */
function tailLines(tail: string): string[] {
  const words = tail.split(/\s+/).filter(Boolean).flatMap(hyphenated);
  const most = Math.min(TAIL_LINES_MAX, words.length);
  for (let count = 1; count < most; count += 1) {
    const lines = broken(words, count);
    if (Math.min(...lines.map(fitting)) >= TAIL_SIZE_MIN) return lines;
  }
  return broken(words, most);
}

/** A very long word in parts of like length; letters that are joined or stacked are left together. */
function hyphenated(word: string): string[] {
  const signs = [...word];
  if (signs.length <= WORD_LENGTH_MAX || !/^[\p{Script=Latin}\p{P}]+$/u.test(word)) return [word];
  const size = Math.ceil(signs.length / Math.ceil(signs.length / (WORD_LENGTH_MAX - 4)));
  const parts: string[] = [];
  for (let at = 0; at < signs.length; at += size) parts.push(signs.slice(at, at + size).join(''));
  return parts.map((part, at) => (at < parts.length - 1 ? `${part}-` : part));
}

function split(title: string): [head: string, tail: string | null] {
  const at = title.search(/(:\s)|(\s[–—-]\s)/);
  return at < 3 ? [title, null] : [title.slice(0, at), title.slice(at).replace(/^[\s:–—-]+/, '')];
}

/** Words in so many lines, of widths as even as they come. */
function broken(words: readonly string[], count: number): string[] {
  const lines: string[] = [];
  let rest = [...words];
  for (let left = count; left > 1; left -= 1) {
    const share = widthOf(rest.join(' ')) / left;
    let take = 1;
    while (take < rest.length - (left - 1) && widthOf(rest.slice(0, take + 1).join(' ')) <= share * 1.15)
      take += 1;
    lines.push(rest.slice(0, take).join(' '));
    rest = rest.slice(take);
  }
  return [...lines, rest.join(' ')];
}

function sizeOf(lines: readonly string[], height: number): number {
  return Math.min(SIZE_MAX, height / (lines.length * LEADING), ...lines.map(fitting));
}

function fitting(text: string): number {
  return (ROOM.width / Math.max(0.5, widthOf(text))) * CAUTION;
}

/** The width of a text in Noto Sans SemiBold, in ems: estimated by classes of letters. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) {
    if (/[ijlI.,:;'’!|]/.test(sign)) width += 0.32;
    else if (/[ftr\s()-]/.test(sign)) width += 0.41;
    else if (/[mwMW@&%]/.test(sign)) width += 0.94;
    else if (/[A-ZÀ-Þ]/.test(sign)) width += 0.68;
    else width += (sign.codePointAt(0) ?? 0) < 0x0900 ? 0.6 : 0.95;
  }
  return width;
}
