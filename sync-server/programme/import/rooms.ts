import { sameName } from './ids.ts';

/** How long a session keeps its screen, epoch milliseconds; `screen` is absent where the file names none. */
export type Stay = { readonly screen?: string; readonly fromMs: number; readonly toMs: number };

/** `9` is called `Screen 9`; names stay as they are. */
function spoken(name: string): string {
  return /^\d+$/.test(name) ? `Screen ${name}` : name;
}

/**
 * The name of the screen of each stay, in the order given. Those without one are spread over as few unnamed screens as they need
 * to stay clear of one another: that many the cinema must have. Stays must be sorted by their start.
 */
export function roomNames(stays: readonly Stay[]): string[] {
  const spelling = new Map<string, string>();
  const freeAtMs: number[] = [];
  return stays.map(({ screen, fromMs, toMs }) => {
    if (screen !== undefined) {
      const name = spoken(screen);
      const known = spelling.get(sameName(name)) ?? name;
      spelling.set(sameName(name), known);
      return known;
    }
    let room = freeAtMs.findIndex((free) => free <= fromMs);
    if (room < 0) room = freeAtMs.length;
    freeAtMs[room] = toMs;
    return `Unnamed screen ${room + 1}`;
  });
}
