import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MovieId } from '#shared/wire/scalars.ts';
import { storeContract } from './contract.ts';
import { StoreError, type StoreFault } from './errors.ts';
import { CINEMA, makeMovie, NOON_MS, temporaryDirectory } from './house.fixture.ts';
import { openSqliteStore } from './sqlite/open.ts';

storeContract('SQLite', async () => {
  const directory = temporaryDirectory();
  return {
    open: () => openSqliteStore({ file: directory.file('server.sqlite') }),
    remove: async () => directory.remove(),
  };
});

describe('an unhappy file', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let file: string;
  beforeEach(() => {
    directory = temporaryDirectory();
    file = directory.file('server.sqlite');
  });
  afterEach(() => directory.remove());

  const nowMs = (): number => NOON_MS;
  async function expectFault(opening: Promise<unknown>, fault: StoreFault, says: RegExp): Promise<void> {
    const error = await opening.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ fault, message: expect.stringMatching(says) });
  }

  /** A database of some hundred pages. */
  async function fill(): Promise<void> {
    const store = await openSqliteStore({ file });
    await store.transaction(nowMs, async (tx) => {
      for (let n = 0; n < 200; n += 1) {
        const id = MovieId.parse(`movie-${n}`);
        await tx.writeDocument(CINEMA, 'movies', { ...makeMovie(), id, description: 'x'.repeat(1_500) });
      }
    });
    await store.close();
  }

  test('[STO10] a damaged file is named as such, with what to do, and is not written to', async () => {
    await fill();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4_096, bytes.length - 4_096);
    writeFileSync(file, bytes);
    await expectFault(openSqliteStore({ file }), 'damaged', /damaged.*restore the last backup/);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  test('[STO10] a file that is no database is not overwritten', async () => {
    writeFileSync(file, 'a letter to my aunt'.repeat(500));
    await expectFault(openSqliteStore({ file }), 'damaged', /damaged/);
    expect(readFileSync(file, 'utf8')).toContain('my aunt');
  });

  test('[STO10] a path that cannot be written says so', async () => {
    await expectFault(
      openSqliteStore({ file: directory.file('no/such/place') }),
      'not-writable',
      /may write there/,
    );
    mkdirSync(file);
    await expectFault(openSqliteStore({ file }), 'not-writable', /may write there/);
  });

  test('[STO10] a database of a newer version is left alone', async () => {
    await (await openSqliteStore({ file })).close();
    const db = new Database(file);
    db.prepare("INSERT INTO kysely_migration VALUES ('999-later', '2030-01-01')").run();
    db.close();
    await expectFault(openSqliteStore({ file }), 'newer', /newer version/);
  });

  test('[STO11] one server owns a database; a second is refused, and may have it afterwards', async () => {
    const first = await openSqliteStore({ file });
    await expectFault(openSqliteStore({ file }), 'in-use', /Another Foyer server/);
    await first.close();
    await (await openSqliteStore({ file })).close();
  });

  test('[STO12] a full disk fails the commit as a whole, and the next one succeeds when there is room', async () => {
    await (await openSqliteStore({ file })).close();
    const store = await openSqliteStore({ file, pagesMax: 40 });
    const write = (n: number, size: number) =>
      store.transaction(nowMs, (tx) =>
        tx.writeDocument(CINEMA, 'movies', {
          ...makeMovie(),
          id: MovieId.parse(`movie-${n}`),
          description: 'x'.repeat(size),
        }),
      );
    await expectFault(write(1, 400_000), 'full', /disk of the server is full/);
    expect(await store.list(CINEMA, 'movies')).toEqual([]);
    await write(2, 10);
    expect(await store.list(CINEMA, 'movies')).toHaveLength(1);
    expect((await store.heads(CINEMA)).get('movies')).toBe(1);
    await store.close();
  });
});
