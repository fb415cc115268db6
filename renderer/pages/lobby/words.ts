import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import type { Fullness } from '#renderer/replica/types.ts';
import { localOf } from '#shared/domain/time.ts';
import type { Movie } from '#shared/wire/catalog.ts';
import type { Day } from '#shared/wire/scalars.ts';
import { freeSeats, fullnessLevel } from '../counter/shows/fullness.ts';
import { useView } from './desk/lobby-provider.tsx';
import type { Offer } from './programme.ts';

const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;
/** A start further off than this, in minutes, is told by its time alone. */
const SOON_MINUTES = 90;

/** `12A · 104 minutes · English`. */
export function useMovieFacts(): (movie: Movie) => string {
  const { t } = useTranslation('lobby');
  const { locale } = useFormats();
  return (movie) => {
    const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
    const language = movie.language === undefined ? null : languageName(languages, movie.language);
    const facts = [movie.certificate, t('minutes', { count: movie.runningMinutes }), language];
    return facts.flatMap((fact) => (fact === null || fact === undefined ? [] : [isolated(fact)])).join(' · ');
  };
}

/** Keeps a piece of text together, whichever way it and the text around it are written. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

function languageName(names: Intl.DisplayNames, code: string): string | null {
  try {
    return names.of(code) ?? null;
  } catch {
    return null;
  }
}

/** `Today`, `Tomorrow`, or the date of a business day. */
export function useDayWords(): (day: Day) => string {
  const { t } = useTranslation('lobby');
  const { locale } = useFormats();
  const view = useView(({ nowMs, cinema }) => ({ nowMs, cinema }));
  // After midnight a visitor calls the new date today, although the cinema's evening is not over yet.
  const { day: today } = localOf(view.nowMs, view.cinema.zone);
  return (day) => {
    const noon = Date.parse(`${day}T12:00:00Z`);
    const away = Math.round((noon - Date.parse(`${today}T12:00:00Z`)) / DAY_MS);
    if (away < 0) return t('tonight');
    if (away === 0) return t('today');
    if (away === 1) return t('tomorrow');
    return new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    }).format(noon);
  };
}

/** `in 25 minutes`, for what is on soon; null when its time says enough. */
export function useSoonWords(): (offer: Offer) => string | null {
  const { t } = useTranslation('lobby');
  const view = useView(({ nowMs }) => ({ nowMs }));
  return ({ startsAtMs }) => {
    const minutes = Math.ceil((startsAtMs - view.nowMs) / MINUTE_MS);
    if (minutes < 0) return t('begun');
    if (minutes === 0) return t('now');
    return minutes > SOON_MINUTES ? null : t('inMinutes', { count: minutes });
  };
}

/** How many seats are left, in words a visitor can do something with. */
export function useSeatsLeft(): (fullness: Fullness | null) => string {
  const { t } = useTranslation('lobby');
  return (fullness) => {
    if (fullness === null) return '';
    switch (fullnessLevel(fullness)) {
      case 'full':
        return t('time.full');
      case 'nearly-full':
        return t('time.few', { count: freeSeats(fullness) });
      case 'filling':
        return t('time.filling');
      default:
        return t('time.plenty');
    }
  };
}
