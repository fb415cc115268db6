import { addRxPlugin, createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { v4 as uuidv4 } from 'uuid';
import { z } from 'zod';
import type { Booking } from '#shared/wire/booking.ts';
import { COLLECTION_NAMES, type CollectionName, type Doc } from '#shared/wire/collections.ts';
import { Refusal } from '#shared/wire/messages.ts';
import { type DeviceId, ReplicaId } from '#shared/wire/scalars.ts';
import { conflictHandlers } from './conflict.ts';
import { rxSchema } from './schema.ts';
import type { LocalDocuments } from './shelf.ts';

addRxPlugin(RxDBLocalDocumentsPlugin);

export type Collections = { readonly [Name in CollectionName]: RxCollection<Doc<Name>> };
export type Database = RxDatabase<Collections>;
export type Storage = RxStorage<unknown, unknown>;

/** How many refused writes are remembered; the oldest are dropped. */
export const REFUSALS_KEPT_MAX = 200;

/** What a replica remembers about itself, beside its documents. */
const Own = z.object({
  replicaId: ReplicaId,
  /** The server's epoch its replications belong to; empty before the first change of one. */
  epoch: z.string(),
  /** Counts changes of epoch, so that replications never meet an earlier one's bookkeeping. */
  generation: z.int().min(0),
  refusals: z
    .array(z.object({ collection: z.enum(COLLECTION_NAMES), id: z.string(), refusal: Refusal }))
    .max(REFUSALS_KEPT_MAX),
});
export type Own = z.infer<typeof Own>;

/**
 * The database's name: RxDB wants a small letter first and no punctuation. The number grows with every change of an
 * index, which RxDB would refuse to open an older database over.
 */
export const databaseNameOf = (deviceId: DeviceId): string =>
  `foyer-2-${deviceId.replace(/[^A-Za-z0-9-]/g, '_')}`;

/** IndexedDB that answers only when the data is on disk: what is written here is sales (TRAPS T15). */
export const strictDexie = (): Storage => getRxStorageDexie({ chromeTransactionDurability: 'strict' });

export async function openDatabase(
  name: string,
  storage: Storage,
  me: DeviceId,
  isRefused: (local: Booking) => boolean,
): Promise<Database> {
  const database = await createRxDatabase<Collections>({
    name,
    storage,
    multiInstance: false,
    localDocuments: true,
    eventReduce: true,
  });
  const handlers = conflictHandlers(me, isRefused);
  await database.addCollections({
    bookings: { schema: rxSchema('bookings'), conflictHandler: handlers.bookings },
    shifts: { schema: rxSchema('shifts'), conflictHandler: handlers.shifts },
    journal: { schema: rxSchema('journal'), conflictHandler: handlers.journal },
    admissions: { schema: rxSchema('admissions'), conflictHandler: handlers.admissions },
    cinemas: { schema: rxSchema('cinemas') },
    screens: { schema: rxSchema('screens') },
    movies: { schema: rxSchema('movies') },
    shows: { schema: rxSchema('shows') },
    tariffs: { schema: rxSchema('tariffs') },
    seatmaps: { schema: rxSchema('seatmaps') },
    allotments: { schema: rxSchema('allotments') },
  });
  return database;
}

const OWN_ID = 'replica';

/** What this replica knows of itself: read at once, written in turn. */
export class OwnStore {
  #own: Own;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #local: LocalDocuments;

  private constructor(local: LocalDocuments, own: Own) {
    this.#local = local;
    this.#own = own;
  }

  /** Opens the store; the first time, the replica draws its random identity. */
  static async open(local: LocalDocuments): Promise<OwnStore> {
    const stored = await local.getLocal(OWN_ID);
    const parsed = Own.safeParse(stored?.toJSON().data);
    const fresh: Own = { replicaId: ReplicaId.parse(uuidv4()), epoch: '', generation: 0, refusals: [] };
    const store = new OwnStore(local, parsed.success ? parsed.data : fresh);
    if (!parsed.success) await store.patch({});
    return store;
  }

  /** Goes on as another replica of the device: what was entrusted to this one is not inherited. */
  renew(): Promise<void> {
    return this.patch({ replicaId: ReplicaId.parse(uuidv4()) });
  }

  get own(): Own {
    return this.#own;
  }

  /** Resolves when it is on disk. */
  patch(change: Partial<Own>): Promise<void> {
    const own = { ...this.#own, ...change };
    this.#own = own;
    const write = this.#turn.then(() => this.#local.upsertLocal(OWN_ID, own));
    this.#turn = write.catch(() => {});
    return write.then(() => {});
  }
}
