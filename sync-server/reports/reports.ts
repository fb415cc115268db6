import { salesOf } from '#shared/domain/reports/day-sales.ts';
import { bookingsBehind, entriesOf } from '#shared/domain/reports/drill.ts';
import { heatOf } from '#shared/domain/reports/seat-heat.ts';
import { businessDayRange } from '#shared/domain/time.ts';
import type { Show } from '#shared/wire/catalog.ts';
import type { ReportShow } from '#shared/wire/reports.ts';
import { type CinemaId, type Day, instant } from '#shared/wire/scalars.ts';
import type { Registry, Reports } from '../engine.ts';
import { BusyError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import { type DayBooks, openBooks } from './day-books.ts';
import { salesReads } from './reads.ts';

/** Books kept open, and for how long: a page, its drill-downs and its file are asked for one after another. */
const BOOKS_KEPT_MAX = 6;
const BOOKS_KEPT_MS = 5_000;
/** Reports are reckoned one after another; this many may wait. */
const WAITING_MAX = 32;

export function openReports(of: {
  readonly store: Pick<Store, 'cold'>;
  readonly registry: Pick<Registry, 'staffOf'>;
  readonly now: () => number;
}): Reports {
  const reads = salesReads(of.store.cold);
  const inTurn = oneAtATime();
  const books = keptBooks(of.now, (cinemaId, day) => inTurn(() => openBooks(reads, cinemaId, day, of.now)));
  return {
    async day(cinemaId, day) {
      const open = await books(cinemaId, day);
      if (open === null) return null;
      const sold = await reads.seatsSold(
        cinemaId,
        open.dayShows.map((show) => show.id),
      );
      const seatsIn = await reads.seatsIn(cinemaId);
      const sales = salesOf({ ...open, seatsIn, sold });
      const staff = await of.registry.staffOf(cinemaId);
      return {
        sales,
        shows: [...open.shows.values()].map(named),
        staff: staff.map(({ id, name }) => ({ id, name })),
        asOf: instant(open.readAtMs),
      };
    },
    async bookings(cinemaId, { day, dimension, key = null, from, limit }) {
      const open = await books(cinemaId, day);
      if (open === null) return null;
      const behind = bookingsBehind(open.lines, { dimension, key }, open.shows);
      const entries = entriesOf(behind.slice(from, from + limit), open.bookings);
      const shows = entries.flatMap(({ booking }) => open.shows.get(booking.showId) ?? []);
      return { total: behind.length, entries, shows: [...new Set(shows)].map(named) };
    },
    async seats(cinemaId, day, screenId) {
      const cinema = await reads.cinema(cinemaId);
      if (cinema === null) return null;
      const range = businessDayRange(day, cinema.zone, cinema.businessDayEndsAt);
      const shows = (await reads.showsStarting(cinemaId, range)).filter(
        (show) => show.screenId === screenId && show.cancelled !== true,
      );
      const ids = shows.map((show) => show.id);
      const bookings = await reads.bookings(await reads.bookingsSeated(cinemaId, ids));
      return heatOf(screenId, ids, bookings);
    },
  };
}

const named = ({ id, movieId, screenId, startsAt, number }: Show): ReportShow => ({
  id,
  movieId,
  screenId,
  startsAt,
  number,
});

type Open = (cinemaId: CinemaId, day: Day) => Promise<DayBooks | null>;

/** Books that were opened a moment ago are looked into again; asked for twice at once, they are opened once. */
function keptBooks(now: () => number, open: Open): Open {
  const kept = new Map<string, { readonly books: Promise<DayBooks | null>; readonly untilMs: number }>();
  return (cinemaId, day) => {
    const key = `${cinemaId}/${day}`;
    const known = kept.get(key);
    if (known !== undefined && now() < known.untilMs) return known.books;
    const books = open(cinemaId, day);
    kept.delete(key);
    kept.set(key, { books, untilMs: now() + BOOKS_KEPT_MS });
    const [oldest] = kept.keys();
    if (kept.size > BOOKS_KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    books.catch(() => kept.delete(key));
    return books;
  };
}

function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (work) => {
    if (waiting >= WAITING_MAX) return Promise.reject(new BusyError());
    waiting += 1;
    const mine = last.then(work, work).finally(() => {
      waiting -= 1;
    });
    last = mine.catch(() => undefined);
    return mine;
  };
}
