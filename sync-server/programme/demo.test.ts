import { expect, test } from 'vitest';
import { overlaps } from '#shared/domain/schedule/block.ts';
import { addDays, businessDayOf, localOf } from '#shared/domain/time.ts';
import type { Cinema, Screen, Show } from '#shared/wire/catalog.ts';
import { Day, instant, Money, ShowId } from '#shared/wire/scalars.ts';
import { dayOf } from './demo/days.ts';
import { demoScreens, HOUSES } from './demo/houses.ts';
import { demoMovies } from './demo/movies.ts';
import { DEMO_DAYS, seedDemo } from './demo.ts';
import { numberShows } from './numbers.ts';
import { openingTariff } from './tariff.ts';
import { fakeEngine } from './testing/fake-engine.ts';

const today = Day.parse('2026-11-23');
const engine = fakeEngine();
const demo = await seedDemo(engine, { today });

const dayIn = (cinema: Cinema, show: Show): Day =>
  businessDayOf(Date.parse(show.startsAt), cinema.zone, cinema.businessDayEndsAt);
const hourOf = (cinema: Cinema, show: Show): number =>
  localOf(Date.parse(show.startsAt), cinema.zone).minuteOfDay / 60;

test('[DEMO1] four cinemas in three cities and two currencies, with 24 screens', async () => {
  expect(HOUSES).toHaveLength(4);
  expect(new Set(HOUSES.map(({ cinema }) => cinema.city)).size).toBe(3);
  expect(new Set(HOUSES.map(({ cinema }) => cinema.currency)).size).toBe(2);
  expect(HOUSES.flatMap(demoScreens)).toHaveLength(24);
  for (const { cinema } of HOUSES) {
    expect(await engine.list(cinema.id, 'cinemas')).toEqual([cinema]);
    const [tariff] = await engine.list(cinema.id, 'tariffs');
    expect(tariff?.currency).toBe(cinema.currency);
  }
  const seats = HOUSES.flatMap(demoScreens).map((screen) => screen.seats.length);
  expect([Math.min(...seats), Math.max(...seats)]).toEqual([40, 420]);
});

test('[DEMO2] thirty invented movies from 72 to 201 minutes, one with a very long title, some with accents', () => {
  const movies = demoMovies('GB', today);
  expect(new Set(movies.map(({ id }) => id)).size).toBe(30);
  const minutes = movies.map((movie) => movie.runningMinutes);
  expect([Math.min(...minutes), Math.max(...minutes)]).toEqual([72, 201]);
  expect(Math.max(...movies.map(({ title }) => title.length))).toBeGreaterThanOrEqual(90);
  expect(movies.filter(({ title }) => /[^\p{ASCII}]/u.test(title)).length).toBeGreaterThan(8);
  expect(new Set(movies.map(({ certificate }) => certificate)).size).toBe(5);
  expect(new Set(movies.map(({ posterSeed }) => posterSeed)).size).toBe(30);
});

test('[DEMO3] the same movie carries the certificate of the country it plays in', () => {
  const certificateIn = (country: string): (string | number | undefined)[] => {
    const movie = demoMovies(country, today).find(({ title }) => title === 'Quiet, Please');
    return [movie?.certificate, movie?.ageLimit];
  };
  expect(certificateIn('GB')).toEqual(['15', 15]);
  expect(certificateIn('IE')).toEqual(['16', 16]);
  expect(certificateIn('DE')).toEqual(['FSK 16', 16]);
});

test('[DEMO4] two weeks of shows in every cinema, at least 90 a day before midnight in the largest', async () => {
  for (const { cinema } of HOUSES) {
    const shows = await engine.list(cinema.id, 'shows');
    for (let ahead = 0; ahead < DEMO_DAYS; ahead += 1) {
      const day = addDays(today, ahead);
      const ofDay = shows.filter((show) => dayIn(cinema, show) === day);
      const early = ofDay.filter((show) => localOf(Date.parse(show.startsAt), cinema.zone).day === day);
      expect(early.length).toBeGreaterThanOrEqual(cinema.id === demo.largestCinemaId ? 90 : 12);
      expect(ofDay.every(({ number }) => number <= 99)).toBe(true);
      expect(new Set(ofDay.map(({ number }) => number)).size).toBe(ofDay.length);
    }
    expect(new Set(shows.map((show) => dayIn(cinema, show))).size).toBe(DEMO_DAYS);
    expect(shows.some((show) => hourOf(cinema, show) < 5)).toBe(true);
  }
});

const daysFrom = (first: string, count: number): Day[] =>
  Array.from({ length: count }, (_, at) => addDays(Day.parse(first), at));

test('[DEMO5] for weeks on end and through both changes of clocks no two shows want one screen at once', () => {
  for (const house of HOUSES) {
    const screens = demoScreens(house);
    const tariff = openingTariff(house.cinema, { base: Money.parse(house.base) }, 2027);
    const days = [...daysFrom(today, 40), ...daysFrom('2027-03-24', 9), ...daysFrom('2027-10-27', 9)];
    const shows = numberShows(
      house.cinema,
      [],
      days.flatMap((day) => dayOf(house, screens, tariff.id, day)),
    );
    expect(overlaps(shows)).toEqual([]);
    expect(new Set(shows.map(({ id }) => id)).size).toBe(shows.length);
    const perDay = new Map<Day, number>();
    for (const show of shows) {
      const { day } = localOf(Date.parse(show.startsAt), house.cinema.zone);
      perDay.set(day, (perDay.get(day) ?? 0) + 1);
    }
    for (const day of days) expect(perDay.get(day)).toBeGreaterThanOrEqual(house.showsADayMin);
  }
}, 60_000);

test('[DEMO6] shows differ in format and access marks and close for the lobby before the counter', async () => {
  const shows = await engine.list(demo.largestCinemaId, 'shows');
  expect(new Set(shows.map(({ format }) => format)).size).toBe(6);
  expect(new Set(shows.flatMap(({ access }) => access)).size).toBe(5);
  const marked = shows.filter(({ access }) => access.length > 0).length / shows.length;
  expect(marked).toBeGreaterThan(0.3);
  expect(marked).toBeLessThan(0.7);
  expect(shows.every(({ saleWindows: w }) => w.lobbyMinutes === 10 && w.counterMinutes === 30)).toBe(true);
});

test('[DEMO7] house and broken seats are blocked in every show, and sold ones sit where the picture is good', async () => {
  const screens = await engine.list(demo.largestCinemaId, 'screens');
  const shows = await engine.list(demo.largestCinemaId, 'shows');
  const screenById = new Map(screens.map((screen) => [screen.id, screen]));
  const screenByShow = new Map(shows.map((show) => [show.id, screenById.get(show.screenId)]));
  const centrality = { sold: { sum: 0, count: 0 }, all: { sum: 0, count: 0 } };
  for (const map of await engine.list(demo.largestCinemaId, 'seatmaps')) {
    const screen = screenByShow.get(map.showId);
    for (const seat of screen?.seats ?? []) {
      const state = map.seats[seat.id];
      if (seat.broken || seat.house) expect(state?.reason).toBe(seat.broken ? 'broken' : 'house');
      if (seat.partner && state?.reason === 'sold') expect(map.seats[seat.partner]?.reason).toBe('sold');
      if (screen === undefined) continue;
      centrality.all.sum += aside(screen, seat.column);
      centrality.all.count += 1;
      if (state?.reason !== 'sold') continue;
      centrality.sold.sum += aside(screen, seat.column);
      centrality.sold.count += 1;
    }
  }
  expect(centrality.sold.count).toBeGreaterThan(10_000);
  const { sold, all } = centrality;
  expect(sold.sum / sold.count).toBeLessThan((0.85 * all.sum) / all.count);
});

/** How far a column is from the middle, as a share of the width. */
function aside(screen: Screen, column: number): number {
  const width = Math.max(...screen.seats.map((seat) => seat.column));
  return Math.abs(column - (width + 1) / 2) / width;
}

test('[DEMO8] each cinema has a clerk, a supervisor and a manager with the pins the demo prints', async () => {
  expect(demo.pins).toEqual({ clerk: '1111', supervisor: '2222', manager: '3333' });
  for (const { cinema } of HOUSES) {
    const staff = await engine.registry.staffOf(cinema.id);
    expect(staff.map(({ role }) => role)).toEqual(['clerk', 'supervisor', 'manager']);
  }
});

test('[DEMO9] a second start the same day writes nothing, one three days later adds three days and nothing else', async () => {
  const own = fakeEngine();
  await seedDemo(own, { today });
  const first = { ...own.writes };
  await seedDemo(own, { today });
  expect(own.writes).toEqual(first);
  const shows = await own.list(demo.largestCinemaId, 'shows');
  await seedDemo(own, { today: addDays(today, 3) });
  const cinema = HOUSES[0].cinema;
  const after = await own.list(demo.largestCinemaId, 'shows');
  const added = after.slice(shows.length);
  expect(after.slice(0, shows.length)).toEqual(shows);
  expect([...new Set(added.map((show) => dayIn(cinema, show)))].sort()).toEqual(
    [14, 15, 16].map((ahead) => addDays(today, ahead)),
  );
  const addedEverywhere = await Promise.all(
    HOUSES.map(async (house) => (await own.list(house.cinema.id, 'shows')).length),
  );
  expect(own.writes.staff).toBe(first.staff);
  expect(addedEverywhere.every((count) => count > 0)).toBe(true);
});

test('[DEMO10] what a manager changed stays, and a show put on by hand keeps its screen', async () => {
  const own = fakeEngine();
  await seedDemo(own, { today });
  const cinema = HOUSES[0].cinema;
  const [show] = await own.list(cinema.id, 'shows');
  if (show === undefined) throw new Error('the demo has shows');
  const cancelled: Show = { ...show, cancelled: true };
  const later = addDays(today, DEMO_DAYS);
  const byHand: Show = {
    ...show,
    id: ShowId.parse('by-hand'),
    startsAt: instant(Date.parse(`${later}T12:00:00Z`)),
    number: 1,
  };
  await own.put(cinema.id, 'shows', [cancelled, byHand]);
  await seedDemo(own, { today: addDays(today, 1) });
  const after = await own.list(cinema.id, 'shows');
  expect(after.find(({ id }) => id === show.id)).toEqual(cancelled);
  expect(overlaps(after)).toEqual([]);
  const ofDay = after.filter((each) => dayIn(cinema, each) === later);
  expect(new Set(ofDay.map(({ number }) => number)).size).toBe(ofDay.length);
});
