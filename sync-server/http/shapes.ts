import { z } from 'zod';
import { COLLECTION_NAMES, COLLECTIONS, type CollectionName } from '#shared/wire/collections.ts';
import { Checkpoint, PushRow, Refusal } from '#shared/wire/messages.ts';

const LISTED_LENGTH_MAX = 500;
const isCollection = z.enum(COLLECTION_NAMES);
/** `GET /stream?collections=a,b,c`; all of them when left out. */
export const StreamQuery = z.object({
  collections: z
    .string()
    .max(LISTED_LENGTH_MAX)
    .default(COLLECTION_NAMES.join(','))
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(isCollection).min(1)),
});

/** A document of a collection as it travels, for the description of the routes. */
function travelling(name: CollectionName): z.ZodType {
  const document = z.object({ ...COLLECTIONS[name].schema.shape, _deleted: z.boolean() });
  return z.union([document, z.object({ id: z.string(), _deleted: z.literal(true) })]);
}

/** What the replication routes of a collection answer, for the description only: they are too hot to be checked twice. */
export function replicationShapes(name: CollectionName) {
  const document = travelling(name);
  return {
    pullAnswer: z.object({ documents: z.array(document), checkpoint: Checkpoint }),
    pushBody: z.array(PushRow.extend({ newDocumentState: document })),
    pushAnswer: z.array(z.intersection(document, z.object({ _refused: Refusal.optional() }))),
  };
}
