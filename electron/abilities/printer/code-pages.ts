import { CODE_PAGE_TABLES } from './code-page-tables.ts';

/** The pages our own papers are written in, by the encoder's names and the printers' numbers: they cover Europe. */
const PAGES = [
  ['windows1252', 16],
  ['windows1250', 45],
  ['windows1251', 46],
  ['windows1253', 47],
  ['windows1254', 48],
  ['windows1257', 51],
] as const;

/** In order of preference: the first that knows a text's characters is taken. */
export const CODE_PAGE_CANDIDATES = PAGES.map(([name]) => name);
export const CODE_PAGE_NUMBERS: Record<string, number> = Object.fromEntries(PAGES);

const MISSING = '\ufffd';
const BOX = '\u25a1';

/** The character a byte stands for on a code page; a box for what the page has not, and for pages not known here. */
export function characterOf(page: number, byte: number): string {
  if (byte < 0x80) return String.fromCharCode(byte);
  const char = CODE_PAGE_TABLES.get(page)?.charAt(byte - 0x80) ?? MISSING;
  return char === MISSING ? BOX : char;
}

const KNOWN: ReadonlySet<string> = new Set(
  PAGES.flatMap(([, number]) => [...(CODE_PAGE_TABLES.get(number) ?? '')]).filter((char) => char !== MISSING),
);

/** Whether our papers can show a character as it is. */
export const isPrintable = (char: string): boolean => (char >= ' ' && char <= '~') || KNOWN.has(char);
