/** The named keys of `source` that are really there: an absent key stays absent, which JSON and `exactOptionalPropertyTypes` both ask for. */
export function pick<T extends object, K extends keyof T>(
  source: T,
  keys: readonly K[],
): Partial<Pick<T, K>> {
  const out: Partial<Pick<T, K>> = {};
  for (const key of keys) if (source[key] !== undefined) out[key] = source[key];
  return out;
}

/** `source` without the named keys. */
export function omit<T extends object, K extends keyof T>(source: T, keys: readonly K[]): Omit<T, K> {
  const { ...out } = source;
  // Deleting a key makes an object slow to read and copy, also when the key was never there.
  for (const key of keys) if (key in out) delete out[key];
  return out;
}
