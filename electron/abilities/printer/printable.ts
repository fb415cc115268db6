import { isPrintable } from './code-pages.ts';

/** What stands for a run of characters that no page and no rule below can show: something was left out, and it is seen. */
const LEFT_OUT = '\u2026';

/** Characters without a decomposition that people write in other letters when they must. */
const INSTEAD: Readonly<Record<string, string>> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2015': '-',
  '\u2212': '-',
  '\u2032': "'",
  '\u2033': '"',
  '\u02bc': "'",
  '\u2190': '<-',
  '\u2192': '->',
  '\u2194': '<->',
  '\u2605': '*',
  '\u2606': '*',
  '\u2665': '<3',
  '\u2713': 'x',
  '\u2714': 'x',
  '\u20b9': 'Rs',
  '\u20ba': 'TL',
  '\u20bd': 'RUB',
  '\u20b4': 'UAH',
  '\u20a9': 'KRW',
  '\u20aa': 'ILS',
  '\u0127': 'h',
  '\u0126': 'H',
  '\u0138': 'k',
  '\u014a': 'Ng',
  '\u014b': 'ng',
  '\u0166': 'T',
  '\u0167': 't',
  '\u018f': 'E',
  '\u0259': 'e',
  '\u1e9e': 'SS',
};

const MARKS = /\p{M}/gu;
const BLANK = /\p{Z}/u;
const CONTROLS = /\p{C}+/gu;

/**
 * A text as it can stand on our paper. Control characters would be commands to the printer: none pass. A character that
 * no code page has is written in others (`\u1ec7` as `e`, `\u2192` as `->`); where there are none, an ellipsis says that
 * something is left out. Never a question mark.
 */
export function printable(text: string): string {
  let out = '';
  for (const char of text.normalize('NFC').replace(CONTROLS, ' ')) {
    const shown = shownAs(char);
    if (shown === LEFT_OUT && out.endsWith(LEFT_OUT)) continue;
    out += shown;
  }
  return out;
}

function shownAs(char: string): string {
  // Blanks of any width: number formats are full of narrow ones, and the wide one of a page may be drawn as a box.
  if (BLANK.test(char)) return ' ';
  if (isPrintable(char)) return char;
  const instead = INSTEAD[char];
  if (instead !== undefined) return instead;
  const plain = [...char.normalize('NFKD').replace(MARKS, '')].map((part) => INSTEAD[part] ?? part).join('');
  if (plain !== char && [...plain].every(isPrintable)) return plain;
  return LEFT_OUT;
}
