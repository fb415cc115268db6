import Papa from 'papaparse';
import { minorDigits } from '#shared/domain/money.ts';

/** What a cell can hold: text, or a number that must stay one. */
export type Cell = string | { readonly minor: number; readonly currency: string } | number;

/** Where a decimal is written with a comma, spreadsheets expect semicolons between the cells. */
function punctuationOf(locale: string): { readonly point: string; readonly delimiter: string } {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1.5);
  const point = parts.find((part) => part.type === 'decimal')?.value === ',' ? ',' : '.';
  return { point, delimiter: point === ',' ? ';' : ',' };
}

/** A cell that a spreadsheet would run as a formula; a number with its sign is none. */
const FORMULA = /^[=@\t\r]|^[+-](?!\d+([.,]\d+)?$)/;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A file that opens right in the spreadsheet of a reader of `locale`: UTF-8 with its mark, lines ended as Windows
 * ends them, decimals and separators as that language writes them, and no text that could run as a formula.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[], locale: string): string {
  const { point, delimiter } = punctuationOf(locale);
  const write = (cell: Cell): string => {
    if (typeof cell === 'string') return cell;
    if (typeof cell === 'number') return String(cell).replace('.', point);
    const digits = minorDigits(cell.currency);
    return (cell.minor / 10 ** digits).toFixed(digits).replace('.', point);
  };
  const text = Papa.unparse(
    { fields: [...header], data: rows.map((row) => row.map(write)) },
    { delimiter, newline: '\r\n', escapeFormulae: FORMULA },
  );
  return `${BYTE_ORDER_MARK}${text}\r\n`;
}

/** Hands a text to the reader as a file. */
export function saveText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download reads it after this turn of the loop.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
