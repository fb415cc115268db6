const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Deep equality of JSON values; the order of keys does not matter, the order of lists does. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isRecord(a) || !isRecord(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && sameJson(a[key], b[key]));
}

const isSame = <T>(before: unknown, now: T): before is T => sameJson(before, now);

/**
 * `now`, made of the very objects of `before` wherever the two say the same: who compares by identity then sees a
 * change only in the parts that have one. Neither is touched.
 */
export function withSameParts<T>(before: unknown, now: T): T {
  if (isSame(before, now)) return before;
  if (!isRecord(before) || !isRecord(now)) return now;
  const parts: T = Array.isArray(now) ? Object.assign([], now) : { ...now };
  if (isRecord(parts))
    for (const key of Object.keys(now)) Reflect.set(parts, key, withSameParts(before[key], now[key]));
  return parts;
}
