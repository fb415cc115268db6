/** The value below which `share` (0 to 1) of the values lie; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** One measured thing. `p99` is absent where a figure is a median of rounds, `p50` where it is a plain count. */
export type Figure = {
  readonly what: string;
  readonly unit: string;
  /** How many single measurements stand behind it. */
  readonly n: number;
  readonly p50: number;
  readonly p99?: number;
  readonly max?: number;
  readonly note?: string;
};

/** A target of the project, always as a ratio: to a peer measured in the same run, or to the written limit. */
export type Target = {
  /** `P1` … of the table of targets. */
  readonly id: string;
  readonly what: string;
  /** What the ratio is taken to, in words. */
  readonly to: string;
  readonly ratio: number;
  readonly limit: number;
  readonly sense: 'at-least' | 'at-most';
};

export const isMet = ({ ratio, limit, sense }: Target): boolean =>
  sense === 'at-least' ? ratio >= limit : ratio <= limit;

export type Outcome = { readonly figures: readonly Figure[]; readonly targets: readonly Target[] };

/** Milliseconds of single events as one figure. */
export function timed(what: string, values: readonly number[], note?: string): Figure {
  const figure: Figure = {
    what,
    unit: 'ms',
    n: values.length,
    p50: median(values),
    p99: quantile(values, 0.99),
    max: quantile(values, 1),
  };
  return note === undefined ? figure : { ...figure, note };
}

/** A measured time against its written limit in the same unit: at most 1 is met. */
export function within(id: string, what: string, value: number, limit: number): Target {
  return { id, what, to: `its limit of ${limit} ms`, ratio: value / limit, limit: 1, sense: 'at-most' };
}
