import { businessDayOf } from '#shared/domain/time.ts';
import type { Cinema, Show } from '#shared/wire/catalog.ts';

/** A show before it has its number. */
export type UnnumberedShow = Omit<Show, 'number'>;

/** The largest number a show may carry. */
const NUMBER_MAX = 999;

/**
 * Numbers new shows in order of their start, on each business day with the smallest numbers no show there has yet.
 * Shows for which a day has no number left are left out of the answer.
 */
export function numberShows(
  cinema: Cinema,
  existing: readonly Show[],
  fresh: readonly UnnumberedShow[],
): Show[] {
  const { zone, businessDayEndsAt } = cinema;
  const taken = new Map<string, Set<number>>();
  const takenOn = (startsAt: string): Set<number> => {
    const day = businessDayOf(Date.parse(startsAt), zone, businessDayEndsAt);
    const known = taken.get(day) ?? new Set();
    taken.set(day, known);
    return known;
  };
  for (const { startsAt, number } of existing) takenOn(startsAt).add(number);
  const ordered = [...fresh].sort((a, b) =>
    a.startsAt === b.startsAt ? (a.id < b.id ? -1 : 1) : a.startsAt < b.startsAt ? -1 : 1,
  );
  return ordered.flatMap((show) => {
    const numbers = takenOn(show.startsAt);
    let number = 1;
    while (numbers.has(number)) number += 1;
    if (number > NUMBER_MAX) return [];
    numbers.add(number);
    return [{ ...show, number }];
  });
}
