import type { RxDocument } from 'rxdb';
import { distinctUntilChanged, map, type Observable, type OperatorFunction, scan, shareReplay } from 'rxjs';
import { parseBookingCode } from '#shared/domain/booking/code.ts';
import { withSameParts } from '#shared/domain/equal.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { CollectionName, Doc } from '#shared/wire/collections.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import type { Database } from './database.ts';
import { fullnessOf } from './fullness.ts';
import type { Maps } from './maps.ts';
import type { Replica } from './types.ts';

const FOUND_MAX = 50;
/** Bookings a search looks at, the most recently changed first. */
const SEARCHED_MAX = 5_000;
const JOURNAL_ABOUT_MAX = 2_000;

/** Plain copies by revision: RxDB keeps one object per revision, so a document that has not changed is copied once. */
export function copier<T>(): (document: RxDocument<T>) => T {
  const copies = new WeakMap<RxDocument<T>, T>();
  return (document) => {
    const known = copies.get(document);
    if (known !== undefined) return known;
    const copy = document.toMutableJSON();
    copies.set(document, copy);
    return copy;
  };
}

/** Only changes, and of a change only the parts that changed are new objects: nobody redraws a price for a new revision. */
const changes =
  <T>(): OperatorFunction<T, T> =>
  (source) =>
    source.pipe(
      scan<T, T, null>((before, now) => withSameParts(before, now), null),
      distinctUntilChanged(),
    );

/** Stays warm once read: pages come and go, the catalogue is needed by all of them. */
const share = <T>(source: Observable<T>): Observable<T> =>
  source.pipe(shareReplay({ bufferSize: 1, refCount: false }));

type Queries = Pick<
  Replica,
  | 'cinemas$'
  | 'screens$'
  | 'movies$'
  | 'shows$'
  | 'tariffs$'
  | 'shifts$'
  | 'fullness$'
  | 'seatmap$'
  | 'booking$'
  | 'bookings$'
  | 'findBookings'
  | 'get'
  | 'journalAbout'
  | 'recentJournal'
  | 'journalHead'
>;

/** Everything the pages read, live, from the local database. */
export function queriesOf({ collections }: Database, maps: Maps, deviceId: DeviceId): Queries {
  const { bookings, cinemas, screens, movies, shows, tariffs, shifts, journal } = collections;
  const copyBooking = copier<Booking>();
  const copyShow = copier<Doc<'shows'>>();
  const copyScreen = copier<Doc<'screens'>>();
  const copyMovie = copier<Doc<'movies'>>();
  const shows$ = share(
    shows.find({ sort: [{ startsAt: 'asc' }] }).$.pipe(map((found) => found.map(copyShow))),
  );
  const screens$ = share(screens.find().$.pipe(map((found) => found.map(copyScreen))));
  const recentJournal: Replica['recentJournal'] = async (limit) => {
    const found = await journal.find({ selector: { deviceId }, sort: [{ seq: 'desc' }], limit }).exec();
    return found.map((document) => document.toMutableJSON()).reverse();
  };
  const reads = readsOf(collections, maps);
  return {
    shows$,
    screens$,
    movies$: share(movies.find().$.pipe(map((found) => found.map(copyMovie)))),
    cinemas$: share(cinemas.find().$.pipe(map((found) => found.map((one) => one.toMutableJSON())))),
    tariffs$: share(tariffs.find().$.pipe(map((found) => found.map((one) => one.toMutableJSON())))),
    shifts$: share(shifts.find().$.pipe(map((found) => found.map((one) => one.toMutableJSON())))),
    fullness$: share(fullnessOf(shows$, screens$, maps.all$)),
    seatmap$: (showId) =>
      maps.all$.pipe(
        map((all) => all.get(showId) ?? null),
        distinctUntilChanged(),
      ),
    booking$: (id) =>
      bookings.findOne(id).$.pipe(
        map((found) => (found === null ? null : copyBooking(found))),
        changes(),
      ),
    bookings$: ({ statuses, deviceId: maker, showId, limit }) =>
      bookings
        .find({
          selector: {
            ...(statuses === undefined ? {} : { status: { $in: [...statuses] } }),
            ...(maker === undefined ? {} : { deviceId: maker }),
            ...(showId === undefined ? {} : { showId }),
          },
          sort: [{ updatedAt: 'desc' }],
          limit,
        })
        .$.pipe(
          map((found) => found.map(copyBooking)),
          changes(),
        ),
    findBookings: async (text) => {
      const found = await bookings.find({ sort: [{ updatedAt: 'desc' }], limit: SEARCHED_MAX }).exec();
      return found.map(copyBooking).filter(matcher(text)).slice(0, FOUND_MAX);
    },
    get: (name, id) => reads[name](id),
    recentJournal,
    journalAbout: async (id) =>
      (await recentJournal(JOURNAL_ABOUT_MAX)).filter(
        ({ event }) => 'bookingId' in event && event.bookingId === id,
      ),
    journalHead: async () => (await recentJournal(1))[0]?.seq ?? 0,
  };
}

type Reads = { readonly [Name in CollectionName]: (id: string) => Promise<Doc<Name> | null> };

/** How one document of each collection is read. */
const readsOf = (collections: Database['collections'], maps: Maps): Reads => ({
  bookings: (id) => getOne(collections, 'bookings', id),
  shifts: (id) => getOne(collections, 'shifts', id),
  journal: (id) => getOne(collections, 'journal', id),
  admissions: (id) => getOne(collections, 'admissions', id),
  cinemas: (id) => getOne(collections, 'cinemas', id),
  screens: (id) => getOne(collections, 'screens', id),
  movies: (id) => getOne(collections, 'movies', id),
  shows: (id) => getOne(collections, 'shows', id),
  tariffs: (id) => getOne(collections, 'tariffs', id),
  seatmaps: (id) => maps.get(id),
  allotments: (id) => getOne(collections, 'allotments', id),
});

async function getOne<Name extends CollectionName>(
  collections: Database['collections'],
  name: Name,
  id: string,
): Promise<Doc<Name> | null> {
  const found = await collections[name].findOne(id).exec();
  return found === null ? null : found.toMutableJSON();
}

/** Matches what a clerk types or scans: a whole code, else a part of code, name or phone number. */
export function matcher(text: string): (booking: Booking) => boolean {
  const code = parseBookingCode(text);
  const wanted = text.trim().toLocaleLowerCase();
  const digits = text.replace(/\D/g, '');
  if (wanted === '') return () => false;
  return (booking) => {
    const { name = '', phone = '' } = booking.customer ?? {};
    return (
      booking.code === code ||
      booking.code.toLocaleLowerCase().includes(wanted) ||
      name.toLocaleLowerCase().includes(wanted) ||
      (digits.length >= 4 && phone.replace(/\D/g, '').includes(digits))
    );
  };
}
