import { auditTime, combineLatest, map, type Observable } from 'rxjs';
import type { Doc } from '#shared/wire/collections.ts';
import type { ShowId } from '#shared/wire/scalars.ts';
import type { Fullness } from './types.ts';

/** Fullness is for the eye: many seats a second are shown together. */
const FULLNESS_PAUSE_MS = 50;

/** How full each show is, from the seat maps; one that has not changed is not counted again. */
export function fullnessOf(
  shows$: Observable<readonly Doc<'shows'>[]>,
  screens$: Observable<readonly Doc<'screens'>[]>,
  seatmaps$: Observable<ReadonlyMap<string, Doc<'seatmaps'>>>,
): Observable<ReadonlyMap<ShowId, Fullness>> {
  const counts = new WeakMap<Doc<'seatmaps'>, Omit<Fullness, 'total'>>();
  const countOf = (seatmap: Doc<'seatmaps'>): Omit<Fullness, 'total'> => {
    const known = counts.get(seatmap);
    if (known !== undefined) return known;
    const states = Object.values(seatmap.seats);
    const count = {
      sold: states.filter((seat) => seat.status === 'booked').length,
      held: states.filter((seat) => seat.status === 'held').length,
    };
    counts.set(seatmap, count);
    return count;
  };
  return combineLatest([shows$, screens$, seatmaps$]).pipe(
    auditTime(FULLNESS_PAUSE_MS),
    map(([shows, screens, maps]) => {
      const totals = new Map(screens.map((screen) => [screen.id, screen.seats.length]));
      return new Map(
        shows.map((show) => {
          const seatmap = maps.get(show.id);
          const count = seatmap === undefined ? { sold: 0, held: 0 } : countOf(seatmap);
          return [show.id, { ...count, total: totals.get(show.screenId) ?? 0 }];
        }),
      );
    }),
  );
}
