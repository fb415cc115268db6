/** How far a till's own word reaches. */
export type Heard = {
  readonly name: string;
  /** When the till was last heard, epoch milliseconds by the server's clock; null: never. */
  readonly heardMs: number | null;
  /** The server has everything the till has written, as far as the till has said. */
  readonly isWhole: boolean;
};

/** `all`: `count` tills were heard until `untilMs`. `silent`: some may know of money that is not here. */
export type Completeness =
  | { readonly kind: 'all'; readonly count: number; readonly untilMs: number }
  | {
      readonly kind: 'silent';
      readonly silent: readonly { readonly name: string; readonly sinceMs: number | null }[];
    };

/** A till that said nothing for so long may have sold meanwhile. Tills ask the server for something every few seconds. */
export const SILENT_AFTER_MS = 60_000;

/**
 * Whether the figures up to `untilMs` (the present, or the end of a day that is over) have everybody's word in them.
 * A till that was heard after the end has said all it knew of it, unless it still holds something back.
 */
export function completeness(tills: readonly Heard[], untilMs: number): Completeness {
  const silent = tills.filter(
    ({ heardMs, isWhole }) => heardMs === null || !isWhole || heardMs < untilMs - SILENT_AFTER_MS,
  );
  if (silent.length > 0)
    return { kind: 'silent', silent: silent.map(({ name, heardMs }) => ({ name, sinceMs: heardMs })) };
  const last = tills.reduce((least, { heardMs }) => Math.min(least, heardMs ?? least), untilMs);
  return { kind: 'all', count: tills.length, untilMs: last };
}
