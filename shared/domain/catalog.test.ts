import { expect, test } from 'vitest';
import { Seatmap, Show } from '#shared/wire/catalog.ts';
import { isOnSale, saleClosesAtMs, seatStateOf } from './catalog.ts';
import { seat } from './seating/drawn.fixture.ts';

const show = Show.parse({
  id: 'show-1',
  cinemaId: 'cinema-1',
  movieId: 'movie-1',
  screenId: 'screen-1',
  tariffId: 'tariff-1',
  startsAt: '2026-11-28T20:15:00.000Z',
  block: { trailerMinutes: 15, featureMinutes: 120, intervalMinutes: 0, cleaningMinutes: 15 },
  format: '2d',
  access: [],
  number: 17,
  saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
});

test.each([
  ['lobby', '2026-11-28T20:24:59Z', true],
  ['lobby', '2026-11-28T20:25:00Z', false],
  ['web', '2026-11-28T20:25:00Z', false],
  ['counter', '2026-11-28T20:44:59Z', true],
  ['counter', '2026-11-28T20:45:00Z', false],
] as const)('[SCH4] the %s sells the 20:15 at %s: %s', (channel, at, expected) => {
  expect(isOnSale(show, channel, Date.parse(at))).toBe(expected);
  expect(Date.parse(at) < saleClosesAtMs(show, channel)).toBe(expected);
});

test('[SCH4] a cancelled show is not sold', () => {
  expect(isOnSale({ ...show, cancelled: true }, 'counter', 0)).toBe(false);
});

test('[SEA14] a seat that a map does not name is available at revision 0', () => {
  const seatmap = Seatmap.parse({
    id: 'show-1',
    showId: 'show-1',
    cinemaId: 'cinema-1',
    startsAt: show.startsAt,
    seats: { F7: { status: 'held', rev: 3 } },
  });
  expect(seatStateOf(seatmap, seat('F7'))).toEqual({ status: 'held', rev: 3 });
  expect(seatStateOf(seatmap, seat('F8'))).toEqual({ status: 'available', rev: 0 });
  expect(seatStateOf(null, seat('F8'))).toEqual({ status: 'available', rev: 0 });
});
