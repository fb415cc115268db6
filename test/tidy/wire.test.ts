import { expect, test } from 'vitest';
import { z } from 'zod';
import { hash32 } from '#shared/domain/hash.ts';
import { COLLECTION_NAMES, COLLECTIONS } from '#shared/wire/collections.ts';

const fingerprint = (schema: z.ZodType): string =>
  hash32(JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', unrepresentable: 'any' }))).toString(16);

test('[WIRE1] a changed document needs a new version of its collection', () => {
  // Red? Raise the collection's version in shared/wire/collections.ts, add a line to its history in the changelog,
  // then update this table. Kiosks that are older are answered 426.
  expect(
    Object.fromEntries(
      COLLECTION_NAMES.map((name) => [
        name,
        `${COLLECTIONS[name].version} ${fingerprint(COLLECTIONS[name].schema)}`,
      ]),
    ),
  ).toMatchInlineSnapshot(`
    {
      "admissions": "1 8ec053ac",
      "allotments": "1 62027ef4",
      "bookings": "1 7a904dce",
      "cinemas": "1 dd434c2a",
      "journal": "1 72894e1e",
      "movies": "1 1ba89add",
      "screens": "1 da35c198",
      "seatmaps": "1 32b4c0fe",
      "shifts": "1 f245e93",
      "shows": "1 958187e8",
      "tariffs": "1 be034c64",
    }
  `);
});

test('[WIRE2] there are eleven collections, four of which push', () => {
  expect(COLLECTION_NAMES.length).toBe(11);
  expect(Object.keys(COLLECTIONS).sort()).toEqual([...COLLECTION_NAMES].sort());
  expect(COLLECTION_NAMES.filter((name) => COLLECTIONS[name].pushes)).toEqual([
    'bookings',
    'shifts',
    'journal',
    'admissions',
  ]);
});
