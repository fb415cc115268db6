/** A bounded memory of answers that may be a little old. */
export type Recent<Value> = {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  readonly size: number;
};

/**
 * Keeps at most `entriesMax` values, each for at most `keepMs`; when it is full, the one not asked for the longest goes.
 * `clock` is monotonic milliseconds.
 */
export function recent<Value>(
  entriesMax: number,
  keepMs: number,
  clock: () => number = () => performance.now(),
): Recent<Value> {
  const entries = new Map<string, { readonly value: Value; readonly untilMs: number }>();
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      if (entry.untilMs <= clock()) return undefined;
      entries.set(key, entry); // a Map remembers the order of writing: the first key is the one longest unused
      return entry.value;
    },
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, { value, untilMs: clock() + keepMs });
      for (const oldest of entries.keys()) {
        if (entries.size <= entriesMax) break;
        entries.delete(oldest);
      }
    },
    delete: (key) => {
      entries.delete(key);
    },
    get size() {
      return entries.size;
    },
  };
}
