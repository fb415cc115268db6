import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { Movie, Show } from '#shared/wire/catalog.ts';
import { drawn } from '../seating/drawn.fixture.ts';
import { blockFor, blockMinutes, blockOf, overlaps } from './block.ts';

const DAY_MS = Date.parse('2026-11-28T00:00:00Z');

/** A show with a block of 150 minutes unless said otherwise, so many minutes after midnight. */
function show(
  id: string,
  minute: number,
  extra: { screenId?: string; minutes?: number; cancelled?: true } = {},
): Show {
  const { screenId = 'screen-1', minutes = 150, ...rest } = extra;
  return Show.parse({
    id,
    cinemaId: 'cinema-1',
    movieId: 'movie-1',
    screenId,
    tariffId: 'tariff-1',
    startsAt: new Date(DAY_MS + minute * 60_000).toISOString(),
    block: { trailerMinutes: 15, featureMinutes: minutes - 30, intervalMinutes: 0, cleaningMinutes: 15 },
    format: '2d',
    access: [],
    number: 17,
    saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
    ...rest,
  });
}

const pairs = (shows: readonly Show[]) => overlaps(shows).map(([a, b]) => `${a.id} ${b.id}`);

test('[SCH1] a block is trailers, feature, interval and cleaning', () => {
  const block = { trailerMinutes: 20, featureMinutes: 118, intervalMinutes: 15, cleaningMinutes: 17 };
  expect(blockMinutes(block)).toBe(170);
  const { fromMs, toMs } = blockOf({ ...show('a', 20 * 60), block });
  expect(new Date(fromMs).toISOString()).toBe('2026-11-28T20:00:00.000Z');
  expect(new Date(toMs).toISOString()).toBe('2026-11-28T22:50:00.000Z');
});

test('[SCH1] the feature is the movie’s, the cleaning the screen’s', () => {
  const movie = Movie.parse({
    id: 'movie-1',
    title: 'Dusk',
    runningMinutes: 97,
    genres: [],
    formats: ['2d'],
    posterSeed: 1,
  });
  expect(blockFor(movie, drawn('..').screen, { trailerMinutes: 15, intervalMinutes: 0 })).toEqual({
    trailerMinutes: 15,
    featureMinutes: 97,
    intervalMinutes: 0,
    cleaningMinutes: 15,
  });
});

test.each([
  ['one begins as the other’s cleaning ends', [show('a', 0), show('b', 150)], []],
  ['one begins a minute too early', [show('a', 0), show('b', 149)], ['a b']],
  ['two begin together', [show('b', 0), show('a', 0)], ['a b']],
  ['a short one within a long one', [show('b', 60, { minutes: 60 }), show('a', 0)], ['a b']],
  ['each of three with each', [show('a', 0), show('b', 50), show('c', 100)], ['a b', 'a c', 'b c']],
  ['a chain', [show('a', 0), show('b', 100), show('c', 200)], ['a b', 'b c']],
  ['other screens', [show('a', 0), show('b', 0, { screenId: 'screen-2' })], []],
  ['a cancelled one', [show('a', 0), show('b', 0, { cancelled: true })], []],
])('[SCH2] %s', (_, shows, expected) => {
  expect(pairs(shows)).toEqual(expected);
});

property.prop([
  fc.array(
    fc.record({ minute: fc.nat(600), minutes: fc.integer({ min: 31, max: 200 }), screen: fc.nat(2) }),
    {
      maxLength: 12,
    },
  ),
])('[SCH3] exactly the pairs whose times in one screen meet are found', (blocks) => {
  const shows = blocks.map(({ minute, minutes, screen }, at) =>
    show(`s${at}`, minute, { minutes, screenId: `screen-${screen}` }),
  );
  const meet = shows.flatMap((a, at) =>
    shows.slice(at + 1).flatMap((b) => {
      const [left, right] = [blockOf(a), blockOf(b)];
      const clash = a.screenId === b.screenId && left.fromMs < right.toMs && right.fromMs < left.toMs;
      return clash ? [[a.id, b.id].toSorted().join(' ')] : [];
    }),
  );
  const found = overlaps(shows).map(([a, b]) => [a.id, b.id].toSorted().join(' '));
  expect(found.toSorted()).toEqual(meet.toSorted());
});
