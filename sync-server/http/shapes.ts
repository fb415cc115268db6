import { z } from 'zod';
import { Cinema, DeviceKind, Movie, Screen, Show } from '#shared/wire/catalog.ts';
import { COLLECTION_NAMES, COLLECTIONS, type CollectionName } from '#shared/wire/collections.ts';
import { Checkpoint, PushRow, Refusal, StaffMember } from '#shared/wire/messages.ts';
import { CinemaId, Day, DeviceId, ShortText } from '#shared/wire/scalars.ts';

/** `GET /me`: the device behind the token and who is signed in at it. */
export const MeAnswer = z.object({
  device: z.object({
    id: DeviceId,
    name: ShortText,
    kind: DeviceKind,
    cinemaId: CinemaId,
    prefix: z.string(),
    retired: z.boolean(),
  }),
  staff: StaffMember.nullable(),
});

/** A house of the chain as other houses see it: without its devices. */
export const House = z.object(Cinema.shape).omit({ devices: true });
export type House = z.infer<typeof House>;
/** `GET /cinemas`. */
export const CinemaList = z.object({ cinemas: z.array(House) });

export const ScheduleQuery = z.object({
  cinemaId: CinemaId.optional(),
  /** A business day of that cinema; its present one when left out. */
  day: Day.optional(),
});
/** `GET /schedule`: one business day of one cinema, for reading only. */
export const ScheduleAnswer = z.object({
  cinema: House,
  day: Day,
  /** By start, then by screen. */
  shows: z.array(Show),
  movies: z.array(Movie),
  screens: z.array(z.object(Screen.shape).pick({ id: true, name: true })),
});
export type ScheduleAnswer = z.infer<typeof ScheduleAnswer>;

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
