import { hash32 } from '#shared/domain/hash.ts';
import { type Format, Movie } from '#shared/wire/catalog.ts';
import { ageLimitOf } from '../certificate.ts';
import type { UnnumberedShow } from '../numbers.ts';
import type { FilmFacts } from './file.ts';
import { movieIdOf, sameName } from './ids.ts';
import { calendarDay } from './timetable.ts';
import { languageOfTitle } from './words.ts';

const MINUTE_MS = 60_000;
/** Taken for a film whose running time the file does not say. */
export const RUNNING_MINUTES_ASSUMED = 120;
const CERTIFICATE_LENGTH_MAX = 16;

/** Whole minutes, the last one begun; null where the file does not say. */
export function runningMinutes({ overview: { duration } }: FilmFacts): number | null {
  return duration === undefined || duration === 0 ? null : Math.ceil(duration / MINUTE_MS);
}

/** One movie per title: what its first entry says, with every format it is shown in. */
export function moviesOf(films: readonly FilmFacts[], shows: readonly UnnumberedShow[]): Movie[] {
  const first = new Map<string, FilmFacts>();
  for (const film of films) {
    const id = movieIdOf(film.title);
    if (!first.has(id)) first.set(id, film);
  }
  return [...first].map(([id, film]) => {
    const formats = new Set(shows.filter((show) => show.movieId === id).map(({ format }) => format));
    return movieFrom(film, [...formats].sort());
  });
}

function movieFrom(film: FilmFacts, formats: readonly Format[]): Movie {
  const { title, overview, themoviedb } = film;
  const certificate = isOdd(overview.classification) ? undefined : overview.classification?.trim();
  const ageLimit = certificate === undefined ? undefined : ageLimitOf(certificate);
  const language = languageOfTitle(title);
  const release = calendarDay(themoviedb?.releaseDate ?? '');
  return Movie.parse({
    id: movieIdOf(title),
    title,
    ...(themoviedb?.summary ? { description: themoviedb.summary.slice(0, 2_000) } : {}),
    runningMinutes: runningMinutes(film) ?? RUNNING_MINUTES_ASSUMED,
    ...(certificate === undefined ? {} : { certificate }),
    ...(ageLimit === undefined ? {} : { ageLimit }),
    genres: [...new Set(overview.categories.map((genre) => genre.trim().slice(0, 200)))]
      .filter(Boolean)
      .slice(0, 20),
    ...(language === undefined ? {} : { language }),
    formats,
    ...(release === null ? {} : { releaseDate: release }),
    posterSeed: hash32(sameName(title)) & 0x7fffffff,
  });
}

/** A certificate that no board would print. */
export function isOdd(certificate: string | undefined): boolean {
  return certificate !== undefined && certificate.trim().length > CERTIFICATE_LENGTH_MAX;
}
