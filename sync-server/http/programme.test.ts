import { expect, test } from 'vitest';
import { Cinema, Movie, Screen, Show } from '#shared/wire/catalog.ts';
import type { CollectionName, Doc } from '#shared/wire/collections.ts';
import { Day } from '#shared/wire/scalars.ts';
import { scheduleOf } from './routes/programme.ts';
import { CINEMA, OTHER_CINEMA } from './testing/fake-engine.ts';

const cinema = Cinema.parse({
  id: CINEMA,
  name: 'The Lantern',
  city: 'Berlin',
  country: 'DE',
  zone: 'Europe/Berlin',
  currency: 'EUR',
  taxRate: 700,
  businessDayEndsAt: '05:00',
  devices: [{ id: 'till-1', name: 'Till 1', kind: 'counter', prefix: 'AA' }],
});
const movie = (id: string) =>
  Movie.parse({ id, title: id, runningMinutes: 90, genres: [], formats: [], posterSeed: 1 });
const screen = (id: string) =>
  Screen.parse({ id, cinemaId: CINEMA, name: id, rows: [], curve: 0, seats: [], cleaningMinutes: 15 });
const show = (id: string, screenId: string, startsAt: string) =>
  Show.parse({
    id,
    cinemaId: CINEMA,
    movieId: 'shown',
    screenId,
    startsAt,
    tariffId: 'tariff',
    block: { trailerMinutes: 10, featureMinutes: 90, intervalMinutes: 0, cleaningMinutes: 15 },
    format: '2d',
    access: [],
    saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
    number: 1,
  });

const stored = {
  cinemas: [cinema],
  movies: [movie('shown'), movie('not-shown')],
  screens: [screen('one'), screen('two'), screen('dark')],
  shows: [
    show('late', 'one', '2026-11-24T02:30:00.000Z'), // 03:30 in Berlin: still the evening before
    show('evening-two', 'two', '2026-11-23T19:00:00.000Z'),
    show('evening-one', 'one', '2026-11-23T19:00:00.000Z'),
    show('next', 'one', '2026-11-24T04:00:00.000Z'), // 05:00 in Berlin: the next business day
    show('before', 'one', '2026-11-23T03:59:00.000Z'),
  ],
};

const engine = {
  now: () => Date.UTC(2026, 10, 24, 1), // 02:00 in Berlin
  list: async <Name extends CollectionName>(id: typeof CINEMA, name: Name): Promise<Doc<Name>[]> => {
    const all: Partial<{ [Key in CollectionName]: Doc<Key>[] }> = id === CINEMA ? stored : {};
    return all[name] ?? [];
  },
};

test('[HTTP14] a business day runs past midnight and is told by start, then by screen', async () => {
  const schedule = await scheduleOf(engine, CINEMA, Day.parse('2026-11-23'));
  expect(schedule?.shows.map((one) => one.id)).toEqual(['evening-one', 'evening-two', 'late']);
  expect(schedule?.movies.map((one) => one.id)).toEqual(['shown']);
  expect(schedule?.screens).toEqual([
    { id: 'one', name: 'one' },
    { id: 'two', name: 'two' },
  ]);
  expect(schedule?.cinema).not.toHaveProperty('devices');
});

test('[HTTP14] without a day it is the present business day of that cinema', async () => {
  expect((await scheduleOf(engine, CINEMA, undefined))?.day).toBe('2026-11-23');
});

test('[HTTP14] a day without shows is empty, a cinema nobody knows is none', async () => {
  expect((await scheduleOf(engine, CINEMA, Day.parse('2026-12-24')))?.shows).toEqual([]);
  expect(await scheduleOf(engine, OTHER_CINEMA, undefined)).toBeNull();
});
