/** One byte code pages of ESC/POS printers (Epson's numbers) that cover Europe, with their names for Node's decoder. */
const PAGES = [
  ['windows1252', 16, 'windows-1252'],
  ['windows1250', 45, 'windows-1250'],
  ['windows1251', 46, 'windows-1251'],
  ['windows1253', 47, 'windows-1253'],
  ['windows1254', 48, 'windows-1254'],
  ['windows1257', 51, 'windows-1257'],
] as const;

/** In order of preference: the first that knows a text's characters is taken. */
export const CODE_PAGE_CANDIDATES = PAGES.map(([name]) => name);
export const CODE_PAGE_NUMBERS: Record<string, number> = Object.fromEntries(
  PAGES.map(([name, number]) => [name, number]),
);

const DECODERS = new Map<number, TextDecoder>(
  PAGES.map(([, number, label]) => [number, new TextDecoder(label)]),
);

/** A printer's power-on code page: IBM 437. Characters from 0x80 on. */
const CP437_UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Node 20 reads windows-1252 as Latin 1: it has control characters where the page has these. From 0x80 on. */
const CP1252_80_TO_9F = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The character a byte stands for on a code page; a box for pages that are not known here. */
export function characterOf(page: number, byte: number): string {
  if (byte < 0x80) return String.fromCharCode(byte);
  if (page === 0) return CP437_UPPER.charAt(byte - 0x80);
  if (page === 16 && byte < 0xa0) return CP1252_80_TO_9F.charAt(byte - 0x80);
  return DECODERS.get(page)?.decode(Uint8Array.of(byte)) ?? '\u25a1';
}
