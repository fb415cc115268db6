import type { Tariff, TariffVersion } from '#shared/wire/catalog.ts';
import { invariant } from '../invariant.ts';

/** The version that prices a request made at an instant. Before the first one begins, the first applies. */
export function versionInForce(tariff: Tariff, atMs: number): TariffVersion {
  const [first] = tariff.versions;
  invariant(first !== undefined, 'a tariff has at least one version');
  let best: TariffVersion | null = null;
  let earliest = first;
  for (const version of tariff.versions) {
    if (isAfter(earliest, version)) earliest = version;
    if (Date.parse(version.from) <= atMs && (best === null || isAfter(version, best))) best = version;
  }
  return best ?? earliest;
}

/** The version with this number, or null when the tariff no longer keeps it. */
export function versionNumbered(tariff: Tariff, number: number): TariffVersion | null {
  return tariff.versions.find(({ version }) => version === number) ?? null;
}

/** Of two versions that begin at the same instant the one with the higher number replaced the other. */
function isAfter(left: TariffVersion, right: TariffVersion): boolean {
  const difference = Date.parse(left.from) - Date.parse(right.from);
  return difference > 0 || (difference === 0 && left.version > right.version);
}
