import { expect, test } from 'vitest';
import { importsOf, sourceFiles } from '../support/source.ts';

const PROGRAMS = ['renderer', 'electron', 'sync-server'] as const;
const PURE_LIBRARIES = new Set([
  'zod',
  'temporal-polyfill',
  'uuid',
  'fast-check',
  '@fast-check/vitest',
  'vitest',
]);
const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
const code = sourceFiles(/^(renderer|electron|sync-server|shared)\/.*\.tsx?$/);

test('[TIDY1] shared/ depends on itself and on pure libraries, nothing else', () => {
  const wrong = code
    .filter((file) => file.startsWith('shared/'))
    .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
    .filter(({ target }) => !target.startsWith('shared/') && !PURE_LIBRARIES.has(target))
    .map(({ file, target }) => `${file} imports ${target}; move that code to the caller`);
  expect(wrong).toEqual([]);
});

test('[TIDY2] the three programs know shared/ and not each other, and nothing imports test/', () => {
  const wrong = code.flatMap((file) => {
    const home = file.split('/')[0];
    const foreign = [...PROGRAMS.filter((program) => program !== home), ...(isTest(file) ? [] : ['test'])];
    return importsOf(file)
      .filter((target) => foreign.some((program) => target.startsWith(`${program}/`)))
      .map((target) => `${file} imports ${target}; they meet in shared/ or over the wire`);
  });
  expect(wrong).toEqual([]);
});

test('[TIDY1] [T18] the replication over websockets, which knows no one and hangs on a lost reply, is used nowhere', () => {
  const users = sourceFiles(/\.tsx?$/).filter((file) =>
    importsOf(file).some((target) => /^rxdb\/.*websocket/.test(target)),
  );
  expect(users).toEqual([]);
});

test('[TIDY3] only renderer/replica knows RxDB, and renderer/kit knows no other part of the renderer', () => {
  const wrong = code.flatMap((file) => {
    const targets = importsOf(file);
    const rxdb =
      file.startsWith('renderer/replica/') || isTest(file)
        ? []
        : targets.filter((target) => /^rxdb(\/|$)/.test(target));
    const kit = file.startsWith('renderer/kit/')
      ? targets.filter((target) =>
          /^(renderer\/(?!kit\/|i18n\/)|shared\/(wire|domain\/(booking|seating|pricing)))/.test(target),
        )
      : [];
    return [...rxdb, ...kit].map((target) => `${file} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('[TIDY4] native modules stay in the server; the hash of PINs is the host’s, too', () => {
  const wrong = code
    .filter((file) => !file.startsWith('sync-server/'))
    .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
    .filter(
      ({ file, target }) =>
        ['better-sqlite3', 'pg'].includes(target) ||
        (target === '@node-rs/argon2' && !file.startsWith('electron/abilities/')),
    );
  expect(wrong).toEqual([]);
});
