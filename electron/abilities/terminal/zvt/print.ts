import type { Apdu } from './apdu.ts';
import { BMP, parseFields } from './fields.ts';
import { CONTROL } from './messages.ts';
import { textOf } from './status.ts';
import { parseTlv, type Tlv } from './tlv.ts';

/** Lines a terminal may have printed for one transaction; the rest is dropped. */
export const LINES_MAX = 80;
const TEXT_LINE = 0x07;

/** The lines of a Print-Line (06 D1: an attribute byte, then the text) or a Print-Text-Block (06 D3: TLV 25, lines under 07). */
export function printedLines({ control, data }: Apdu): readonly string[] {
  if (control === CONTROL.printLine) return [textOf(data.subarray(1))];
  const container = parseFields(data).get(BMP.tlvContainer);
  return container === undefined ? [] : linesIn(parseTlv(container)).slice(0, LINES_MAX);
}

function linesIn(objects: readonly Tlv[]): readonly string[] {
  return objects.flatMap(({ tag, value, inner }) => (tag === TEXT_LINE ? [textOf(value)] : linesIn(inner)));
}
