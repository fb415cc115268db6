import { afterEach, beforeEach, expect, test } from 'vitest';
import { MovieId } from '#shared/wire/scalars.ts';
import { BusyError, StoreError } from '../store/errors.ts';
import { CINEMA, makeMovie, NOON_MS, silent, temporaryDirectory } from '../store/house.fixture.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import type { Store, Tx } from '../store/store.ts';
import { type GroupCommit, groupCommit, WAITING_ROWS_MAX } from './group-commit.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let store: Store;
let commits: GroupCommit;
let undone = 0;

async function open(pagesMax?: number): Promise<void> {
  store = await openSqliteStore({
    file: directory.file('a'),
    ...(pagesMax === undefined ? {} : { pagesMax }),
  });
  undone = 0;
  commits = groupCommit({
    store,
    now: () => NOON_MS,
    log: silent,
    committed: () => undefined,
    undone: () => {
      undone += 1;
    },
  });
}

beforeEach(async () => {
  directory = temporaryDirectory();
  await open();
});
afterEach(async () => {
  await store.close();
  directory.remove();
});

const write =
  (n: number, size = 1) =>
  (tx: Tx) =>
    tx.writeDocument(CINEMA, 'movies', {
      ...makeMovie(),
      id: MovieId.parse(`m-${n}`),
      description: 'x'.repeat(size),
    });

test('[ARB63] whatever waits shares one commit', async () => {
  await Promise.all(Array.from({ length: 50 }, (_, n) => commits.run(1, write(n))));
  expect(commits.figures.commits).toBe(1);
  expect(await store.list(CINEMA, 'movies')).toHaveLength(50);
});

test('[ARB63] work that makes units of its own keeps those that ended when it throws', async () => {
  const broken = commits.runUnits(2, async (tx) => {
    await tx.unit(() => write(1)(tx));
    await tx.unit(async () => {
      await write(2)(tx);
      throw new Error('a bug');
    });
  });
  await expect(broken).rejects.toThrow('a bug');
  expect((await store.list(CINEMA, 'movies')).map(({ id }) => id)).toEqual(['m-1']);
});

test('[ARB63] an answer leaves only when its commit can be read', async () => {
  await commits.run(1, write(1));
  expect(await store.list(CINEMA, 'movies')).toHaveLength(1);
});

test('[ARB63] work that throws is rolled back and rejected by itself', async () => {
  const failing = commits.run(1, async (tx) => {
    await write(2)(tx);
    throw new Error('a bug');
  });
  const others = [commits.run(1, write(1)), commits.run(1, write(3))];
  await expect(failing).rejects.toThrow('a bug');
  await Promise.all(others);
  expect(commits.figures.commits).toBe(1);
  expect((await store.list(CINEMA, 'movies')).map(({ id }) => id)).toEqual(['m-1', 'm-3']);
});

test('[ARB64] the queue has a bound, and over it the answer is `busy` at once', async () => {
  const waiting = commits.run(WAITING_ROWS_MAX, write(1));
  await expect(commits.run(1, write(2))).rejects.toBeInstanceOf(BusyError);
  await waiting;
  await commits.run(1, write(3));
  expect((await store.list(CINEMA, 'movies')).map(({ id }) => id)).toEqual(['m-1', 'm-3']);
});

test('[STO12] a full disk fails everybody who waits, writes nothing, and the next commit is tried anew', async () => {
  await store.close();
  await open(40);
  const outcomes = await Promise.allSettled([
    commits.run(1, write(1)),
    commits.run(1, write(2, 400_000)),
    commits.run(1, write(3)),
  ]);
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreError) });
  expect(undone).toBe(1);
  expect(await store.list(CINEMA, 'movies')).toEqual([]);
  await commits.run(1, write(4));
  expect((await store.list(CINEMA, 'movies')).map(({ id }) => id)).toEqual(['m-4']);
});
