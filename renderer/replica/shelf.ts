import { createRxDatabase, type RxDatabase, removeRxDatabase } from 'rxdb';
import { z } from 'zod';
import type { Storage } from './database.ts';

/** Where a replica keeps what it knows of itself, beside its documents. */
export type LocalDocuments = Pick<RxDatabase, 'getLocal' | 'upsertLocal'>;

const SHELF_ID = 'shelf';
const Stored = z.object({
  /** Which generation of the documents is in use. */
  number: z.int().min(0),
  /** Since when, in epoch milliseconds by this machine's clock. */
  sinceMs: z.number(),
});
type Stored = z.infer<typeof Stored>;

/**
 * A replica's documents come in generations, each a database of its own: documents of a collection that pushes must
 * never be removed one by one, so what nobody needs any more is left behind with a whole generation. The shelf outlives
 * them. It says which one is in use, and holds what must not be lost with any: the replica's identity, the seats it has
 * given back, the sales it made without the server.
 */
export class Shelf {
  readonly local: LocalDocuments;
  /** Whether there was none before: then there is nothing its documents could have lost. */
  readonly isNew: boolean;
  readonly #database: RxDatabase;
  readonly #name: string;
  readonly #storage: Storage;
  #stored: Stored;

  private constructor(database: RxDatabase, name: string, storage: Storage, stored: Stored, isNew: boolean) {
    this.isNew = isNew;
    this.#database = database;
    this.local = database;
    this.#name = name;
    this.#storage = storage;
    this.#stored = stored;
  }

  static async open(name: string, storage: Storage, nowMs: number): Promise<Shelf> {
    const database: RxDatabase = await createRxDatabase({
      name: `${name}-shelf`,
      storage,
      multiInstance: false,
      localDocuments: true,
    });
    const stored = Stored.safeParse((await database.getLocal(SHELF_ID))?.toJSON().data);
    const first = stored.success ? stored.data : { number: 0, sinceMs: nowMs };
    const shelf = new Shelf(database, name, storage, first, !stored.success);
    if (shelf.isNew) await shelf.#write(first);
    return shelf;
  }

  get number(): number {
    return this.#stored.number;
  }

  get sinceMs(): number {
    return this.#stored.sinceMs;
  }

  nameOf(number: number): string {
    return number === 0 ? this.#name : `${this.#name}-${number}`;
  }

  /** From now on this generation is the one; resolves when that is on disk. */
  use(number: number, nowMs: number): Promise<void> {
    return this.#write({ number, sinceMs: nowMs });
  }

  /** Drops a generation that is not open. One that cannot be dropped takes room and does no harm. */
  async drop(number: number): Promise<void> {
    await removeRxDatabase(this.nameOf(number), this.#storage, false).catch(() => {});
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  async #write(stored: Stored): Promise<void> {
    await this.#database.upsertLocal(SHELF_ID, stored);
    this.#stored = stored;
  }
}
