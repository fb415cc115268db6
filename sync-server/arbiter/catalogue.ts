import type { ShowFacts } from '#shared/domain/booking/case.ts';
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

async function load(tx: Tx, cinemaId: CinemaId, showId: ShowId): Promise<ShowFacts | null> {
  const show = await tx.document(cinemaId, 'shows', showId);
  const cinema = await tx.document(cinemaId, 'cinemas', cinemaId);
  if (show === null || cinema === null) return null;
  const screen = await tx.document(cinemaId, 'screens', show.screenId);
  const tariff = await tx.document(cinemaId, 'tariffs', show.tariffId);
  if (screen === null || tariff === null) return null;
  const movie = await tx.document(cinemaId, 'movies', show.movieId);
  return { show, screen, movie, tariff, zone: cinema.zone };
}

export function makeCatalogue(): Catalogue {
  const cinemas = new Map<CinemaId, Map<ShowId, ShowFacts>>();
  return {
    async facts(tx, cinemaId, showId) {
      let shows = cinemas.get(cinemaId);
      const known = shows?.get(showId);
      if (known !== undefined) return known;
      const facts = await load(tx, cinemaId, showId);
      if (facts === null) return null;
      if (shows === undefined || shows.size >= SHOWS_REMEMBERED_MAX) {
        shows = new Map();
        cinemas.set(cinemaId, shows);
      }
      shows.set(showId, facts);
      return facts;
    },
    forget: (cinemaId) => {
      cinemas.delete(cinemaId);
    },
    forgetAll: () => cinemas.clear(),
  };
}
