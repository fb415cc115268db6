import pino from 'pino';
import { openEngine } from '#sync-server/open-engine.ts';
import { programmeOf } from '../bench/world/catalogue.ts';

/** Two shows of sixty seats: few enough that tills meet. */
const SIZE = { screens: 2, seatsPerScreen: 60, shows: 2, largeScreenSeats: 0 };

/** Makes the database of a small cinema that sells tonight; answers one-time codes of its counters. */
export async function furnishHouse(file: string, counters: number): Promise<string[]> {
  const engine = await openEngine({ file, log: pino({ level: 'silent' }) });
  try {
    const { cinema, tariff, movies, screens, shows } = programmeOf(SIZE, Date.now());
    await engine.put(cinema.id, 'cinemas', [cinema]);
    await engine.put(cinema.id, 'tariffs', [tariff]);
    await engine.put(cinema.id, 'movies', movies);
    await engine.put(cinema.id, 'screens', screens);
    await engine.put(cinema.id, 'shows', shows);
    return await engine.registry.createCodes(cinema.id, 'counter', counters);
  } finally {
    await engine.close();
  }
}
