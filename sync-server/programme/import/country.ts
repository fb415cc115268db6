import { z } from 'zod';

const A = 'A'.charCodeAt(0);
const LETTERS = 26;

/** Value added tax on cinema tickets in basis points, where we know it. */
const TICKET_TAX = new Map([
  ['AT', 1_300],
  ['BE', 600],
  ['DE', 700],
  ['DK', 2_500],
  ['ES', 1_000],
  ['FR', 550],
  ['GB', 2_000],
  ['IE', 1_350],
  ['IT', 1_000],
  ['NL', 900],
  ['PL', 800],
  ['PT', 600],
  ['SE', 600],
]);

/** Tax included in a ticket's price in a country, basis points; 0 where we do not know. */
export function ticketTaxOf(country: string): number {
  return TICKET_TAX.get(country) ?? 0;
}

/** The zone's name as this machine knows it; null for an unknown zone. */
export function knownZone(zone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** The country (ISO 3166, two letters) a zone lies in; `ZZ`, the code for unknown, where none is found. */
export function countryOfZone(zone: string): string {
  const wanted = knownZone(zone);
  for (let at = 0; at < LETTERS * LETTERS; at += 1) {
    const country = String.fromCharCode(A + Math.floor(at / LETTERS), A + (at % LETTERS));
    if (zonesOf(country).some((each) => knownZone(each) === wanted)) return country;
  }
  return 'ZZ';
}

const Zones = z.array(z.string());

/** Node 20 has the list as a property, later versions as a method. */
function zonesOf(country: string): string[] {
  const locale = new Intl.Locale(`und-${country}`);
  // Codes of countries that are no more (DD) stand for their successors: those come under their own.
  if (locale.region !== country) return [];
  const zones =
    'getTimeZones' in locale && typeof locale.getTimeZones === 'function'
      ? locale.getTimeZones()
      : 'timeZones' in locale
        ? locale.timeZones
        : [];
  const parsed = Zones.safeParse(zones);
  return parsed.success ? parsed.data : [];
}
