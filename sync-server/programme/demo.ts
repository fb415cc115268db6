import { invariant } from '#shared/domain/invariant.ts';
import { overlaps } from '#shared/domain/schedule/block.ts';
import { addDays } from '#shared/domain/time.ts';
import type { Screen, Seat, Show } from '#shared/wire/catalog.ts';
import { type CinemaId, type Day, type DeviceId, Money, type TariffId } from '#shared/wire/scalars.ts';
import type { FormerSales } from '../engine.ts';
import { partiesOf, soldSeats } from './demo/audience.ts';
import { dayOf } from './demo/days.ts';
import { demoScreens, HOUSES, type House, largestCinemaId } from './demo/houses.ts';
import { demoMovies } from './demo/movies.ts';
import { PICTURES } from './demo/pictures.ts';
import { DEMO_PINS, demoStaff } from './demo/staff.ts';
import { HISTORY_DAYS, type ShowSales, salesOfShow } from './history.ts';
import { formerTills } from './history-parties.ts';
import { keptBack } from './kept-back.ts';
import { numberShows, type UnnumberedShow } from './numbers.ts';
import { openingTariff } from './tariff.ts';
import {
  type HistoryEngine,
  inWaves,
  type ProgrammeEngine,
  putMissing,
  ROWS_PER_BOOKING,
  type ShowSeats,
  touchedShows,
  type Wave,
} from './writing.ts';

/** Days on sale from today on, today included. */
export const DEMO_DAYS = 14;
const DRAW = new Map(PICTURES.map(({ id, draw }) => [id, draw]));

/** Sales before the demo began, up to `nowMs`. */
export type HistoryOptions = { readonly engine: HistoryEngine; readonly nowMs: number };

export type DemoOptions = {
  /** The business day it is in the cinemas. */
  readonly today: Day;
  /** Left out: the house has no past, and what is sold was sold elsewhere. */
  readonly history?: HistoryOptions;
  /** Told what is being written, in plain words. */
  readonly log?: { info(message: string): void };
};

export type Demo = {
  readonly largestCinemaId: CinemaId;
  /** The same in every cinema of the chain. */
  readonly pins: typeof DEMO_PINS;
};

/**
 * Opens the demo chain: four cinemas, and two weeks of shows from `today` on with part of their seats sold already;
 * with a history also the past week's shows, sales and refunds.
 * What is there is left as it is: again on the same day this writes nothing, on a later day it adds the new days.
 */
export async function seedDemo(engine: ProgrammeEngine, options: DemoOptions): Promise<Demo> {
  for (const house of HOUSES) {
    const screens = demoScreens(house);
    const tariffId = await seedHouse(engine, house, screens, options.today);
    await seedShows(engine, house, screens, tariffId, options);
  }
  return { largestCinemaId, pins: DEMO_PINS };
}

async function seedHouse(
  engine: ProgrammeEngine,
  { cinema, base, flatTuesday }: House,
  screens: readonly Screen[],
  today: Day,
): Promise<TariffId> {
  const prices = { base: Money.parse(base), flatTuesday: Money.parse(flatTuesday) };
  const tariff = openingTariff(cinema, prices, Number(today.slice(0, 4)));
  await putMissing(engine, cinema.id, 'cinemas', [cinema]);
  await putMissing(engine, cinema.id, 'tariffs', [tariff]);
  await putMissing(engine, cinema.id, 'movies', demoMovies(cinema.country, today));
  await putMissing(engine, cinema.id, 'screens', screens);
  const known = new Set((await engine.registry.staffOf(cinema.id)).map(({ id }) => id));
  const staff = demoStaff(cinema.id).filter(({ id }) => !known.has(id));
  await Promise.all(staff.map((member) => engine.registry.addStaff(cinema.id, member)));
  return tariff.id;
}

async function seedShows(
  engine: ProgrammeEngine,
  house: House,
  screens: readonly Screen[],
  tariffId: TariffId,
  { today, log, history }: DemoOptions,
): Promise<void> {
  const { cinema } = house;
  const existing = await engine.list(cinema.id, 'shows');
  const known = new Set(existing.map(({ id }) => id));
  const first = history === undefined ? 0 : -HISTORY_DAYS;
  const days = Array.from({ length: DEMO_DAYS - first }, (_, at) =>
    dayOf(house, screens, tariffId, addDays(today, first + at)).map((show) => ({
      show,
      daysAhead: first + at,
    })),
  ).flat();
  const missing = days.map(({ show }) => show).filter(({ id }) => !known.has(id));
  const fresh = numberShows(cinema, existing, withoutClashes(existing, missing));
  if (fresh.length > 0) {
    await engine.put(cinema.id, 'shows', fresh);
    log?.info(
      `Demo: ${fresh.length} new shows at ${cinema.name}; now seating those who have booked already.`,
    );
  }
  // A show without a touched seat has not had its turn yet: this goes on where a start that was broken off ended.
  const touched = known.size === 0 ? known : await touchedShows(engine, cinema.id);
  const there = new Set([...known, ...fresh.map(({ id }) => id)]);
  const empty = days.filter(({ show: { id } }) => there.has(id) && !touched.has(id));
  await seatAudiences(engine, house, empty, history);
}

/** What a manager has put on keeps its screen: planned shows that would run into it are left out. */
function withoutClashes(existing: readonly Show[], planned: readonly UnnumberedShow[]): UnnumberedShow[] {
  if (existing.length === 0) return [...planned];
  const fresh = new Set(planned.map(({ id }) => id));
  const pairs = overlaps([...existing, ...planned.map((show) => ({ ...show, number: 1 }))]);
  const clashing = new Set(pairs.flatMap(([a, b]) => [a.id, b.id]).filter((id) => fresh.has(id)));
  return planned.filter(({ id }) => !clashing.has(id));
}

type Ahead = { readonly show: UnnumberedShow; readonly daysAhead: number };

/** Seats those who have booked already: sold at tills that are gone as far as there is a history, the others just sold. */
async function seatAudiences(
  engine: ProgrammeEngine,
  house: House,
  shows: readonly Ahead[],
  history: HistoryOptions | undefined,
): Promise<void> {
  const { cinema } = house;
  const screens = new Map((await engine.list(cinema.id, 'screens')).map((screen) => [screen.id, screen]));
  const sell = history === undefined || shows.length === 0 ? null : await openHistory(history, house);
  const audiences = shows.map(({ show, daysAhead }): Audience => {
    const screen = screens.get(show.screenId);
    invariant(screen !== undefined, 'a demo show plays on a demo screen');
    const draw = DRAW.get(show.movieId) ?? 1;
    const parties = partiesOf(show, screen, cinema.zone, draw, Math.max(0, daysAhead));
    const { bookings, others } = sell?.(show, screen, parties, daysAhead) ?? {
      bookings: [],
      others: parties,
    };
    const kept = daysAhead < 0 ? [] : [...keptBack(screen), ...soldSeats(others)];
    return { cinemaId: cinema.id, showId: show.id, bookings, seats: kept };
  });
  await inWaves(audiences, (audience) => seatOne(history?.engine ?? null, engine, audience));
}

type Audience = FormerSales & Pick<ShowSeats, 'seats'>;

/** Seats kept back first: broken off in between, a show lacks sales, but nothing is on sale that must not be. */
function seatOne(
  adopting: Pick<HistoryEngine, 'adopt'> | null,
  engine: Pick<ProgrammeEngine, 'block'>,
  { cinemaId, showId, seats, bookings }: Audience,
): Wave {
  const blocked = seats.length === 0 ? undefined : engine.block(cinemaId, showId, seats);
  const sales = { cinemaId, showId, bookings };
  const adopted = bookings.length === 0 ? undefined : adopting?.adopt(sales);
  return { rows: seats.length + bookings.length * ROWS_PER_BOOKING, done: Promise.all([blocked, adopted]) };
}

type Sell = (
  show: UnnumberedShow,
  screen: Screen,
  parties: readonly Seat[][],
  daysAhead: number,
) => ShowSales;

/** The tills of a house that are gone, and what they sold. */
async function openHistory({ engine, nowMs }: HistoryOptions, house: House): Promise<Sell> {
  const { cinema, opensAtMinute } = house;
  const prefixes = new Map<DeviceId, string>();
  for (const till of formerTills(cinema.id)) {
    const { id, prefix } = await engine.registry.addFormerDevice(cinema.id, till);
    prefixes.set(id, prefix);
  }
  const [tariff] = await engine.list(cinema.id, 'tariffs');
  invariant(tariff !== undefined, 'a demo house has a tariff');
  const movies = new Map((await engine.list(cinema.id, 'movies')).map((movie) => [movie.id, movie]));
  const sales = { cinema, opensAtMinute, tariff, movies, prefixes, nowMs };
  return (...show) => salesOfShow(sales, ...show);
}
