import { hash32 } from '#shared/domain/hash.ts';
import { addDays } from '#shared/domain/time.ts';
import { type Format, Movie } from '#shared/wire/catalog.ts';
import type { Day, MovieId } from '#shared/wire/scalars.ts';
import { ageLimitOf } from '../certificate.ts';

import { PICTURES } from './pictures.ts';

/** When a picture finds its audience: children by day, the brave by night. */
export type Audience = 'family' | 'general' | 'night';
/** Whom a picture suits; each country's board has its own word for it. */
export type Band = 'all' | 'guidance' | '12' | '15' | '18';

/** An invented picture as the chain books it. */
export type Picture = {
  readonly id: MovieId;
  readonly title: string;
  readonly minutes: number;
  readonly band: Band;
  readonly audience: Audience;
  /** How much it draws, 1 (connoisseurs) to 10 (queues round the corner). */
  readonly draw: number;
  readonly language: string;
  readonly genres: readonly string[];
  readonly formats: readonly Format[];
  /** Weeks in release when the demo begins; negative: a re-issue of that many years ago. */
  readonly weeks: number;
  readonly stars: number;
  readonly distributor: string;
  readonly about: string;
};

const CERTIFICATES: Record<string, Record<Band, string>> = {
  GB: { all: 'U', guidance: 'PG', '12': '12A', '15': '15', '18': '18' },
  IE: { all: 'G', guidance: 'PG', '12': '12A', '15': '16', '18': '18' },
  DE: { all: 'FSK 0', guidance: 'FSK 6', '12': 'FSK 12', '15': 'FSK 16', '18': 'FSK 18' },
};

/** The thirty pictures as a cinema in `country` shows them; release days count back from the Friday before `today`. */
export function demoMovies(country: string, today: Day): Movie[] {
  return PICTURES.map((picture) => {
    const certificate = CERTIFICATES[country]?.[picture.band];
    const ageLimit = certificate === undefined ? undefined : ageLimitOf(certificate);
    return Movie.parse({
      id: picture.id,
      title: picture.title,
      description: picture.about,
      runningMinutes: picture.minutes,
      ...(certificate === undefined ? {} : { certificate }),
      ...(ageLimit === undefined ? {} : { ageLimit }),
      genres: [...picture.genres],
      language: picture.language,
      formats: [...picture.formats],
      releaseDate: releaseDay(picture.weeks, today),
      rating: picture.stars,
      posterSeed: hash32(picture.title) & 0x7fffffff,
      distributor: picture.distributor,
    });
  });
}

const FRIDAY = 5;

function releaseDay(weeks: number, today: Day): Day {
  const near = addDays(today, weeks < 0 ? weeks * 364 : weeks * -7);
  const weekday = new Date(`${near}T00:00:00Z`).getUTCDay();
  return addDays(near, -((weekday - FRIDAY + 7) % 7));
}
