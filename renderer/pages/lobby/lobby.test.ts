import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOBODY, PARTY_KINDS } from '#renderer/stores/lobby.ts';
import { Movie, Screen, Show } from '#shared/wire/catalog.ts';
import { staffCode } from './codes.ts';
import { isSystemKey } from './guards/use-guards.ts';
import { ASK_MS, IDLE_MS, idleStep } from './idle/watch.ts';
import { changed, mayChange, PARTY_SIZE_MAX, partsOf, sizeOf } from './party.ts';
import { byDay, moviesOf, offersOf, startingSoon } from './programme.ts';

const MINUTE_MS = 60_000;
const NOW_MS = Date.parse('2026-11-28T19:00:00.000Z');
const screen = Screen.parse({
  id: 's1',
  cinemaId: 'c1',
  name: 'Screen 1',
  rows: ['A'],
  curve: 0,
  cleaningMinutes: 10,
  seats: [{ id: 'A1', row: 'A', column: 1, label: 'A1', type: 'regular' }],
});
const movie = (id: string): Movie =>
  Movie.parse({ id, title: id, runningMinutes: 100, genres: [], formats: ['2d'], posterSeed: 1 });
const MOVIES = ['one', 'two', 'three'].map(movie);
let number = 0;
const show = (movieId: string, inMinutes: number, more: object = {}): Show => {
  number += 1;
  return Show.parse({
    id: `show-${number}`,
    cinemaId: 'c1',
    movieId,
    screenId: 's1',
    startsAt: new Date(NOW_MS + inMinutes * MINUTE_MS).toISOString(),
    tariffId: 't1',
    block: { trailerMinutes: 15, featureMinutes: 100, intervalMinutes: 0, cleaningMinutes: 10 },
    format: '2d',
    access: [],
    saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
    number,
    ...more,
  });
};
const offers = (...shows: Show[]) => offersOf({ shows, movies: MOVIES, screens: [screen], nowMs: NOW_MS });

describe('what is offered', () => {
  test.each([
    ['starts soon', show('one', 30), true],
    ['has just begun', show('one', -9), true],
    ['began ten minutes ago', show('one', -10), false],
    ['is cancelled', show('one', 30, { cancelled: true }), false],
    ['is a week away', show('one', 8 * 24 * 60), false],
    ['is of a film nobody knows here', show('lost', 30), false],
  ])('[LOB2] a show that %s', (_, one, isOffered) => {
    expect(offers(one)).toHaveLength(isOffered ? 1 : 0);
  });

  test('[LOB2] the attract loop shows the next show of each film, the soonest first', () => {
    const all = offers(show('two', 90), show('one', 20), show('one', 60), show('three', 40));
    expect(startingSoon(all, 2).map(({ movie: { id } }) => id)).toEqual(['one', 'three']);
    expect(moviesOf(all).map(({ movie: { id }, offers: its }) => [id, its.length])).toEqual([
      ['one', 2],
      ['three', 1],
      ['two', 1],
    ]);
  });

  test('[LOB2] a show after midnight belongs to the evening before', () => {
    const all = offers(show('one', 60), show('one', 6 * 60), show('one', 20 * 60));
    expect(byDay(all, 'Europe/London', '05:00').map(({ day, offers: its }) => [day, its.length])).toEqual([
      ['2026-11-28', 2],
      ['2026-11-29', 1],
    ]);
  });
});

test('[LOB3] a party is never larger than a kiosk sells, and never has more companions than wheelchairs', () => {
  const press = fc.record({
    kind: fc.constantFrom(...PARTY_KINDS),
    by: fc.constantFrom(1 as const, -1 as const),
  });
  fc.assert(
    fc.property(fc.array(press, { maxLength: 60 }), (presses) => {
      let party = NOBODY;
      for (const { kind, by } of presses) {
        const next = changed(party, kind, by);
        expect(next === party).toBe(!mayChange(party, kind, by));
        party = next;
        expect(sizeOf(party)).toBeLessThanOrEqual(PARTY_SIZE_MAX);
        expect(party.companion).toBeLessThanOrEqual(party.wheelchair);
        expect(Math.min(...PARTY_KINDS.map((one) => party[one]))).toBeGreaterThanOrEqual(0);
        expect(partsOf(party).reduce((sum, part) => sum + part.count, 0)).toBe(sizeOf(party));
      }
    }),
  );
});

test('[LOB3] a wheelchair place is sold at the ticket for disabled guests', () => {
  expect(partsOf({ ...NOBODY, adult: 1, wheelchair: 1, companion: 1 })).toEqual([
    { ticketType: 'adult', count: 1, wheelchair: false },
    { ticketType: 'disabled', count: 1, wheelchair: true },
    { ticketType: 'companion', count: 1, wheelchair: false },
  ]);
});

test.each([
  ['nothing yet', { nowMs: IDLE_MS - 1, lastTouchMs: 0, askedAtMs: null }, 'wait'],
  ['the question', { nowMs: IDLE_MS, lastTouchMs: 0, askedAtMs: null }, 'ask'],
  ['the question stands', { nowMs: IDLE_MS + ASK_MS - 1, lastTouchMs: 0, askedAtMs: IDLE_MS }, 'wait'],
  ['the end', { nowMs: IDLE_MS + ASK_MS, lastTouchMs: 0, askedAtMs: IDLE_MS }, 'end'],
] as const)('[LOB6] after so long without a touch: %s', (_, watched, step) => {
  expect(idleStep(watched)).toBe(step);
  expect([IDLE_MS, ASK_MS]).toEqual([45_000, 20_000]);
});

test.each([
  ['F5', {}, true],
  ['F12', {}, true],
  ['r', { ctrlKey: true }, true],
  ['ArrowLeft', { altKey: true }, true],
  ['w', { metaKey: true }, true],
  ['ContextMenu', {}, true],
  ['Tab', {}, false],
  ['Enter', {}, false],
  ['ArrowLeft', {}, false],
  ['F', {}, false],
])('[LOB8] %s %j would reach the system: %s', (key, held, isSystem) => {
  expect(isSystemKey({ key, ctrlKey: false, altKey: false, metaKey: false, ...held })).toBe(isSystem);
});

test('[LOB9] a failure has a short code, with the booking’s where there is one', () => {
  expect(staffCode('unsettled', 'L17K2Q9')).toBe('T2 · L17K2Q9');
  expect(staffCode('no-answer', null)).toBe('N1');
});
