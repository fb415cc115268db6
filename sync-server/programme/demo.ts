import { invariant } from '#shared/domain/invariant.ts';
import { overlaps } from '#shared/domain/schedule/block.ts';
import { addDays } from '#shared/domain/time.ts';
import type { Screen, Show } from '#shared/wire/catalog.ts';
import { type CinemaId, type Day, Money, type TariffId } from '#shared/wire/scalars.ts';
import { soldSeats } from './demo/audience.ts';
import { dayOf } from './demo/days.ts';
import { demoScreens, HOUSES, type House, largestCinemaId } from './demo/houses.ts';
import { demoMovies } from './demo/movies.ts';
import { PICTURES } from './demo/pictures.ts';
import { DEMO_PINS, demoStaff } from './demo/staff.ts';
import { keptBack } from './kept-back.ts';
import { numberShows, type UnnumberedShow } from './numbers.ts';
import { openingTariff } from './tariff.ts';
import { blockAll, type ProgrammeEngine, putMissing, type ShowSeats, touchedShows } from './writing.ts';

/** Days on sale from today on, today included. */
export const DEMO_DAYS = 14;
const DRAW = new Map(PICTURES.map(({ id, draw }) => [id, draw]));

export type DemoOptions = {
  /** The business day it is in the cinemas. */
  readonly today: Day;
  /** Told what is being written, in plain words. */
  readonly log?: { info(message: string): void };
};

export type Demo = {
  readonly largestCinemaId: CinemaId;
  /** The same in every cinema of the chain. */
  readonly pins: typeof DEMO_PINS;
};

/**
 * Opens the demo chain: four cinemas, and two weeks of shows from `today` on with part of their seats sold already.
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
  { today, log }: DemoOptions,
): Promise<void> {
  const { cinema } = house;
  const existing = await engine.list(cinema.id, 'shows');
  const known = new Set(existing.map(({ id }) => id));
  const days = Array.from({ length: DEMO_DAYS }, (_, ahead) =>
    dayOf(house, screens, tariffId, addDays(today, ahead)),
  );
  const missing = days.flat().filter(({ id }) => !known.has(id));
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
  const empty = days.map((shows) => shows.filter(({ id }) => there.has(id) && !touched.has(id)));
  await seatAudiences(engine, house, empty);
}

/** What a manager has put on keeps its screen: planned shows that would run into it are left out. */
function withoutClashes(existing: readonly Show[], planned: readonly UnnumberedShow[]): UnnumberedShow[] {
  if (existing.length === 0) return [...planned];
  const fresh = new Set(planned.map(({ id }) => id));
  const pairs = overlaps([...existing, ...planned.map((show) => ({ ...show, number: 1 }))]);
  const clashing = new Set(pairs.flatMap(([a, b]) => [a.id, b.id]).filter((id) => fresh.has(id)));
  return planned.filter(({ id }) => !clashing.has(id));
}

/** Seats those who have booked already; `days` are shows by how many days they are ahead. */
async function seatAudiences(
  engine: ProgrammeEngine,
  { cinema }: House,
  days: readonly (readonly UnnumberedShow[])[],
): Promise<void> {
  const screens = new Map((await engine.list(cinema.id, 'screens')).map((screen) => [screen.id, screen]));
  const audienceOf = (show: UnnumberedShow, daysAhead: number): ShowSeats => {
    const screen = screens.get(show.screenId);
    invariant(screen !== undefined, 'a demo show plays on a demo screen');
    const sold = soldSeats(show, screen, cinema.zone, DRAW.get(show.movieId) ?? 1, daysAhead);
    return { showId: show.id, seats: [...keptBack(screen), ...sold] };
  };
  const waiting = days.flatMap((shows, daysAhead) => shows.map((show) => audienceOf(show, daysAhead)));
  await blockAll(engine, cinema.id, waiting);
}
