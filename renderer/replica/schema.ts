import type { JsonSchema, RxJsonSchema } from 'rxdb';
import { z } from 'zod';
import { COLLECTIONS, type CollectionName, type Doc } from '#shared/wire/collections.ts';

/** Fields that the pages' queries select or sort by. Each one costs on every write, so they are few. */
const INDEXES: { readonly [Name in CollectionName]?: readonly (keyof Doc<Name> & string)[] } = {
  // Its own bookings and seats are what a till asks for under the lock of its sales: they must not be looked for.
  bookings: ['status', 'showId', 'updatedAt', 'deviceId'],
  allotments: ['deviceId'],
  shows: ['startsAt'],
  journal: ['seq'],
};

/** Names RxDB's own documents answer to. Such a field is stored all the same; it only is no property of the schema. */
const RESERVED: ReadonlySet<string> = new Set(['revision']);

/** Greater than any count that is ever indexed; RxDB makes text of one length from it. */
const INDEXED_NUMBER_MAX = 1_000_000_000_000;

/** The zod schemas by name: `SCHEMAS[name].parse` gives the document of just that collection. */
export const SCHEMAS: { readonly [Name in CollectionName]: z.ZodType<Doc<Name>> } = {
  bookings: COLLECTIONS.bookings.schema,
  shifts: COLLECTIONS.shifts.schema,
  journal: COLLECTIONS.journal.schema,
  admissions: COLLECTIONS.admissions.schema,
  cinemas: COLLECTIONS.cinemas.schema,
  screens: COLLECTIONS.screens.schema,
  movies: COLLECTIONS.movies.schema,
  shows: COLLECTIONS.shows.schema,
  tariffs: COLLECTIONS.tariffs.schema,
  seatmaps: COLLECTIONS.seatmaps.schema,
  allotments: COLLECTIONS.allotments.schema,
};

const Field = z.looseObject({
  type: z.enum(['string', 'integer', 'number', 'array', 'boolean', 'object']).optional(),
  enum: z.array(z.string()).optional(),
  maxLength: z.int().optional(),
});
const Shape = z.looseObject({ properties: z.record(z.string(), Field), required: z.array(z.string()) });

/**
 * What RxDB's storages read of a field: whether and how it can be indexed. The rest of the zod schema (patterns,
 * unions, nested bounds) is checked by zod where documents come in, so no validator is ever compiled in the page.
 */
function rxField(source: z.infer<typeof Field>, indexed: boolean): JsonSchema {
  const { type = 'object', maxLength } = source;
  const longest =
    source.enum === undefined ? maxLength : Math.max(...source.enum.map((value) => value.length));
  if (type === 'string') return { type, ...(longest === undefined ? {} : { maxLength: longest }) };
  if (type === 'integer' && indexed) return { type, minimum: 0, maximum: INDEXED_NUMBER_MAX, multipleOf: 1 };
  return { type };
}

/** The RxDB schema of one collection, derived from its zod schema. */
export function rxSchema(name: CollectionName): RxJsonSchema<Record<string, unknown>> {
  const shape = Shape.parse(z.toJSONSchema(SCHEMAS[name], { target: 'draft-7', reused: 'inline' }));
  const indexes: readonly string[] = INDEXES[name] ?? [];
  return {
    title: name,
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(shape.properties)
        .filter(([key]) => !RESERVED.has(key))
        .map(([key, source]) => [key, rxField(source, indexes.includes(key))]),
    ),
    required: shape.required.filter((key) => !RESERVED.has(key)),
    indexes: [...indexes],
  };
}
