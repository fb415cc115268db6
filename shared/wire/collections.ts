import type { z } from 'zod';
import { Booking } from './booking.ts';
import { Cinema, Movie, Screen, Seatmap, Show, Tariff } from './catalog.ts';
import { Admission, Allotment, JournalEntry, Shift } from './till.ts';

/**
 * The eleven collections of a replica (RxDB's open-source edition opens at most thirteen). `version` stands in the
 * path of every route: raise it when a document's shape changes, and older kiosks are answered 426.
 */
export const COLLECTIONS = {
  bookings: { schema: Booking, version: 1, pushes: true },
  shifts: { schema: Shift, version: 1, pushes: true },
  journal: { schema: JournalEntry, version: 1, pushes: true },
  admissions: { schema: Admission, version: 1, pushes: true },
  cinemas: { schema: Cinema, version: 1, pushes: false },
  screens: { schema: Screen, version: 1, pushes: false },
  movies: { schema: Movie, version: 1, pushes: false },
  shows: { schema: Show, version: 1, pushes: false },
  tariffs: { schema: Tariff, version: 1, pushes: false },
  seatmaps: { schema: Seatmap, version: 1, pushes: false },
  allotments: { schema: Allotment, version: 1, pushes: false },
} as const satisfies Record<string, { schema: z.ZodType; version: number; pushes: boolean }>;

export type CollectionName = keyof typeof COLLECTIONS;
export type Doc<Name extends CollectionName> = z.infer<(typeof COLLECTIONS)[Name]['schema']>;

export const COLLECTION_NAMES = [
  'bookings',
  'shifts',
  'journal',
  'admissions',
  'cinemas',
  'screens',
  'movies',
  'shows',
  'tariffs',
  'seatmaps',
  'allotments',
] as const satisfies readonly CollectionName[];
export const PUSHED_COLLECTIONS = [
  'bookings',
  'shifts',
  'journal',
  'admissions',
] as const satisfies readonly CollectionName[];
export type PushedCollection = (typeof PUSHED_COLLECTIONS)[number];
