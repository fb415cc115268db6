import { ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Chip, cx } from '#renderer/kit/index.ts';
import { Poster } from '#renderer/posters/poster.tsx';
import { useFullness, useTariffs } from '#renderer/replica/hooks.ts';
import { useLobby } from '#renderer/stores/lobby.ts';
import type { Movie } from '#shared/wire/catalog.ts';
import type { ShowId } from '#shared/wire/scalars.ts';
import { fullnessLevel } from '../../counter/shows/fullness.ts';
import { useView } from '../desk/lobby-provider.tsx';
import { chooseShow } from '../desk/steps.ts';
import { Frame } from '../frame/frame.tsx';
import { OfflineNote, useCanSell } from '../frame/top.tsx';
import { priceFrom } from '../prices.ts';
import { byDay, type Offer } from '../programme.ts';
import { useDayWords, useMovieFacts, useSeatsLeft } from '../words.ts';

/** When: the film's shows by day, with how full they are and what they cost. */
export function TimeStep(): ReactNode {
  const { t } = useTranslation('lobby');
  const view = useView(({ offers, cinema }) => ({ offers, cinema }));
  const { movieId, access } = useLobby();
  const { low } = access;
  const dayWords = useDayWords();
  const offers = view.offers.filter(({ movie }) => movie.id === movieId);
  const movie = offers[0]?.movie ?? null;
  const { zone, businessDayEndsAt } = view.cinema;
  return (
    <Frame title={t('time.title')} movie={movie} above={movie !== null && <MovieWords movie={movie} />}>
      <OfflineNote />
      <div className="lobby-scroll flex min-h-0 flex-1 flex-col gap-6 px-4 pt-2 pb-8 sm:px-8">
        {movie !== null && !low && <MovieHead movie={movie} />}
        {byDay(offers, zone, businessDayEndsAt).map(({ day, offers: those }) => (
          <section key={day} aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`} className="pb-2 text-xl">
              {dayWords(day)}
            </h2>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-4">
              {those.map((offer) => (
                <li key={offer.show.id}>
                  <ShowButton offer={offer} day={dayWords(day)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Frame>
  );
}

function MovieHead({ movie }: { movie: Movie }): ReactNode {
  return (
    <div className="flex gap-6">
      <div className="lobby-poster w-28 shrink-0 sm:w-40 landscape:w-24">
        <Poster seed={movie.posterSeed} title={movie.title} genres={movie.genres} size={200} />
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        <MovieWords movie={movie} />
      </div>
    </div>
  );
}

function MovieWords({ movie }: { movie: Movie }): ReactNode {
  const facts = useMovieFacts();
  return (
    <>
      <p className="line-clamp-2 shrink-0 text-2xl font-strong wrap-anywhere">
        <bdi>{movie.title}</bdi>
      </p>
      <p className="text-lg text-quiet">{facts(movie)}</p>
      <AgeNote movie={movie} />
      {movie.description !== undefined && (
        <p className="line-clamp-4 max-w-prose">
          <bdi>{movie.description}</bdi>
        </p>
      )}
    </>
  );
}

/** Tickets with an age limit say where it is checked. */
export function AgeNote({ movie }: { movie: Movie }): ReactNode {
  const { t } = useTranslation('lobby');
  const { ageLimit } = movie;
  if (ageLimit === undefined || ageLimit === 0) return null;
  return (
    <p className="flex items-center gap-2 text-warn">
      <ShieldAlert aria-hidden size={24} className="shrink-0" />
      {t('age.note', { age: ageLimit })}
    </p>
  );
}

/** Without the line: how many seats of the show this kiosk can sell. Null: the line is there. */
function useSeatsHere(showId: ShowId): string | null {
  const { t } = useTranslation('lobby');
  const { isOffline, count } = useView((view) => ({
    isOffline: view.isOffline,
    count: view.safe.get(showId) ?? 0,
  }));
  if (!isOffline) return null;
  return count === 0 ? t('line.notHere') : t('line.openHere', { count });
}

function ShowButton({ offer, day }: { offer: Offer; day: string }): ReactNode {
  const { t } = useTranslation(['lobby', 'trade']);
  const { time, money } = useFormats();
  const view = useView(({ cinema, nowMs }) => ({ cinema, nowMs }));
  const fullness = useFullness().get(offer.show.id) ?? null;
  const tariff = useTariffs().find(({ id }) => id === offer.show.tariffId);
  const canSell = useCanSell(offer.show.id);
  const { show, screen } = offer;
  const left = useSeatsLeft()(fullness);
  const here = useSeatsHere(show.id);
  const seats = here ?? left;
  const from =
    tariff === undefined
      ? null
      : priceFrom({ offer, tariff, zone: view.cinema.zone, nowMs: view.nowMs }, 'adult');
  const marks = [
    t(`format.${show.format}`, { ns: 'trade' }),
    ...show.access.map((mark) => t(`access.${mark}`, { ns: 'trade' })),
  ];
  const price = from === null ? '' : t('time.from', { price: money(from) });
  const facts = [...marks, price].filter(Boolean).join(', ');
  const isFull = fullnessLevel(fullness) === 'full';
  return (
    <Button
      isDisabled={isFull || !canSell}
      aria-label={t('time.label', { time: time(offer.startsAtMs), day, screen: screen.name, facts, seats })}
      onPress={() => chooseShow(show.id)}
      className="flex h-full min-h-target w-full flex-col gap-1 rounded-lg border border-line-strong bg-surface p-4 text-start hovered:bg-sunk pressed:bg-line disabled:border-dashed disabled:bg-sunk disabled:text-quiet"
    >
      <span className="flex w-full flex-wrap items-baseline justify-between gap-x-2">
        <span className="text-2xl font-strong whitespace-nowrap tabular-nums">{time(offer.startsAtMs)}</span>
        <span className="text-quiet">{price}</span>
      </span>
      <span className="flex flex-wrap items-center gap-2 text-quiet">
        <bdi>{screen.name}</bdi>
        {marks.map((mark) => (
          <Chip key={mark}>{mark}</Chip>
        ))}
      </span>
      <span className={cx(fullnessLevel(fullness) === 'nearly-full' && 'text-warn')}>{seats}</span>
    </Button>
  );
}
