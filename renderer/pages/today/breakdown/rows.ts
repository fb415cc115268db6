import type { Bar, DaySales, Dimension } from '#shared/wire/reports.ts';

/** One line of a breakdown; `before` is null where there is nothing to compare with. */
export type BreakdownRow = {
  readonly id: string;
  readonly key: string | null;
  readonly net: number;
  readonly tickets: number;
  readonly before: number | null;
  /** Of the largest line, 0 to 1. */
  readonly share: number;
};

/** A bar without a key has no name of its own to be told apart by. */
const NAMELESS = '-';
/** Shows are of one day: last week's are others. */
const UNCOMPARED: ReadonlySet<Dimension> = new Set(['show']);

/** The lines of a breakdown, the largest first; what sold last week and not on this day comes last. */
export function rowsOf(sales: DaySales, before: DaySales | null, dimension: Dimension): BreakdownRow[] {
  const then = UNCOMPARED.has(dimension) || before === null ? null : before.by[dimension];
  const most = Math.max(1, ...sales.by[dimension].map((bar) => bar.net));
  const rows = sales.by[dimension].map((bar) => rowOf(bar, then, most));
  const here = new Set(rows.map((row) => row.id));
  const gone = (then ?? [])
    .filter((bar) => !here.has(bar.key ?? NAMELESS))
    .map((bar) => ({ ...rowOf(bar, then, most), net: 0, tickets: 0, share: 0 }));
  return [...rows, ...gone];
}

function rowOf(bar: Bar, then: readonly Bar[] | null, most: number): BreakdownRow {
  const earlier = then?.find((other) => other.key === bar.key);
  return {
    id: bar.key ?? NAMELESS,
    key: bar.key,
    net: bar.net,
    tickets: bar.ticketsSold - bar.ticketsUndone,
    before: then === null ? null : (earlier?.net ?? 0),
    share: Math.max(0, bar.net / most),
  };
}
