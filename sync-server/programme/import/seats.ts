import { LAYOUT_SEATS_MAX, LAYOUT_SEATS_MIN } from '../layout.ts';
import { sameName } from './ids.ts';

/** How many seats screens get: a number for all, numbers for some, or neither. */
export type SeatsOption = { readonly all?: number; readonly byScreen: ReadonlyMap<string, number> };

export const SEATS_BY_DEFAULT: SeatsOption = { byScreen: new Map() };

/** Reads `180` (every screen) or `1=312,Studio=64` (these screens). Null when it is neither. */
export function parseSeats(text: string): SeatsOption | null {
  const all = count(text);
  if (all !== null) return { all, byScreen: new Map() };
  const byScreen = new Map<string, number>();
  for (const part of text.split(',')) {
    const [screen = '', size = '', ...rest] = part.split('=');
    const seats = count(size);
    const name = sameName(screen);
    if (seats === null || name === '' || rest.length > 0) return null;
    byScreen.set(/^\d+$/.test(name) ? `screen ${name}` : name, seats);
  }
  return { byScreen };
}

function count(text: string): number | null {
  const seats = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  return seats >= LAYOUT_SEATS_MIN && seats <= LAYOUT_SEATS_MAX ? seats : null;
}

/** The size of one screen: as asked for, else a usual one that depends on nothing but the screen itself. */
export function seatsOf(option: SeatsOption, name: string, seed: number, isImax: boolean): number {
  const asked = option.byScreen.get(sameName(name)) ?? option.all;
  if (asked !== undefined) return asked;
  return isImax ? 340 + (seed % 81) : 64 + (seed % 197);
}
