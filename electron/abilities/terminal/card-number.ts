/**
 * Where a card number could enter the till, and ends. Both drivers read whatever a terminal sends through here: what
 * comes out holds the last four digits at most, which is what a receipt may show.
 */

/** Card numbers have 12 to 19 digits (ISO/IEC 7812); terminals group them with blanks, dots or dashes. */
const RUN = /\d(?:[ .\-/]{0,3}\d){11,}/g;
const SHOWN = 4;

/** The text with every run of digits that is long enough for a card number masked but for its last four. */
export function withoutCardNumbers(text: string): string {
  return text.replace(RUN, (run) => {
    const digits = run.replace(/\D/g, '');
    return `${'*'.repeat(digits.length - SHOWN)}${digits.slice(-SHOWN)}`;
  });
}

/** The last four digits of a card's number, in whatever form it came; null when there are none to show. */
export function cardEnding(number: string): string | null {
  const ending = /\d{4}$/.exec(number.replace(/[^\dA-Fa-f*X]/g, '').replace(/[Ff]+$/, ''))?.[0];
  return ending ?? null;
}

/** A line for people: printable, without card numbers, at most `max` characters. */
export function harmless(text: string, max = 200): string {
  const printable = Array.from(text, (char) => (isPrintable(char) ? char : ' ')).join('');
  // Blanks first: what is spread apart must not move together after it was looked at.
  return withoutCardNumbers(printable.replace(/ +/g, ' ')).trim().slice(0, max);
}

function isPrintable(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return code >= 0x20 && code !== 0x7f && !(code >= 0x80 && code <= 0x9f);
}
