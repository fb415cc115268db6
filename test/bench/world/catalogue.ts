import { businessDayOf } from '#shared/domain/time.ts';
import { Cinema, Movie, type Screen, type Seat, Show, type Tariff } from '#shared/wire/catalog.ts';
import { CinemaId, instant, Money, ScreenId } from '#shared/wire/scalars.ts';
import { screenWith } from '#sync-server/programme/layout.ts';
import { openingTariff } from '#sync-server/programme/tariff.ts';

export const CINEMA_ID = CinemaId.parse('bench');

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHOWS_PER_DAY = 5;
/** Hours from now of a screen's shows; it is ten in the morning at the cinema. */
const FIRST_SHOW_HOURS = 2;
const BETWEEN_SHOWS_HOURS = 2.5;
const MOVIES = 20;
const BASE_PRICE = 1_000;

export type Size = {
  readonly screens: number;
  readonly seatsPerScreen: number;
  /** Shows in all; five a screen and day. */
  readonly shows: number;
  /** An auditorium of its own with this many seats, and shows of today in it that nobody has booked; 0 for none. */
  readonly largeScreenSeats: number;
};

export type Programme = {
  readonly cinema: Cinema;
  readonly tariff: Tariff;
  readonly movies: readonly Movie[];
  readonly screens: readonly Screen[];
  readonly shows: readonly Show[];
  /** The shows of the large auditorium, none of whose seats is touched. */
  readonly largeShows: readonly Show[];
};

/** A zone in which it is between ten and eleven in the morning: benches run at night too, shows are in the evening. */
function zoneOfMorning(nowMs: number): string {
  const ahead = 10 - new Date(nowMs).getUTCHours();
  const hours = ahead < -12 ? ahead + 24 : ahead;
  // The names of these zones carry the sign of the way back to Greenwich.
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

/** A cinema to measure with; the same size always gives the same auditoriums. `nowMs` is epoch milliseconds. */
export function programmeOf(size: Size, nowMs: number): Programme {
  const cinema = Cinema.parse({
    id: CINEMA_ID,
    name: 'Bench Pictures',
    city: 'London',
    country: 'GB',
    zone: zoneOfMorning(nowMs),
    currency: 'GBP',
    taxRate: 2_000,
    businessDayEndsAt: '05:00',
    devices: [],
  });
  const today = businessDayOf(nowMs, cinema.zone, cinema.businessDayEndsAt);
  const tariff = openingTariff(cinema, { base: Money.parse(BASE_PRICE) }, Number(today.slice(0, 4)));
  const movies = Array.from({ length: MOVIES }, (_, at) => movie(at));
  const small = Array.from({ length: size.screens }, (_, at) => screen(at + 1, size.seatsPerScreen));
  const shows = Array.from({ length: size.shows }, (_, at) => {
    const perDay = size.screens * SHOWS_PER_DAY;
    const room = small[at % size.screens];
    const slot = Math.floor((at % perDay) / size.screens);
    return show({ at, room, slot, day: Math.floor(at / perDay), number: (at % perDay) + 1, nowMs, tariff });
  });
  if (size.largeScreenSeats === 0) return { cinema, tariff, movies, screens: small, shows, largeShows: [] };
  const large = screen(size.screens + 1, size.largeScreenSeats);
  const largeShows = Array.from({ length: SHOWS_PER_DAY }, (_, slot) =>
    show({ at: size.shows + slot, room: large, slot, day: 0, number: 900 + slot, nowMs, tariff }),
  );
  return { cinema, tariff, movies, screens: [...small, large], shows, largeShows };
}

function movie(at: number): Movie {
  return Movie.parse({
    id: `movie-${at + 1}`,
    title: `Reel ${at + 1}`,
    runningMinutes: 100,
    genres: ['Drama'],
    formats: ['2d'],
    posterSeed: at + 1,
  });
}

function screen(number: number, seats: number): Screen {
  return screenWith({
    id: ScreenId.parse(`screen-${number}`),
    cinemaId: CINEMA_ID,
    name: `Screen ${number}`,
    seats,
    seed: number,
    cleaningMinutes: 15,
  });
}

function show(q: {
  readonly at: number;
  readonly room: Screen | undefined;
  readonly slot: number;
  readonly day: number;
  readonly number: number;
  readonly nowMs: number;
  readonly tariff: Tariff;
}): Show {
  const hours = FIRST_SHOW_HOURS + q.slot * BETWEEN_SHOWS_HOURS;
  return Show.parse({
    id: `show-${q.at + 1}`,
    cinemaId: CINEMA_ID,
    movieId: `movie-${(q.at % MOVIES) + 1}`,
    screenId: q.room?.id,
    startsAt: instant(q.nowMs + hours * HOUR_MS + q.day * DAY_MS),
    tariffId: q.tariff.id,
    block: { trailerMinutes: 15, featureMinutes: 100, intervalMinutes: 0, cleaningMinutes: 15 },
    format: '2d',
    access: [],
    saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
    number: q.number,
  });
}

const isPlain = (seat: Seat): boolean =>
  seat.house !== true &&
  seat.broken !== true &&
  seat.wheelchair !== true &&
  seat.companion !== true &&
  seat.partner === undefined;

/** Neighbouring seats anybody may buy, three by three, no seat twice, from the front. */
export function triplesOf(room: Screen): Seat[][] {
  const triples: Seat[][] = [];
  let open: Seat[] = [];
  for (const seat of room.seats.filter(isPlain)) {
    const last = open.at(-1);
    if (last !== undefined && (last.row !== seat.row || last.column + 1 !== seat.column)) open = [];
    open.push(seat);
    if (open.length < 3) continue;
    triples.push(open);
    open = [];
  }
  return triples;
}
