import { isOnSale } from '#shared/domain/catalog.ts';
import { businessDayOf } from '#shared/domain/time.ts';
import type { Movie, Screen, Show } from '#shared/wire/catalog.ts';
import type { Day, MovieId } from '#shared/wire/scalars.ts';

/** A show that can be sold here now, with everything that is needed to sell it. */
export type Offer = {
  readonly show: Show;
  readonly movie: Movie;
  readonly screen: Screen;
  readonly startsAtMs: number;
};

/** How far ahead a visitor is offered shows, in milliseconds. */
const AHEAD_MS = 7 * 24 * 3_600_000;

/** What the lobby may sell at `nowMs`, the soonest first. */
export function offersOf(q: {
  readonly shows: readonly Show[];
  readonly movies: readonly Movie[];
  readonly screens: readonly Screen[];
  readonly nowMs: number;
}): Offer[] {
  const movies = new Map(q.movies.map((movie) => [movie.id, movie]));
  const screens = new Map(q.screens.map((screen) => [screen.id, screen]));
  const offers: Offer[] = [];
  for (const show of q.shows) {
    const startsAtMs = Date.parse(show.startsAt);
    const [movie, screen] = [movies.get(show.movieId), screens.get(show.screenId)];
    if (movie === undefined || screen === undefined) continue;
    if (startsAtMs > q.nowMs + AHEAD_MS || !isOnSale(show, 'lobby', q.nowMs)) continue;
    offers.push({ show, movie, screen, startsAtMs });
  }
  return offers.sort(
    (one, other) => one.startsAtMs - other.startsAtMs || one.show.number - other.show.number,
  );
}

/** The next show of each movie, the soonest first, at most `max`: what is worth looking at from across the foyer. */
export function startingSoon(offers: readonly Offer[], max: number): Offer[] {
  const seen = new Set<MovieId>();
  const soon: Offer[] = [];
  for (const offer of offers) {
    if (seen.has(offer.movie.id)) continue;
    seen.add(offer.movie.id);
    soon.push(offer);
    if (soon.length === max) break;
  }
  return soon;
}

export type MovieOffers = { readonly movie: Movie; readonly offers: readonly Offer[] };

/** Every movie with its shows, the one that starts soonest first. */
export function moviesOf(offers: readonly Offer[]): MovieOffers[] {
  const groups = new Map<MovieId, { movie: Movie; offers: Offer[] }>();
  for (const offer of offers) {
    const group = groups.get(offer.movie.id);
    if (group === undefined) groups.set(offer.movie.id, { movie: offer.movie, offers: [offer] });
    else group.offers.push(offer);
  }
  return [...groups.values()];
}

export type DayOffers = { readonly day: Day; readonly offers: readonly Offer[] };

/** Shows by the cinema's business day: what starts after midnight still belongs to the evening before. */
export function byDay(offers: readonly Offer[], zone: string, endsAt: string): DayOffers[] {
  const days = new Map<Day, Offer[]>();
  for (const offer of offers) {
    const day = businessDayOf(offer.startsAtMs, zone, endsAt);
    const group = days.get(day);
    if (group === undefined) days.set(day, [offer]);
    else group.push(offer);
  }
  return [...days].map(([day, group]) => ({ day, offers: group }));
}
