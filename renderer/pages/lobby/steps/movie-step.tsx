import { Film } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Chip, cx, EmptyState } from '#renderer/kit/index.ts';
import { Poster } from '#renderer/posters/poster.tsx';
import { useLobby } from '#renderer/stores/lobby.ts';
import { businessDayOf } from '#shared/domain/time.ts';
import { useView } from '../desk/lobby-provider.tsx';
import { chooseMovie } from '../desk/steps.ts';
import { Frame } from '../frame/frame.tsx';
import { OfflineNote } from '../frame/top.tsx';
import { type MovieOffers, moviesOf, type Offer } from '../programme.ts';
import { useDayWords, useMovieFacts } from '../words.ts';

const TIMES_SHOWN = 3;

/** Which film: every one that can still be seen, the one that starts soonest first. */
export function MovieStep(): ReactNode {
  const { t } = useTranslation('lobby');
  const view = useView(({ offers }) => ({ offers }));
  const low = useLobby((state) => state.access.low);
  const movies = moviesOf(view.offers);
  const [next] = view.offers;
  return (
    <Frame
      title={t('movie.title')}
      movie={next?.movie ?? null}
      above={next !== undefined && <NextUp offer={next} />}
    >
      <OfflineNote />
      {movies.length === 0 ? (
        <EmptyState icon={Film} title={t('movie.none')} hint={t('attract.noneHint')} />
      ) : (
        <ul
          className={cx(
            'lobby-scroll grid min-h-0 flex-1 content-start gap-x-4 gap-y-6 px-2 pt-2 pb-8 sm:px-6',
            low
              ? 'grid-cols-[repeat(auto-fill,minmax(9rem,1fr))]'
              : 'grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))]',
          )}
        >
          {movies.map((group) => (
            <li key={group.movie.id}>
              <MovieCard {...group} />
            </li>
          ))}
        </ul>
      )}
    </Frame>
  );
}

/** What is on next, beside its poster in the upper half. */
function NextUp({ offer }: { offer: Offer }): ReactNode {
  const { t } = useTranslation('lobby');
  const { time } = useFormats();
  return (
    <>
      <p className="shrink-0 text-lg text-quiet">{t('attract.headline')}</p>
      <p className="line-clamp-2 shrink-0 text-2xl font-strong">
        <bdi>{offer.movie.title}</bdi>
      </p>
      <p className="shrink-0 text-2xl text-accent-text tabular-nums">{time(offer.startsAtMs)}</p>
    </>
  );
}

function MovieCard({ movie, offers }: MovieOffers): ReactNode {
  const { t } = useTranslation('lobby');
  const facts = useMovieFacts()(movie);
  const times = useTimes(offers);
  return (
    <Button
      aria-label={t('movie.label', { movie: movie.title, facts, times })}
      onPress={() => chooseMovie(movie.id)}
      className="flex h-full w-full flex-col gap-2 rounded-lg p-2 text-start hovered:bg-surface pressed:bg-surface"
    >
      <span className="lobby-poster block w-full">
        <Poster seed={movie.posterSeed} title={movie.title} genres={movie.genres} size={300} />
      </span>
      <span
        dir="auto"
        className="line-clamp-2 text-lg font-strong wrap-anywhere hyphens-auto [text-align:match-parent]"
      >
        {movie.title}
      </span>
      <span className="flex items-center gap-2 text-quiet">
        {movie.certificate !== undefined && <Chip>{movie.certificate}</Chip>}
        {t('minutes', { count: movie.runningMinutes })}
      </span>
      <span className="tabular-nums">{times}</span>
    </Button>
  );
}

/** `Today 18:30, 20:15 and 3 more times`. */
function useTimes(offers: MovieOffers['offers']): string {
  const { t } = useTranslation('lobby');
  const { time } = useFormats();
  const view = useView(({ cinema }) => ({ cinema }));
  const dayWords = useDayWords();
  const { zone, businessDayEndsAt } = view.cinema;
  const [first] = offers;
  if (first === undefined) return '';
  const dayOf = (ms: number) => businessDayOf(ms, zone, businessDayEndsAt);
  const day = dayOf(first.startsAtMs);
  const that = offers.filter((offer) => dayOf(offer.startsAtMs) === day);
  const shown = that.slice(0, TIMES_SHOWN).map((offer) => time(offer.startsAtMs));
  const more = offers.length - shown.length;
  const words = `${dayWords(day)} ${shown.join(' · ')}`;
  return more > 0 ? `${words} · ${t('movie.more', { count: more })}` : words;
}
