import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Movie, Show } from '#shared/wire/catalog.ts';
import { freeSeats, fullnessLevel } from './fullness.ts';
import {
  groupByMovie,
  listingsOf,
  matching,
  saleState,
  showAfter,
  showNumbered,
  showToOpen,
} from './programme.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const HOUR_MS = 3_600_000;
const movie = (id: string, title: string): Movie =>
  Movie.parse({ id, title, runningMinutes: 100, genres: [], formats: ['2d'], posterSeed: 1 });
const MOVIES = [movie('m1', 'Élan'), movie('m2', 'Zebra Crossing')];
const show = (number: number, movieId: string, startsAtMs: number, cancelled = false): Show =>
  Show.parse({
    id: `s${number}`,
    cinemaId: 'c1',
    movieId,
    screenId: 'h1',
    startsAt: new Date(startsAtMs).toISOString(),
    tariffId: 't1',
    block: { trailerMinutes: 15, featureMinutes: 100, intervalMinutes: 0, cleaningMinutes: 15 },
    format: '2d',
    access: [],
    saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
    number,
    ...(cancelled ? { cancelled } : {}),
  });
const day = (shows: readonly Show[]) =>
  listingsOf({
    shows,
    movies: MOVIES,
    screens: [],
    fromMs: NOON - 7 * HOUR_MS,
    toMs: NOON + 17 * HOUR_MS,
    nowMs: NOON,
  });
const numbers = (listings: readonly { show: Show }[]): number[] =>
  listings.map((listing) => listing.show.number);

describe('when a show can be sold', () => {
  test.each([
    [1, 'open'],
    [0, 'running'],
    [-29 / 60, 'running'],
    [-30 / 60, 'closed'],
  ])('[CTR5] a start in %d hours is %s', (hours, state) => {
    expect(saleState(show(1, 'm1', NOON + hours * HOUR_MS), NOON)).toBe(state);
  });

  test('[CTR5] a cancelled show is never for sale', () => {
    expect(saleState(show(1, 'm1', NOON + HOUR_MS, true), NOON)).toBe('cancelled');
  });
});

test('[CTR6] the day is listed by start, then number; other days are not', () => {
  const shows = [
    show(9, 'm1', NOON + HOUR_MS),
    show(3, 'm2', NOON + HOUR_MS),
    show(4, 'm1', NOON),
    show(5, 'm1', NOON + 20 * HOUR_MS),
  ];
  expect(numbers(day(shows))).toEqual([4, 3, 9]);
});

test('[CTR6] any shuffle of the same shows lists the same', () => {
  const shows = Array.from({ length: 12 }, (_, n) =>
    show(n + 1, n % 2 === 0 ? 'm1' : 'm2', NOON + (n % 4) * HOUR_MS),
  );
  const expected = numbers(day(shows));
  fc.assert(
    fc.property(fc.shuffledSubarray(shows, { minLength: shows.length }), (shuffled) => {
      expect(numbers(day(shuffled))).toEqual(expected);
    }),
  );
});

test('[CTR6] a movie is found by part of its title without its accents', () => {
  const shows = [show(1, 'm1', NOON), show(2, 'm2', NOON)];
  expect(numbers(matching(day(shows), 'ela'))).toEqual([1]);
  expect(numbers(matching(day(shows), 'CROSS'))).toEqual([2]);
});

test('[CTR6] by movie: what can be sold soonest stands first, what is over last', () => {
  const shows = [show(1, 'm1', NOON - 5 * HOUR_MS), show(2, 'm2', NOON + HOUR_MS)];
  expect(groupByMovie(day(shows)).map((group) => group.movieId)).toEqual(['m2', 'm1']);
});

test('[CTR7] a till opens the show about to start, or just begun, before later ones', () => {
  const begun = show(1, 'm1', NOON - 10 * 60_000);
  const next = show(2, 'm2', NOON + HOUR_MS);
  expect(showToOpen(day([next, begun]), NOON)).toBe('s1');
  expect(showToOpen(day([next, show(1, 'm1', NOON - 20 * 60_000)]), NOON)).toBe('s2');
  expect(showToOpen(day([show(1, 'm1', NOON - 20 * 60_000)]), NOON)).toBe('s1');
  expect(showToOpen([], NOON)).toBeNull();
});

test('[CTR7] the next show passes over what cannot be sold and goes round', () => {
  const listings = day([show(1, 'm1', NOON + 1), show(2, 'm1', NOON + 2, true), show(3, 'm1', NOON + 3)]);
  expect(showAfter(listings, listings[0]?.show.id ?? null)).toBe('s3');
  expect(showAfter(listings, listings[2]?.show.id ?? null)).toBe('s1');
});

test('[CTR7] a typed number chooses its show of the day', () => {
  const listings = day([show(17, 'm1', NOON)]);
  expect(showNumbered(listings, 17)?.show.id).toBe('s17');
  expect(showNumbered(listings, 18)).toBeNull();
});

test.each([
  [{ sold: 0, held: 0, total: 100 }, 'empty', 100],
  [{ sold: 30, held: 10, total: 100 }, 'filling', 60],
  [{ sold: 85, held: 0, total: 100 }, 'nearly-full', 15],
  [{ sold: 98, held: 2, total: 100 }, 'full', 0],
  [{ sold: 0, held: 0, total: 0 }, 'unknown', 0],
])('[CTR8] %j is %s with %d free', (fullness, level, free) => {
  expect(fullnessLevel(fullness)).toBe(level);
  expect(freeSeats(fullness)).toBe(free);
});
