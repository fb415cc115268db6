import { describe, expect, test } from 'vitest';
import { businessDayOf } from '#shared/domain/time.ts';
import { Screen } from '#shared/wire/catalog.ts';
import { Day } from '#shared/wire/scalars.ts';
import type { Programme } from './import/file.ts';
import { cinemaIdOf, movieIdOf, screenIdOf, showIdOf } from './import/ids.ts';
import { reportLines } from './import/report.ts';
import { parseSeats, SEATS_BY_DEFAULT } from './import/seats.ts';
import { type Imported, type ImportRequest, importProgramme } from './import.ts';
import { type FakeEngine, fakeEngine } from './testing/fake-engine.ts';
import { film, performance, published, testCinema } from './testing/published.ts';

const shiftTo = Day.parse('2026-11-23');

async function imported(
  engine: FakeEngine,
  programme: Programme,
  more: Partial<ImportRequest> = {},
): Promise<Imported> {
  const result = await importProgramme(engine, {
    cinema: testCinema(),
    programme,
    shiftTo,
    seats: SEATS_BY_DEFAULT,
    ...more,
  });
  if (result.kind !== 'imported') throw new Error(result.kind);
  return result;
}

const small = published(
  film('Amélie', [performance('2025-01-24T19:30Z', { accessibility: { subtitled: true } })], {
    classification: '15',
    categories: ['Romance', 'Comedy'],
  }),
  film('Naps', [performance('2025-01-25T01:30Z', { notes: 'IMAX 3D', screen: '2' })], { duration: 0 }),
);

describe('importing a programme', () => {
  test('[IMP8] writes cinema, tariff, screens, movies and shows with what the file says of them', async () => {
    const engine = fakeEngine();
    const { cinema } = await imported(engine, small);
    const [amelie, naps] = await engine.list(cinema.id, 'shows');
    expect(await engine.list(cinema.id, 'movies')).toMatchObject([
      {
        title: 'Amélie',
        certificate: '15',
        ageLimit: 15,
        runningMinutes: 100,
        genres: ['Romance', 'Comedy'],
        formats: ['2d'],
      },
      { title: 'Naps', runningMinutes: 120, formats: ['imax'] },
    ]);
    expect(amelie).toMatchObject({
      startsAt: '2026-11-27T19:30:00.000Z',
      access: ['subtitled'],
      format: '2d',
      number: 1,
    });
    expect(naps).toMatchObject({ startsAt: '2026-11-28T01:30:00.000Z', format: 'imax', number: 2 });
    expect((await engine.list(cinema.id, 'screens')).map(({ name }) => name)).toEqual([
      'Screen 1',
      'Screen 2',
    ]);
    expect(await engine.list(cinema.id, 'tariffs')).toMatchObject([
      { currency: 'GBP', id: amelie?.tariffId },
    ]);
  });

  test('[IMP17] a missing running time is taken as 120 minutes, and said', async () => {
    const done = await imported(fakeEngine(), small);
    expect(done.plan.assumedRunning).toEqual(['Naps']);
    expect(reportLines(small, done).join('\n')).toContain('taken as 120 minutes');
  });

  test('[IMP7] again with the same file it changes nothing', async () => {
    const engine = fakeEngine();
    const first = await imported(engine, small);
    const writes = { ...engine.writes };
    const second = await imported(engine, small);
    expect(engine.writes).toEqual(writes);
    expect([second.written, second.unchanged]).toEqual([0, first.written]);
  });

  test('[IMP7] a layout, a cancellation and a number that people changed since stay, a new mark arrives', async () => {
    const engine = fakeEngine();
    const { cinema } = await imported(engine, small);
    const [screen] = await engine.list(cinema.id, 'screens');
    const [show] = await engine.list(cinema.id, 'shows');
    if (!screen || !show) throw new Error('both were imported');
    await engine.put(cinema.id, 'screens', [{ ...screen, name: 'Grand Hall' }]);
    await engine.put(cinema.id, 'shows', [{ ...show, number: 50, cancelled: true }]);
    const marked = film('Amélie', [performance('2025-01-24T19:30Z', { accessibility: { relaxed: true } })]);
    await imported(engine, published(marked));
    expect((await engine.list(cinema.id, 'screens'))[0]?.name).toBe('Grand Hall');
    const after = (await engine.list(cinema.id, 'shows')).find(({ id }) => id === show.id);
    expect(after).toMatchObject({ number: 50, cancelled: true, access: ['relaxed'] });
  });

  test('[IMP8] ids follow from names, screen and time alone: the order of the file does not matter', async () => {
    const [there, back] = [fakeEngine(), fakeEngine()];
    const films = [
      film('A', [performance('2025-01-24T19:30Z'), performance('2025-01-24T12:30Z')]),
      film('B', [performance('2025-01-24T19:30Z', { screen: '2' })]),
    ];
    const { cinema } = await imported(there, published(...films));
    await imported(back, published(...[...films].reverse()));
    expect(await back.list(cinema.id, 'shows')).toEqual(await there.list(cinema.id, 'shows'));
    expect(movieIdOf('The  Room Next Door')).toBe(movieIdOf('the room next door'));
  });

  test('[IMP8] show numbers are unique in a business day, the hours after midnight included', async () => {
    const engine = fakeEngine();
    const times = Array.from({ length: 120 }, (_, at) =>
      performance(new Date(Date.UTC(2025, 0, 24, 9) + at * 9 * 60_000).toISOString(), {
        screen: String(at % 12),
      }),
    );
    const { cinema } = await imported(engine, published(film('A', times)));
    const keys = (await engine.list(cinema.id, 'shows')).map(
      (show) => `${businessDayOf(Date.parse(show.startsAt), cinema.zone, '05:00')} ${show.number}`,
    );
    expect(new Set(keys).size).toBe(120);
  });

  test('[IMP10] overlaps under blocks are warned of, counted, and listed twenty at most', async () => {
    const crowded = published(
      film(
        'A',
        Array.from({ length: 40 }, (_, at) =>
          performance(new Date(Date.UTC(2025, 0, 24, 9) + at * 120 * 60_000).toISOString()),
        ),
      ),
    );
    const done = await imported(fakeEngine(), crowded);
    expect(done.overlaps).toHaveLength(39);
    const report = reportLines(crowded, done);
    expect(report.join('\n')).toContain('39 pairs of shows overlap');
    expect(report.filter((line) => line.startsWith('  - '))).toHaveLength(20);
    expect(report).toContain('  … and 19 more');
  });

  test('[IMP9] performances without a screen are put on unnamed ones that do not overlap', async () => {
    const bare = published(
      film(
        'A',
        [0, 1, 3].map((at) => ({ ...performance(`2025-01-24T1${at}:00Z`), screen: undefined })),
      ),
    );
    const done = await imported(fakeEngine(), bare);
    expect(done.plan.screens.map(({ name }) => name)).toEqual(['Unnamed screen 1', 'Unnamed screen 2']);
    expect(done.overlaps).toEqual([]);
  });

  test('[IMP11] screens get exactly the seats asked for; a size for a screen that is not there is said', async () => {
    const done = await imported(fakeEngine(), small, { seats: parseSeats('1=312,9=64') ?? SEATS_BY_DEFAULT });
    expect(done.plan.screens.find(({ name }) => name === 'Screen 1')?.seats).toHaveLength(312);
    expect(done.plan.unknownSizes).toEqual(['screen 9']);
    for (const screen of done.plan.screens) expect(Screen.parse(screen)).toEqual(screen);
  });

  test('[IMP12] a sold-out show has no free seat, every other has its house and broken seats blocked', async () => {
    const engine = fakeEngine();
    const programme = published(
      film('A', [
        performance('2025-01-24T12:00Z', { status: { soldOut: true } }),
        performance('2025-01-24T18:00Z'),
      ]),
    );
    const { cinema } = await imported(engine, programme, { seats: parseSeats('100') ?? SEATS_BY_DEFAULT });
    const [full, open] = await engine.list(cinema.id, 'seatmaps');
    const [screen] = await engine.list(cinema.id, 'screens');
    expect(Object.keys(full?.seats ?? {})).toHaveLength(100);
    expect(Object.keys(open?.seats ?? {}).sort()).toEqual(
      screen?.seats
        .filter((seat) => seat.house || seat.broken)
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('[IMP15] staff and codes for two counters are made once, with the cinema', async () => {
    const engine = fakeEngine();
    const first = await imported(engine, small);
    expect(first.pins.map(({ role }) => role)).toEqual(['clerk', 'supervisor', 'manager']);
    expect(first.pins.every(({ pin }) => /^\d{4}$/.test(pin))).toBe(true);
    expect(first.counterCodes).toHaveLength(2);
    const report = reportLines(small, first).join('\n');
    for (const { pin } of first.pins) expect(report).toContain(pin);
    for (const code of first.counterCodes) expect(report).toContain(code);
    const second = await imported(engine, small);
    expect([second.pins, second.counterCodes]).toEqual([[], []]);
  });

  test('[IMP16] a cinema that is there with another zone or currency is refused and nothing is written', async () => {
    const engine = fakeEngine();
    await imported(engine, small);
    const writes = { ...engine.writes };
    for (const cinema of [testCinema('Europe/Berlin'), testCinema('Europe/London', 'EUR')]) {
      const result = await importProgramme(engine, {
        cinema,
        programme: small,
        shiftTo,
        seats: SEATS_BY_DEFAULT,
      });
      expect(result.kind).toBe('other-cinema');
    }
    expect(engine.writes).toEqual(writes);
  });

  test('[IMP2] a programme without a usable performance writes nothing', async () => {
    const engine = fakeEngine();
    const empty = published(film('A', [null]));
    const result = await importProgramme(engine, {
      cinema: testCinema(),
      programme: empty,
      shiftTo,
      seats: SEATS_BY_DEFAULT,
    });
    expect(result.kind).toBe('nothing-to-import');
    expect(engine.writes.documents).toBe(0);
  });
});

test('[IMP8] ids are valid however long or foreign the names are', () => {
  for (const name of ['\u8776', 'x'.repeat(200), '  ', '...', 'Ünïcøde – Kino & Café']) {
    const cinemaId = cinemaIdOf(name, name);
    expect(movieIdOf(name)).toBe(movieIdOf(` ${name} `));
    expect(screenIdOf(cinemaId, name).startsWith(cinemaId)).toBe(true);
    expect(showIdOf(cinemaId, name, name, '2026-11-27T19:30').startsWith(cinemaId)).toBe(true);
  }
});
