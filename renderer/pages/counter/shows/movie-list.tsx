import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/kit/index.ts';
import { Poster } from '#renderer/posters/poster.tsx';
import { useFullness } from '#renderer/replica/hooks.ts';
import { useCounter } from '#renderer/stores/counter.ts';
import type { Movie } from '#shared/wire/catalog.ts';
import { groupByMovie, type Listing } from './programme.ts';
import { ShowRow } from './show-row.tsx';

/** The day by movie, what can be sold soonest first. */
export const MovieList = memo(function MovieList({ listings }: { listings: readonly Listing[] }): ReactNode {
  const showId = useCounter((state) => state.showId);
  const fullness = useFullness();
  return (
    <ul className="flex flex-col gap-4">
      {groupByMovie(listings).map((group) => (
        <li key={group.movieId}>
          {group.movie !== null && <MovieHead movie={group.movie} />}
          <ul>
            {group.listings.map((listing) => (
              <li key={listing.show.id}>
                <ShowRow
                  listing={listing}
                  fullness={fullness.get(listing.show.id) ?? null}
                  withTitle={false}
                  isCurrent={listing.show.id === showId}
                />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
});

export function MovieHead({ movie }: { movie: Movie }): ReactNode {
  const { t } = useTranslation('counter');
  return (
    <div className="flex items-center gap-3 px-3 py-1">
      <Poster seed={movie.posterSeed} title={movie.title} genres={movie.genres} size={40} />
      <div className="min-w-0 flex-1">
        <h2 className="truncate" title={movie.title}>
          {movie.title}
        </h2>
        <p className="flex items-center gap-2 text-sm text-quiet">
          {movie.certificate !== undefined && <Chip>{movie.certificate}</Chip>}
          {t('shows.minutes', { count: movie.runningMinutes })}
        </p>
      </div>
    </div>
  );
}
