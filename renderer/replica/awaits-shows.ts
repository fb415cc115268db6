import {
  combineLatest,
  distinctUntilChanged,
  from,
  map,
  type Observable,
  shareReplay,
  startWith,
  take,
} from 'rxjs';
import type { Doc } from '#shared/wire/collections.ts';
import type { Connection } from './types.ts';

/**
 * Whether the programme cannot be shown yet: none is here and some may come, or a new replica has a part of it and the
 * rest is on its way. What was here to begin with is shown at once, and without the line what is here is all there is.
 */
export function awaitsShows(
  shows$: Observable<readonly Doc<'shows'>[]>,
  connection$: Observable<Connection>,
  pulled: Promise<void>,
): Observable<boolean> {
  const isNew$ = shows$.pipe(
    take(1),
    map((shows) => shows.length === 0),
  );
  const isPulled$ = from(pulled).pipe(
    map(() => true),
    startWith(false),
  );
  const awaits$ = combineLatest([shows$, isNew$, connection$, isPulled$]).pipe(
    map(
      ([shows, isNew, { kind }, isPulled]) =>
        !isPulled && (shows.length === 0 || (isNew && kind !== 'offline')),
    ),
    distinctUntilChanged(),
    shareReplay({ bufferSize: 1, refCount: false }),
  );
  // From now on: whoever looks later must not take a replica that has begun to fill for an old one.
  awaits$.subscribe();
  return awaits$;
}
