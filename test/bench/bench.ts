import type { Outcome } from './figures.ts';

/** What every bench is given. */
export type Run = {
  /** Small numbers, to prove that everything works; the figures mean nothing. */
  readonly quick: boolean;
  /** Progress for whoever waits. */
  readonly say: (line: string) => void;
  /** A folder of this run, removed after it. */
  readonly folder: string;
};

export type Bench = {
  readonly name: string;
  readonly about: string;
  readonly run: (run: Run) => Promise<Outcome>;
};

/** What the measured system did was wrong: there are no figures then. */
class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

export function insist(holds: boolean, message: string): void {
  if (!holds) throw new BrokenInvariant(message);
}
