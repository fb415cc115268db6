import type { ShiftFigures } from '#shared/wire/shift.ts';
import type { JournalEntry, Shift } from '#shared/wire/till.ts';
import { type ShiftBooks, shiftFigures } from './figures.ts';

/** A line of an X or Z, by a name that the pages have words for; `of` says which tender or tax rate. */
export type ZLine = {
  readonly name:
    | 'sales'
    | 'refunds'
    | 'net'
    | 'taxed'
    | 'tax'
    | 'untaxed'
    | 'float'
    | 'paidIn'
    | 'paidOut'
    | 'dropped'
    | 'noSales'
    | 'expected'
    | 'ticketsSold'
    | 'ticketsUndone'
    | 'ticketsPrinted'
    | 'ticketsVoided'
    | 'ticketsUnclear'
    | 'ticketsMissing'
    | 'open';
  readonly of?: string;
  /** How many payments or refunds make it up. */
  readonly count?: number;
  /** Minor units, or a number of things. */
  readonly value: number;
  readonly unit: 'money' | 'count';
};

const money = (name: ZLine['name'], value: number, of?: string, count?: number): ZLine => ({
  name,
  value,
  unit: 'money',
  ...(of === undefined ? {} : { of }),
  ...(count === undefined ? {} : { count }),
});
const things = (name: ZLine['name'], value: number): ZLine => ({ name, value, unit: 'count' });

/** Every line of a report, in the order in which it is read. */
export function linesOf(figures: ShiftFigures): ZLine[] {
  return [
    ...figures.sales.map(({ tender, amount, count }) => money('sales', amount, tender, count)),
    ...figures.refunds.map(({ tender, amount, count }) => money('refunds', -amount, tender, count)),
    money('net', figures.net),
    ...figures.tax.flatMap(({ rate, net, tax }) => [
      money('taxed', net, String(rate)),
      money('tax', tax, String(rate)),
    ]),
    money('untaxed', figures.untaxed),
    money('float', figures.float),
    money('paidIn', figures.paidIn),
    money('paidOut', -figures.paidOut),
    money('dropped', -figures.dropped),
    things('noSales', figures.noSales),
    money('expected', figures.expected),
    things('ticketsSold', figures.tickets.sold),
    things('ticketsUndone', figures.tickets.undone),
    things('ticketsPrinted', figures.tickets.printed),
    things('ticketsVoided', figures.tickets.voided),
    things('ticketsUnclear', figures.tickets.unclear),
    things('ticketsMissing', figures.tickets.missing),
    things('open', figures.open),
  ];
}

export type Changed = { readonly line: ZLine; readonly was: number; readonly is: number };

/** Every line in which two states of a report differ, also those that only one of them has. */
export function changesBetween(before: ShiftFigures, now: ShiftFigures): Changed[] {
  const key = ({ name, of = '' }: ZLine): string => `${name} ${of}`;
  const was = new Map(linesOf(before).map((line) => [key(line), line]));
  const is = new Map(linesOf(now).map((line) => [key(line), line]));
  return [...new Map([...was, ...is])].flatMap(([id, line]) => {
    const values = { was: was.get(id)?.value ?? 0, is: is.get(id)?.value ?? 0 };
    return values.was === values.is ? [] : [{ line, ...values }];
  });
}

/** The report of a closed shift, as it was printed and as it is known today. */
export type ZReport = {
  readonly shift: Shift;
  /** Number and hash of the journal's entry that closed it: everything before is chained to them. */
  readonly head: Pick<JournalEntry, 'seq' | 'hash'>;
  readonly figures: ShiftFigures;
  /**
   * `provisional`: something was open when it was printed, or has been heard since; `changes` says line by line what
   * is different by now. The printed one is never changed.
   */
  readonly state: 'final' | 'provisional' | 'reconciled';
  readonly changes: readonly Changed[];
};

/**
 * The Z of a closed shift. `books` are what is known today; null shows it as it was printed. Null: the entry that
 * closed it is not here.
 */
export function zReport(
  shift: Shift,
  entries: readonly JournalEntry[],
  books: ShiftBooks | null,
): ZReport | null {
  for (const { event, seq, hash } of entries) {
    if (event.kind !== 'shift' || event.event !== 'closed' || event.shiftId !== shift.id) continue;
    if (event.z === undefined) return null;
    const { figures, reported } = event.z;
    const changes = books === null ? [] : changesBetween(figures, shiftFigures(shift, books));
    const wasOpen = figures.open > 0 || !reported;
    const isSettled = books !== null && shiftFigures(shift, books).open === 0;
    const state = !wasOpen && changes.length === 0 ? 'final' : isSettled ? 'reconciled' : 'provisional';
    return { shift, head: { seq, hash }, figures, state, changes };
  }
  return null;
}
