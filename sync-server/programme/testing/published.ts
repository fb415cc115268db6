import { Cinema } from '#shared/wire/catalog.ts';
import type { Programme } from '../import/file.ts';
import { readProgramme } from '../import/file.ts';
import { cinemaIdOf } from '../import/ids.ts';

/** A cinema as the importer makes it. */
export const testCinema = (zone = 'Europe/London', currency = 'GBP'): Cinema =>
  Cinema.parse({
    id: cinemaIdOf('Roxy', 'Hull'),
    name: 'Roxy',
    city: 'Hull',
    country: 'GB',
    zone,
    currency,
    taxRate: 2_000,
    businessDayEndsAt: '05:00',
    devices: [],
  });

/** One performance as published, at an instant such as `2025-03-01T19:30Z`. */
export function performance(
  at: string,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    time: Date.parse(at),
    screen: '1',
    notes: '',
    bookingUrl: 'https://example.org/book',
    status: { soldOut: false },
    accessibility: {},
    ...more,
  };
}

/** One film as published, 100 minutes long. */
export function film(
  title: string,
  performances: readonly unknown[],
  overview: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    title,
    url: 'https://example.org/film',
    overview: { categories: [], directors: [], actors: [], duration: 6_000_000, ...overview },
    performances,
  };
}

export function published(...films: readonly unknown[]): Programme {
  const read = readProgramme(JSON.stringify({ source: 'test', snapshot: 'test 1', films }));
  if (read.kind !== 'programme') throw new Error(read.why);
  return read.programme;
}
