import { blockCost, IMPOSSIBLE } from './block.ts';
import type { Field } from './field.ts';
import type { Party } from './party.ts';

/** Neighbours in one row: `size` seats from the index `start` of the geometry. */
export type Part = { readonly start: number; readonly size: number };

/** The best block that seats the whole party side by side, or null. */
export function bestTogether(field: Field, party: Party): Part | null {
  const { runs } = field;
  const { size, wheelchairs, companions } = party;
  let best = IMPOSSIBLE;
  let bestStart = -1;
  for (let pair = 0; pair < runs.length; pair += 2) {
    const lastStart = (runs[pair + 1] ?? 0) - size + 1;
    for (let start = runs[pair] ?? 0; start <= lastStart; start++) {
      const cost = blockCost(field, start, size, wheelchairs, companions);
      if (cost >= best) continue;
      best = cost;
      bestStart = start;
    }
  }
  return bestStart < 0 ? null : { start: bestStart, size };
}
