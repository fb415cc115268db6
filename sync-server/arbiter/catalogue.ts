import type { ShowFacts } from '#shared/domain/booking/case.ts';
import type { Cinema, Movie, Screen, Tariff } from '#shared/wire/catalog.ts';
import type { CinemaId, ShowId } from '#shared/wire/scalars.ts';
import type { Tx } from '../store/store.ts';

/** Shows of one cinema remembered at once: a month of a large one. */
const SHOWS_REMEMBERED_MAX = 2_000;

/**
 * What the catalogue says of a show, remembered between bookings. Only the server's own `put` changes it, and this
 * process owns the database, so forgetting a cinema on every put keeps it true. Seats are never remembered.
 */
export type Catalogue = {
  /** Null when the cinema has no such show, or the show names what the cinema does not have. */
  facts(tx: Tx, cinemaId: CinemaId, showId: ShowId): Promise<ShowFacts | null>;
  forget(cinemaId: CinemaId): void;
  forgetAll(): void;
};

/** What is known of one cinema. Shows share what they have in common: a screen's seats alone are some 50 KB. */
function emptyCinema() {
  return {
    shows: new Map<ShowId, ShowFacts>(),
    cinemas: new Map<string, Cinema | null>(),
    screens: new Map<string, Screen | null>(),
    tariffs: new Map<string, Tariff | null>(),
    movies: new Map<string, Movie | null>(),
  };
}
type Known = ReturnType<typeof emptyCinema>;

/** Reads what is not known yet. */
async function once<Doc>(known: Map<string, Doc | null>, id: string, read: Promise<Doc | null> | null) {
  if (read === null) return known.get(id) ?? null;
  const document = await read;
  known.set(id, document);
  return document;
}

async function load(tx: Tx, known: Known, cinemaId: CinemaId, showId: ShowId): Promise<ShowFacts | null> {
  const { cinemas, screens, tariffs, movies } = known;
  const show = await tx.document(cinemaId, 'shows', showId);
  const read = <Name extends 'cinemas' | 'screens' | 'tariffs' | 'movies'>(name: Name, id: string) =>
    known[name].has(id) ? null : tx.document(cinemaId, name, id);
  const cinema = await once(cinemas, cinemaId, read('cinemas', cinemaId));
  if (show === null || cinema === null) return null;
  const screen = await once(screens, show.screenId, read('screens', show.screenId));
  const tariff = await once(tariffs, show.tariffId, read('tariffs', show.tariffId));
  if (screen === null || tariff === null) return null;
  const movie = await once(movies, show.movieId, read('movies', show.movieId));
  return { show, screen, movie, tariff, zone: cinema.zone };
}

export function makeCatalogue(): Catalogue {
  const cinemas = new Map<CinemaId, Known>();
  return {
    async facts(tx, cinemaId, showId) {
      let known = cinemas.get(cinemaId);
      const remembered = known?.shows.get(showId);
      if (remembered !== undefined) return remembered;
      if (known === undefined || known.shows.size >= SHOWS_REMEMBERED_MAX) {
        known = emptyCinema();
        cinemas.set(cinemaId, known);
      }
      const facts = await load(tx, known, cinemaId, showId);
      if (facts !== null) known.shows.set(showId, facts);
      return facts;
    },
    forget: (cinemaId) => {
      cinemas.delete(cinemaId);
    },
    forgetAll: () => cinemas.clear(),
  };
}
