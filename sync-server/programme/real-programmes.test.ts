import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localOf } from '#shared/domain/time.ts';
import { Cinema } from '#shared/wire/catalog.ts';
import { Day } from '#shared/wire/scalars.ts';
import type { Engine } from '../engine.ts';
import { openEngine } from '../open-engine.ts';
import { readProgramme } from './import/file.ts';
import { cinemaIdOf } from './import/ids.ts';
import { reportLines } from './import/report.ts';
import { SEATS_BY_DEFAULT } from './import/seats.ts';
import { importProgramme } from './import.ts';

/** Published programmes of two real houses; they are kept beside the repository, never in it. */
const SCHEDULES = resolve(import.meta.dirname, '../../../shared/data/cinema-schedules');

const HOUSES = [
  {
    file: 'cineworld-o2-greenwich.json',
    name: 'Cineworld The O2',
    screens: 19,
    films: 56,
    performances: 871,
  },
  { file: 'odeon-kingston.json', name: 'ODEON Kingston', screens: 15, films: 64, performances: 704 },
] as const;

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const directory = mkdtempSync(join(tmpdir(), 'foyer-import-'));
let engine: Engine;

beforeAll(async () => {
  engine = await openEngine({ file: join(directory, 'server.sqlite'), log: quiet });
});
afterAll(async () => {
  await engine.close();
  rmSync(directory, { recursive: true });
});

describe.each(HOUSES)('$file', ({ file, name, screens, films, performances }) => {
  const read = () => {
    const path = join(SCHEDULES, file);
    if (!existsSync(path)) {
      throw new Error(
        `This test needs the published programme ${path}; put it there, it is not part of the repository.`,
      );
    }
    const result = readProgramme(readFileSync(path, 'utf8'));
    if (result.kind !== 'programme') throw new Error(result.why);
    return result.programme;
  };
  const cinema = Cinema.parse({
    id: cinemaIdOf(name, 'London'),
    name,
    city: 'London',
    country: 'GB',
    zone: 'Europe/London',
    currency: 'GBP',
    taxRate: 2_000,
    businessDayEndsAt: '05:00',
    devices: [],
  });
  const request = (shiftTo: string) => ({
    cinema,
    programme: read(),
    shiftTo: Day.parse(shiftTo),
    seats: SEATS_BY_DEFAULT,
  });

  test('[IMP13] every film, performance and screen of it is taken', async () => {
    const asked = request('2026-11-23');
    const done = await importProgramme(engine, asked);
    if (done.kind !== 'imported') throw new Error(done.kind);
    expect([asked.programme.skippedFilms, asked.programme.skippedSessions]).toEqual([[], []]);
    expect(await engine.list(cinema.id, 'screens')).toHaveLength(screens);
    expect(await engine.list(cinema.id, 'movies')).toHaveLength(films);
    const shows = await engine.list(cinema.id, 'shows');
    expect(shows).toHaveLength(performances);
    const days = shows.map((show) => localOf(Date.parse(show.startsAt), cinema.zone).day).sort();
    expect(days[0] === '2026-11-26' || days[0] === '2026-11-27').toBe(true);
    expect(done.overlaps.length).toBeLessThan(5);
    expect(reportLines(asked.programme, done).length).toBeLessThan(60);
  });

  test('[IMP3] its evenings stay evenings, in winter and in summer', async () => {
    const { programme } = request('2026-11-23');
    const hours = programme.sessions
      .map((s) => localOf(s.performance.time, cinema.zone).minuteOfDay)
      .sort((a, b) => a - b);
    const shows = await engine.list(cinema.id, 'shows');
    const moved = shows
      .map((s) => localOf(Date.parse(s.startsAt), cinema.zone).minuteOfDay)
      .sort((a, b) => a - b);
    expect(moved).toEqual(hours);
  });

  test('[IMP7] importing it again changes nothing', async () => {
    const heads = await engine.heads(cinema.id);
    const done = await importProgramme(engine, request('2026-11-23'));
    expect(done.kind === 'imported' && done.written).toBe(0);
    expect(await engine.heads(cinema.id)).toEqual(heads);
  });
});
