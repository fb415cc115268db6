import { randomBytes } from 'node:crypto';
import type { CollectionName } from '#shared/wire/collections.ts';
import { StoreError } from '../errors.ts';
import type { Store, Tx } from '../store.ts';
import { type Connections, coldOver, openConnections } from './connections.ts';
import { decodeDocument } from './decode.ts';
import { asStoreError, storeFault } from './faults.ts';
import { Numbering } from './numbering.ts';
import { readerOver } from './reader.ts';
import { prepareStatements, type Statements } from './statements.ts';
import { transactionOver } from './transaction.ts';

export type SqliteOptions = {
  readonly file: string;
  /** The most pages of 4 KiB the file may grow to; absent: as far as the disk goes. */
  readonly pagesMax?: number;
};

/** Runs `work` when everything asked for before has ended. */
type Turn = <T>(work: () => Promise<T>) => Promise<T>;

function oneAtATime(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Rolls back what is left of a transaction; SQLite has done so itself after some failures. */
function undo({ writer }: Connections, sql: Statements): void {
  if (writer.inTransaction) sql.rollback.run();
}

/** A name no other feed has. */
export const freshEpoch = (): string => randomBytes(12).toString('base64url');

/** Names the database on its first day. */
function epochOf({ writer }: Connections): string {
  const fresh = freshEpoch();
  writer.prepare("INSERT INTO meta VALUES ('epoch', ?) ON CONFLICT DO NOTHING").run(fresh);
  const epoch = writer.prepare<[], string>("SELECT value FROM meta WHERE key = 'epoch'").pluck().get();
  if (epoch === undefined) throw new StoreError('damaged');
  return epoch;
}

function transactions(connections: Connections, sql: Statements, turn: Turn): Store['transaction'] {
  const cold = coldOver(connections.writer);
  return (nowMs, work) =>
    turn(async () => {
      const numbers = new Numbering(sql);
      const tx: Tx = transactionOver(sql, numbers, cold);
      try {
        sql.begin.run();
        const result = await work(tx);
        const changes = numbers.finish(nowMs());
        sql.commit.run();
        return { result, changes };
      } catch (error) {
        undo(connections, sql);
        throw storeFault(error) ?? error;
      }
    });
}

/** The reads answer at once; what SQLite throws becomes a `StoreError`. */
const answering = async <T>(read: () => T): Promise<T> => {
  try {
    return read();
  } catch (error) {
    throw asStoreError(error);
  }
};

/** Opens the SQLite store, making the file if there is none. Throws a `StoreError` that says what to do. */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const connections = await openConnections(options.file, options.pagesMax);
  try {
    return storeOver(connections);
  } catch (error) {
    close(connections);
    throw asStoreError(error);
  }
}

function close({ writer, reader, owner }: Connections): void {
  reader.close();
  writer.close();
  owner.close();
}

function storeOver(connections: Connections): Store {
  const { writer, reader } = connections;
  const sql = prepareStatements(writer);
  const epoch = epochOf(connections);
  const reads = readerOver(reader);
  const turn = oneAtATime();
  const recordClock = writer.prepare<[string]>(
    "INSERT INTO meta VALUES ('clock', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  return {
    epoch,
    cold: coldOver(reader),
    transaction: transactions(connections, sql, turn),
    page: (query) => answering(() => reads.page(query)),
    heads: (cinemaId) => answering(() => reads.heads(cinemaId)),
    list: <Name extends CollectionName>(cinemaId: Parameters<Store['list']>[0], collection: Name) =>
      answering(() => reads.bodies(cinemaId, collection).map((body) => decodeDocument<Name>(body))),
    cinemas: () => answering(() => reads.cinemas().map((body) => decodeDocument<'cinemas'>(body))),
    endedHolds: (nowMs, limit) => answering(() => reads.endedHolds(nowMs, limit)),
    clockMs: () => answering(() => reads.clockMs()),
    recordClock: (nowMs) =>
      turn(() =>
        answering(() => {
          recordClock.run(String(nowMs));
        }),
      ),
    figures: () => ({
      seatmaps_built: reads.mapFigures.built,
      seatmaps_from_cache: reads.mapFigures.fromCache,
    }),
    close: () =>
      turn(async () => {
        close(connections);
      }),
  };
}
