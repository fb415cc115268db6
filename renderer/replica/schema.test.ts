import { createRxDatabase } from 'rxdb';
import { addRxPlugin } from 'rxdb/plugins/core';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { expect, test } from 'vitest';
import { COLLECTION_NAMES } from '#shared/wire/collections.ts';
import { databaseNameOf } from './database.ts';
import { rxSchema } from './schema.ts';
import { deviceId, order } from './testing/house.ts';

test('[REP11] [T13] [T14] every schema derived from zod is one RxDB accepts, and so are our documents', async () => {
  disableWarnings();
  addRxPlugin(RxDBDevModePlugin);
  const storage = wrappedValidateAjvStorage({ storage: getRxStorageMemory() });
  const database = await createRxDatabase({ name: 'schemas', storage, multiInstance: false });
  const collections = await database.addCollections(
    Object.fromEntries(COLLECTION_NAMES.map((name) => [name, { schema: rxSchema(name) }])),
  );
  expect(Object.keys(collections)).toHaveLength(11);
  await collections['bookings']?.insert(order(1, 'valid', ['A1']));
  await database.close();
});

test('[REP11] fields that are indexed are bounded and always there', () => {
  const { properties, required, indexes } = rxSchema('bookings');
  expect(indexes).toEqual(['status', 'showId', 'updatedAt', 'deviceId']);
  expect(required).toEqual(expect.arrayContaining(['status', 'showId', 'updatedAt', 'deviceId']));
  expect(properties['status']?.maxLength).toBe('conflicted'.length);
});

test('[REP11] a database is named by its device', () => {
  expect(databaseNameOf(deviceId(1))).toBe('foyer-2-till-1');
});
