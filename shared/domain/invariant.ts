/** Throws when something that must never happen has happened: a bug of ours, never a user's mistake. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** Closes a `switch` over a union: the compiler proves that no case is missing. */
export function unreachable(value: never): never {
  throw new Error(`Invariant broken: unhandled case ${JSON.stringify(value)}`);
}
