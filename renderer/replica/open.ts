import { floorClock, newestWrite } from './clock-floor.ts';
import {
  type Database,
  databaseNameOf,
  OwnStore,
  openDatabase,
  type Storage,
  strictDexie,
} from './database.ts';
import { GivenBackStore } from './given-back.ts';
import { type Locks, takeLock } from './lock.ts';
import { OfflineSales } from './offline-sales.ts';
import { isDue, pruned } from './prune.ts';
import { Refused } from './refused.ts';
import { Shelf } from './shelf.ts';
import { type Started, startReplica } from './start.ts';
import type { EnrolledIdentity, Replica } from './types.ts';

export type OpenOptions = {
  readonly identity: EnrolledIdentity;
  readonly databaseName?: string;
  readonly fetch?: typeof fetch;
  /** IndexedDB that answers only when data is on disk, by default. */
  readonly storage?: Storage;
  /** The browser's locks, by default; null where there are none and only one page can exist. */
  readonly locks?: Locks | null;
  /** The clock RxDB dates writes by, in epoch milliseconds. */
  readonly clock?: { now: () => number };
  /** Monotonic milliseconds. */
  readonly monotonic?: () => number;
  readonly random?: () => number;
};

/**
 * Opens this device's replica and begins to replicate. Nothing here waits for the network, but for two seconds when its
 * documents are to be pruned. Throws `ReplicaOpenElsewhere` when another window of this machine has it open.
 */
export async function openReplica(o: OpenOptions): Promise<Replica> {
  const { deviceId } = o.identity;
  const locks = o.locks === undefined ? navigator.locks : o.locks;
  const clock = o.clock ?? Date;
  const undo: (() => unknown)[] = [];
  const close = async () => {
    for (const back of undo.splice(0).reverse()) await back();
  };
  try {
    if (locks !== null) undo.push(await takeLock(locks, `foyer-replica-${deviceId}`));
    askForPersistence();
    const storage = o.storage ?? strictDexie();
    const shelf = await Shelf.open(o.databaseName ?? databaseNameOf(deviceId), storage, clock.now());
    undo.push(() => shelf.close());
    const open = (number: number) => openGeneration(o, shelf, storage, number);
    const first = await open(shelf.number);
    const wallMs = clock.now();
    const started = isDue(shelf, wallMs) ? await pruned(first, shelf, open, () => clock.now()) : first;
    undo.push(() => started.replica.close());
    return { ...started.replica, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens one generation of the documents and sets it to work. */
async function openGeneration(
  o: OpenOptions,
  shelf: Shelf,
  storage: Storage,
  number: number,
): Promise<Started> {
  const undo: (() => unknown)[] = [];
  const close = async () => {
    for (const back of undo.splice(0).reverse()) await back();
  };
  try {
    const { deviceId } = o.identity;
    const refused = new Refused();
    const database = await openDatabase(shelf.nameOf(number), storage, deviceId, (local) =>
      refused.isRefused(local),
    );
    undo.push(() => database.close());
    const clock = o.clock ?? Date;
    const wall = clock.now.bind(clock);
    // Before anything of ours is written: nothing may ever be dated before what has been pushed (TRAPS T1).
    undo.push(floorClock(clock, await newestOf(database, wall())));
    const store = await OwnStore.open(shelf.local);
    if (!(await wasHere(database)) && number === shelf.number && !shelf.isNew) await store.renew();
    refused.attach(store);
    const given = await GivenBackStore.open(shelf.local, () => store.renew());
    const offlineSales = await OfflineSales.open(shelf.local);
    return startReplica({
      identity: o.identity,
      fetch: o.fetch ?? ((input, init) => fetch(input, init)),
      monotonic: o.monotonic ?? (() => performance.now()),
      random: o.random ?? Math.random,
      database,
      store,
      refused,
      given,
      offlineSales,
      wall,
      close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}

const MARK_ID = 'here';

/**
 * Whether these documents were here before. Documents that were lost while the shelf was not may have been sales: what
 * was entrusted to their replica is another one's affair from now on.
 */
async function wasHere(database: Database): Promise<boolean> {
  if ((await database.getLocal(MARK_ID)) !== null) return true;
  await database.upsertLocal(MARK_ID, {});
  return false;
}

/** The newest write of anything that is pushed. */
async function newestOf({ collections }: Database, nowMs: number): Promise<number> {
  const { bookings, shifts, journal, admissions } = collections;
  const newest = await Promise.all([
    newestWrite(bookings.storageInstance, nowMs),
    newestWrite(shifts.storageInstance, nowMs),
    newestWrite(journal.storageInstance, nowMs),
    newestWrite(admissions.storageInstance, nowMs),
  ]);
  return Math.max(...newest);
}

/** Without it a browser may clear the database when the disk runs full; what it answers is its own business. */
function askForPersistence(): void {
  if (typeof navigator !== 'undefined' && 'storage' in navigator)
    void navigator.storage?.persist?.().catch(() => {});
}
