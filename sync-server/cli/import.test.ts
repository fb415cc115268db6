import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openEngine } from '../open-engine.ts';
import { film, performance } from '../programme/testing/published.ts';

const repository = resolve(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'foyer-import-cli-'));
const db = join(directory, 'data', 'server.sqlite');
const programme = join(directory, 'programme.json');
const films = [
  film('Amélie', [performance('2025-01-24T19:30Z'), performance('2025-01-24T09:30Z', { time: 'x' })]),
];
writeFileSync(programme, JSON.stringify({ source: 'test', snapshot: 'test 1', films }));
writeFileSync(join(directory, 'other.json'), '{"hello": "world"}');

afterAll(() => rmSync(directory, { recursive: true }));

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

function importing(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sync-server/cli/import.ts', ...args], {
    cwd: repository,
    env: { ...process.env, FOYER_DATA: join(directory, 'data') },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((done) => {
    child.on('close', (code) => done({ code, out, err }));
  });
}

const place = ['--name', 'Roxy', '--city', 'Hull', '--zone', 'Europe/London', '--currency', 'GBP'];

describe('npm run import', () => {
  test('[IMP14] reports what it took and skipped on standard output, into the database `npm start` uses', async () => {
    const { code, out } = await importing(programme, ...place, '--shift-to', '2026-11-23', '--seats', '120');
    expect(code).toBe(0);
    expect(out).toContain(
      'Taken: 1 movie from 1 film in the file, 1 of 2 performances, 1 screen with 120 seats.',
    );
    expect(out).toContain('1 performance skipped:\n  - "Amélie", performance 2: time:');
    expect(out).toContain(`Database: ${db}`);
    expect(out.match(/Code that enrols counter/g)).toHaveLength(2);
    const again = await importing(programme, ...place, '--shift-to', '2026-11-23', '--seats', '120');
    expect([again.code, again.out.match(/Written: .*/)?.[0]]).toEqual([
      0,
      'Written: 0 documents new or changed, 5 unchanged.',
    ]);
  });

  test('[IMP14] refuses while a server holds the database, and says what to do', async () => {
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const file = join(directory, 'held.sqlite');
    const engine = await openEngine({ file, log: quiet });
    try {
      const { code, out, err } = await importing(programme, ...place, '--db', file);
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain(`A running Foyer server holds ${file}, and nothing was imported: stop it`);
    } finally {
      await engine.close();
    }
  });

  test.each([
    ['a file of another kind', [join(directory, 'other.json'), ...place], /is not a programme: .*source/],
    ['a file that is not there', [join(directory, 'gone.json'), ...place], /gone\.json cannot be read/],
    [
      'an unknown zone',
      [programme, '--name', 'R', '--city', 'H', '--zone', 'Mars/X', '--currency', 'GBP'],
      /--zone/,
    ],
    [
      'an unknown currency',
      [programme, '--name', 'R', '--city', 'H', '--zone', 'UTC', '--currency', 'XYZ'],
      /--currency/,
    ],
    ['a day that is none', [programme, ...place, '--shift-to', '2026-02-31'], /--shift-to/],
    ['a size out of bounds', [programme, ...place, '--seats', '5'], /--seats/],
    ['no name', [programme, '--city', 'H', '--zone', 'UTC', '--currency', 'GBP'], /--name/],
  ])('[IMP14] %s is one sentence and 1', async (_, args, sentence) => {
    const { code, out, err } = await importing(...args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
