import { overlaps } from '#shared/domain/schedule/block.ts';
import type { Cinema, Screen, Show, Tariff } from '#shared/wire/catalog.ts';
import type { CinemaId } from '#shared/wire/scalars.ts';
import type { PutResult } from '../../engine.ts';
import { type BlockedSeat, keptBack } from '../kept-back.ts';
import { numberShows } from '../numbers.ts';
import { blockAll, type ProgrammeEngine, putMissing, type ShowSeats, touchedShows } from '../writing.ts';
import type { Plan } from './plan.ts';

/** The cinema, its tariff and screens are made once; movies follow the programme. */
export async function putHouse(
  engine: ProgrammeEngine,
  cinema: Cinema,
  tariff: Tariff,
  plan: Plan,
): Promise<PutResult & { readonly screensKept: number }> {
  const houses = await putMissing(engine, cinema.id, 'cinemas', [cinema]);
  const tariffs = await putMissing(engine, cinema.id, 'tariffs', [tariff]);
  const screens = await putMissing(engine, cinema.id, 'screens', plan.screens);
  const movies = await engine.put(cinema.id, 'movies', plan.movies);
  const written = houses + tariffs + screens + movies.written;
  const all = 2 + plan.screens.length + plan.movies.length;
  return { written, unchanged: all - written, screensKept: plan.screens.length - screens };
}

/** A show that is there already keeps what the programme does not know: its number, tariff, sale windows, cancellation. */
export async function putShows(
  engine: ProgrammeEngine,
  cinema: Cinema,
  plan: Plan,
): Promise<PutResult & { readonly unnumbered: number }> {
  const existing = await engine.list(cinema.id, 'shows');
  const byId = new Map(existing.map((show) => [show.id, show]));
  const known = plan.shows.flatMap((show): Show[] => {
    const before = byId.get(show.id);
    if (before === undefined) return [];
    const { number, tariffId, saleWindows, cancelled } = before;
    const kept = { ...show, number, tariffId, saleWindows };
    return [cancelled === undefined ? kept : { ...kept, cancelled }];
  });
  const fresh = plan.shows.filter(({ id }) => !byId.has(id));
  const numbered = numberShows(cinema, existing, fresh);
  const result = await engine.put(cinema.id, 'shows', [...known, ...numbered]);
  return { ...result, unnumbered: fresh.length - numbered.length };
}

/** A show with a touched seat has had its turn; so an import that was broken off goes on where it ended. */
export async function takeOutOfSale(engine: ProgrammeEngine, cinemaId: CinemaId, plan: Plan): Promise<void> {
  const touched = await touchedShows(engine, cinemaId);
  const screens = new Map((await engine.list(cinemaId, 'screens')).map((screen) => [screen.id, screen]));
  const there = new Set((await engine.list(cinemaId, 'shows')).map(({ id }) => id));
  const waiting = plan.shows.flatMap(({ id, screenId }): ShowSeats[] => {
    const screen = screens.get(screenId);
    if (screen === undefined || touched.has(id) || !there.has(id)) return [];
    const seats = plan.soldOut.has(id) ? allSold(screen) : keptBack(screen);
    return seats.length === 0 ? [] : [{ showId: id, seats }];
  });
  await blockAll(engine, cinemaId, waiting);
}

function allSold(screen: Screen): BlockedSeat[] {
  const kept = keptBack(screen);
  const keptIds = new Set(kept.map(({ seatId }) => seatId));
  const open = screen.seats.filter(({ id }) => !keptIds.has(id));
  return [...kept, ...open.map(({ id }): BlockedSeat => ({ seatId: id, reason: 'sold' }))];
}

/** Pairs on one screen that run into one another, at least one of them from this programme. */
export async function overlapsOf(
  engine: ProgrammeEngine,
  cinemaId: CinemaId,
  plan: Plan,
): Promise<(readonly [Show, Show])[]> {
  const planned = new Set(plan.shows.map(({ id }) => id));
  const pairs = overlaps(await engine.list(cinemaId, 'shows'));
  return pairs.filter(([a, b]) => planned.has(a.id) || planned.has(b.id));
}
