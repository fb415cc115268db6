/** What an American board writes in letters: nobody below this age is let in, accompanied or not. */
const BY_NAME = new Map([
  ['NC-17', 18],
  ['R18', 18],
  ['R18+', 18],
]);

/**
 * The youngest age a certificate admits, in years; undefined where it sets none. `U`, `PG`, `G`, `FSK 0` and the
 * advisory ones with an A (`12A`, `15A`) set none: an adult may bring a child of any age.
 */
export function ageLimitOf(certificate: string): number | undefined {
  const text = certificate.trim().toUpperCase();
  const named = BY_NAME.get(text);
  if (named !== undefined) return named;
  const years = /^(?:FSK |TP |-)?(\d{1,2})\+?$/.exec(text)?.[1];
  if (years === undefined) return undefined;
  const age = Number(years);
  return age > 0 && age <= 21 ? age : undefined;
}
