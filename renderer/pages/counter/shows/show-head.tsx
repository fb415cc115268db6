import { CalendarClock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Chip } from '#renderer/kit/index.ts';
import { Poster } from '#renderer/posters/poster.tsx';
import { businessDayOf } from '#shared/domain/time.ts';
import { useView } from '../desk/desk-provider.tsx';
import type { Listing } from './programme.ts';
import { ShowNumber } from './show-row.tsx';

/** The chosen show: what, when, where. Another day than today is said loudly. */
export function ShowHead({ listing }: { listing: Listing }): ReactNode {
  const { t } = useTranslation(['counter', 'trade']);
  const { time } = useFormats();
  const { show, movie, screen } = listing;
  const facts = [
    screen?.name,
    t(`format.${show.format}`, { ns: 'trade' }),
    ...(show.language === undefined ? [] : [show.language.toUpperCase()]),
  ];
  return (
    <header>
      <div className="flex items-start gap-3">
        {movie !== null && (
          <Poster seed={movie.posterSeed} title={movie.title} genres={movie.genres} size={40} />
        )}
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-xl" title={movie?.title}>
            <span className="tabular-nums">{time(listing.startsAtMs)}</span> {movie?.title}
          </h2>
          <div className="flex flex-wrap items-center gap-2 text-quiet">
            <span>{facts.filter(Boolean).join(' · ')}</span>
            {movie?.certificate !== undefined && <Chip>{movie.certificate}</Chip>}
            {show.access.map((mark) => (
              <Chip key={mark} tone="info">
                {t(`access.${mark}`, { ns: 'trade' })}
              </Chip>
            ))}
            {listing.sale === 'running' && <Chip tone="warn">{t('shows.running')}</Chip>}
            {listing.sale === 'closed' && <Chip tone="warn">{t('shows.closed')}</Chip>}
            {listing.sale === 'cancelled' && <Chip tone="bad">{t('shows.cancelled')}</Chip>}
            <LoudDate listing={listing} />
          </div>
        </div>
        <ShowNumber number={show.number} />
      </div>
    </header>
  );
}

/** The date of a show that is not today's business day; nothing otherwise. */
export function LoudDate({ listing }: { listing: Listing }): ReactNode {
  const { t } = useTranslation('counter');
  const { dayLong } = useFormats();
  const view = useView(({ cinema, today }) => ({ cinema, today }));
  const { zone, businessDayEndsAt } = view.cinema;
  if (businessDayOf(listing.startsAtMs, zone, businessDayEndsAt) === view.today) return null;
  return (
    <p role="status" className="flex items-center gap-2 rounded-md bg-warn-soft px-3 py-0.5 text-warn">
      <CalendarClock aria-hidden size={20} className="shrink-0" />
      <span className="sr-only">{t('shows.notToday')}</span>
      <strong>{dayLong(listing.startsAtMs)}</strong>
    </p>
  );
}
