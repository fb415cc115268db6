import { expect, test } from 'vitest';
import { read, sourceFiles } from '../support/source.ts';

const RULE = /^- \*\*([A-Z][A-Z0-9]*\d+)\*\* (.+)$/gm;
const NUMBER = /\[([A-Z][A-Z0-9]*\d+)\]/g;
/** A title begins with its number: the first thing in a string. */
const TITLE = /['"`]\[([A-Z][A-Z0-9]*\d+)\]/g;
/** Traps of replication, T1 to T18: what was seen to go wrong in the libraries. */
const TRAPS = 18;
const INVARIANTS = Array.from({ length: 13 }, (_, i) => `I${i + 1}`);

const rules = [...read('shared/RULES.md').matchAll(RULE)].map((match) => match[1] ?? '');
const tests = sourceFiles(/\.(test|story)\.tsx?$/);
/** Suites shared by several implementations register their tests from a file of their own. */
const suites = sourceFiles(/\.tsx?$/).filter((file) => /from 'vitest'/.test(read(file)));
const numbersIn = (file: string, pattern: RegExp): string[] =>
  [...read(file).matchAll(pattern)].map((match) => match[1] ?? '');

test('[TIDY5] every rule has a number of its own and a test that carries it', () => {
  const covered = new Set([...tests, ...suites].flatMap((file) => numbersIn(file, NUMBER)));
  expect(rules.filter((rule, i) => rules.indexOf(rule) !== i)).toEqual([]);
  expect(
    rules.filter((rule) => !covered.has(rule)),
    'write a test whose title begins with the number',
  ).toEqual([]);
});

test('[TIDY6] every number in a test’s title is a rule or an invariant', () => {
  const known = new Set([...rules, ...INVARIANTS]);
  const unknown = [...tests, ...suites].flatMap((file) =>
    numbersIn(file, TITLE)
      .filter((id) => !known.has(id))
      .map((id) => `${file}: ${id}`),
  );
  expect(unknown, 'add the rule to shared/RULES.md').toEqual([]);
});

test('[TIDY11] each trap that was measured in the libraries has a test that carries its number', () => {
  const covered = new Set(tests.flatMap((file) => numbersIn(file, NUMBER)));
  const traps = Array.from({ length: TRAPS }, (_, i) => `T${i + 1}`);
  expect(traps.filter((trap) => !covered.has(trap))).toEqual([]);
});

test('[TIDY7] no test is switched off or alone', () => {
  const off = tests.filter((file) => /\b(test|it|describe)\.(only|skip|todo|fixme)\b/.test(read(file)));
  expect(off, 'a test that is off needs a reason, an issue and a date: better delete or mend it').toEqual([]);
});

test('[TIDY8] no leftover markers and no silenced compiler', () => {
  // `any` is Biome's to find: it can tell a type from a word in a comment.
  const markers = new RegExp(['TO' + 'DO', 'FIX' + 'ME', '@ts-' + '(ignore|nocheck|expect-error)'].join('|'));
  const found = sourceFiles(/^(renderer|electron|sync-server|shared|test)\/.*\.tsx?$/)
    .filter((file) => !file.startsWith('test/tidy/'))
    .flatMap((file) =>
      read(file)
        .split('\n')
        .map((line, i) => ({ at: `${file}:${i + 1}`, line })),
    )
    .filter(({ line }) => markers.test(line))
    .map(({ at, line }) => `${at} ${line.trim()}`);
  expect(found).toEqual([]);
});

test('[TIDY9] a lint rule is switched off only with a reason beside it', () => {
  const bare = sourceFiles(/\.(tsx?|css|jsonc)$/)
    .filter((file) => !file.startsWith('test/tidy/'))
    .flatMap((file) =>
      read(file)
        .split('\n')
        .map((line, i) => ({ at: `${file}:${i + 1}`, line })),
    )
    .filter(
      ({ line }) =>
        /(biome-ignore|oxlint-disable)/.test(line) &&
        !/(biome-ignore|oxlint-disable)\S* [^:]+: \S+ \S+/.test(line),
    )
    .map(({ at }) => at);
  expect(bare).toEqual([]);
});

test('[TIDY10] files stay short enough to be one thing', () => {
  const long = sourceFiles(/^(renderer|electron|sync-server|shared|test)\/.*\.(tsx?|css)$/)
    .map((file) => ({ file, lines: read(file).split('\n').length }))
    .filter(({ lines }) => lines > 400);
  expect(long).toEqual([]);
});
