/**
 * The one text of a JSON value: keys in order of their UTF-16 units, no blanks, numbers and strings as JSON.stringify
 * writes them (RFC 8785). Keys without a value are left out. Throws on what JSON cannot say.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const pairs = Object.entries(value)
      .filter(([, held]) => held !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`);
    return `{${pairs.join(',')}}`;
  }
  throw new Error(`${typeof value} has no JSON`);
}
