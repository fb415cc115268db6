import type { Movie, Screen, Show } from '#shared/wire/catalog.ts';
import type { Role } from '#shared/wire/messages.ts';
import type { MovieId, ShowId } from '#shared/wire/scalars.ts';

/** Where a show stands against the counter's clock. */
export type SaleState = 'open' | 'running' | 'closed' | 'cancelled';

/** One line of the programme, with what the page needs to draw it. */
export type Listing = {
  readonly show: Show;
  readonly movie: Movie | null;
  readonly screen: Screen | null;
  readonly startsAtMs: number;
  readonly sale: SaleState;
};

const MINUTE_MS = 60_000;

/** `nowMs` is the server's clock as far as this till knows it, epoch milliseconds. */
export function saleState(show: Show, nowMs: number): SaleState {
  if (show.cancelled === true) return 'cancelled';
  const startsAtMs = Date.parse(show.startsAt);
  if (nowMs < startsAtMs) return 'open';
  return nowMs < startsAtMs + show.saleWindows.counterMinutes * MINUTE_MS ? 'running' : 'closed';
}

/** Whether a person of this role may sell a show in this state: supervisors sell on after the counter has closed. */
export function isForSale(sale: SaleState, role: Role | undefined): boolean {
  if (sale === 'closed') return role === 'supervisor' || role === 'manager';
  return sale !== 'cancelled';
}

export type ProgrammeQuery = {
  readonly shows: readonly Show[];
  readonly movies: readonly Movie[];
  readonly screens: readonly Screen[];
  /** Start of the day (included) and its end (excluded), epoch milliseconds: a business day of the cinema. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
};

/** Lower case, without accents: what titles and names are compared by. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLocaleLowerCase('en');
}

function byStart(one: Listing, other: Listing): number {
  return one.startsAtMs - other.startsAtMs || one.show.number - other.show.number;
}

/** The shows of one day by start, those that begin together by number. */
export function listingsOf(query: ProgrammeQuery): Listing[] {
  const movies = new Map(query.movies.map((movie) => [movie.id, movie]));
  const screens = new Map(query.screens.map((screen) => [screen.id, screen]));
  const listings: Listing[] = [];
  for (const show of query.shows) {
    const startsAtMs = Date.parse(show.startsAt);
    if (startsAtMs < query.fromMs || startsAtMs >= query.toMs) continue;
    const movie = movies.get(show.movieId) ?? null;
    const screen = screens.get(show.screenId) ?? null;
    listings.push({ show, movie, screen, startsAtMs, sale: saleState(show, query.nowMs) });
  }
  return listings.sort(byStart);
}

/** Those with `search` in the movie's title, in any case and without regard to accents; all when it is empty. */
export function matching(listings: readonly Listing[], search: string): readonly Listing[] {
  const sought = folded(search.trim());
  if (sought === '') return listings;
  return listings.filter((listing) => folded(listing.movie?.title ?? '').includes(sought));
}

export type MovieGroup = {
  readonly movieId: MovieId;
  readonly movie: Movie | null;
  readonly listings: readonly Listing[];
};

/** The same listings by movie: the movie that can be sold soonest first, those that are over last. */
export function groupByMovie(listings: readonly Listing[]): MovieGroup[] {
  const groups = new Map<MovieId, Listing[]>();
  for (const listing of listings) {
    const group = groups.get(listing.show.movieId);
    if (group === undefined) groups.set(listing.show.movieId, [listing]);
    else group.push(listing);
  }
  const soonest = (group: readonly Listing[]): number =>
    group.find((one) => one.sale === 'open' || one.sale === 'running')?.startsAtMs ??
    Number.POSITIVE_INFINITY;
  return [...groups]
    .map(([movieId, group]) => ({ movieId, movie: group[0]?.movie ?? null, listings: group }))
    .sort((one, other) => {
      const [a, b] = [soonest(one.listings), soonest(other.listings)];
      return a === b
        ? folded(one.movie?.title ?? '').localeCompare(folded(other.movie?.title ?? ''), 'en')
        : a - b;
    });
}

/** How long after its start people still come for a show rather than for the one after it, in minutes. */
const LATE_COMERS_MINUTES = 15;

/** The show a till opens by itself: the one about to start or just begun, otherwise the next that can be sold. */
export function showToOpen(listings: readonly Listing[], nowMs: number): ShowId | null {
  const sellable = listings.filter((listing) => listing.sale === 'open' || listing.sale === 'running');
  const fresh = sellable.find((listing) => listing.startsAtMs > nowMs - LATE_COMERS_MINUTES * MINUTE_MS);
  return (fresh ?? sellable.at(-1))?.show.id ?? null;
}

/** The next show after the chosen one that can be sold, round to the first. */
export function showAfter(listings: readonly Listing[], chosen: ShowId | null): ShowId | null {
  const sellable = listings.filter((listing) => listing.sale === 'open' || listing.sale === 'running');
  const at = sellable.findIndex((listing) => listing.show.id === chosen);
  return (sellable[at + 1] ?? sellable[0])?.show.id ?? null;
}

/** The show of a number a clerk typed; a number is unique within its day. */
export function showNumbered(listings: readonly Listing[], number: number): Listing | null {
  return listings.find((listing) => listing.show.number === number) ?? null;
}
