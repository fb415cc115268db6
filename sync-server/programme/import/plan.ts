import { hash32 } from '#shared/domain/hash.ts';
import { blockMinutes } from '#shared/domain/schedule/block.ts';
import { type Block, type Cinema, type Format, type Movie, type Screen, Show } from '#shared/wire/catalog.ts';
import { instant, type ShowId, type TariffId } from '#shared/wire/scalars.ts';
import { screenWith } from '../layout.ts';
import type { UnnumberedShow } from '../numbers.ts';
import type { FilmFacts, Skipped } from './file.ts';
import { movieIdOf, sameName, screenIdOf, showIdOf } from './ids.ts';
import { isOdd, moviesOf, RUNNING_MINUTES_ASSUMED, runningMinutes } from './movies.ts';
import { roomNames, type Stay } from './rooms.ts';
import { type SeatsOption, seatsOf } from './seats.ts';
import type { TimedSession, Timetable } from './timetable.ts';
import { accessIn, formatIn, languageOfNotes, languageOfTitle } from './words.ts';

const MINUTE_MS = 60_000;
/** What published programmes leave out: advertisements and trailers before a film, and cleaning after it. */
const TRAILER_MINUTES = 20;
const CLEANING_MINUTES = 15;
const SCREENS_MAX = 100;

/** Everything a programme becomes, before anything is written. */
export type Plan = {
  readonly screens: readonly Screen[];
  readonly movies: readonly Movie[];
  readonly shows: readonly UnnumberedShow[];
  /** Shows the programme calls sold out. */
  readonly soldOut: ReadonlySet<ShowId>;
  /** Titles whose running time had to be assumed. */
  readonly assumedRunning: readonly string[];
  /** Certificates no board would print, left out. */
  readonly oddCertificates: readonly string[];
  readonly unnamedScreens: number;
  /** Screens that were given a size and that the programme does not have. */
  readonly unknownSizes: readonly string[];
  readonly skipped: readonly Skipped[];
};

type Placed = { readonly session: TimedSession; readonly room: string };

/** Turns a moved programme into the documents it becomes; pure, the same programme gives the same plan. */
export function planImport(
  cinema: Cinema,
  tariffId: TariffId,
  timetable: Timetable,
  seats: SeatsOption,
): Plan {
  const rooms = roomNames(timetable.sessions.map(stayOf));
  const names = [...new Set(rooms)].slice(0, SCREENS_MAX);
  const kept = new Set(names);
  const placed: Placed[] = [];
  const skipped: Skipped[] = [];
  for (const [at, session] of timetable.sessions.entries()) {
    const room = rooms[at] ?? '';
    if (kept.has(room)) placed.push({ session, room });
    else
      skipped.push({
        what: `"${session.film.title}" in ${room}`,
        why: `there are more than ${SCREENS_MAX} screens`,
      });
  }
  const films = placed.map(({ session }) => session.film);
  const shows = placed.map((each) => showFrom(cinema, tariffId, each));
  const sold = placed.flatMap(({ session }, at) =>
    session.performance.status.soldOut ? (shows[at] ?? []) : [],
  );
  return {
    screens: screensOf(cinema, placed, names, seats),
    movies: moviesOf(films, shows),
    shows,
    soldOut: new Set(sold.map(({ id }) => id)),
    assumedRunning: titlesWhere(films, (film) => runningMinutes(film) === null),
    oddCertificates: titlesWhere(films, ({ overview }) => isOdd(overview.classification)),
    unnamedScreens: names.filter((name) =>
      placed.some((p) => p.room === name && p.session.performance.screen === undefined),
    ).length,
    unknownSizes: [...seats.byScreen.keys()].filter((name) => !names.some((each) => sameName(each) === name)),
    skipped,
  };
}

function stayOf({ film, performance, startsAtMs }: TimedSession): Stay {
  const minutes = blockMinutes(blockOf(film));
  const stay = { fromMs: startsAtMs, toMs: startsAtMs + minutes * MINUTE_MS };
  return performance.screen === undefined ? stay : { ...stay, screen: performance.screen };
}

function titlesWhere(films: readonly FilmFacts[], test: (film: FilmFacts) => boolean): string[] {
  return [...new Set(films.filter(test).map(({ title }) => title))];
}

function blockOf(film: FilmFacts): Block {
  return {
    trailerMinutes: TRAILER_MINUTES,
    featureMinutes: runningMinutes(film) ?? RUNNING_MINUTES_ASSUMED,
    intervalMinutes: 0,
    cleaningMinutes: CLEANING_MINUTES,
  };
}

function screensOf(
  cinema: Cinema,
  placed: readonly Placed[],
  names: readonly string[],
  seats: SeatsOption,
): Screen[] {
  const imax = new Set(
    placed.filter(({ session, room }) => formatOf(session, room) === 'imax').map(({ room }) => room),
  );
  const inOrder = [...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return inOrder.map((name) => {
    const id = screenIdOf(cinema.id, name);
    const count = seatsOf(seats, name, hash32(id), imax.has(name));
    return screenWith({
      id,
      cinemaId: cinema.id,
      name,
      seats: count,
      seed: hash32(id),
      cleaningMinutes: CLEANING_MINUTES,
    });
  });
}

function formatOf({ film, performance }: TimedSession, room: string): Format {
  return formatIn(performance.notes, room, film.title);
}

function showFrom(cinema: Cinema, tariffId: TariffId, { session, room }: Placed): UnnumberedShow {
  const { film, performance, localStart, startsAtMs } = session;
  const language = languageOfNotes(performance.notes) ?? languageOfTitle(film.title);
  const { number: _, ...show } = Show.parse({
    id: showIdOf(cinema.id, film.title, performance.screen ?? '', localStart),
    cinemaId: cinema.id,
    movieId: movieIdOf(film.title),
    screenId: screenIdOf(cinema.id, room),
    startsAt: instant(startsAtMs),
    tariffId,
    block: blockOf(film),
    format: formatOf(session, room),
    access: accessIn(performance.accessibility),
    ...(language === undefined ? {} : { language }),
    saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
    number: 1,
  });
  return show;
}
