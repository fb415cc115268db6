import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { CommandError, sentenceFor } from './faults.ts';
import { databaseDefault, portDefault } from './options.ts';
import { businessDayAt, urlOf } from './serve.ts';
import { run, started, stopped } from './testing/process.ts';

// Every test starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const directory = mkdtempSync(join(tmpdir(), 'foyer cli '));
const at = (name: string): string => join(directory, name);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const EMPTY = { codes: { counter: [], lobby: [], door: [], manager: [] }, pins: {} };

test('[CLI1] says one line on standard output and nothing more, whatever it is asked', async () => {
  const running = run(['--port', '0', '--db', at('one.sqlite')]);
  const line = await started(running);
  expect(line).toMatchObject(EMPTY);
  expect(line.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await fetch(`${line.url}/health`);
  await fetch(`${line.url}/nothing`);
  const ended = await stopped(running);
  expect([ended.code, ended.out]).toEqual([0, `${JSON.stringify(line)}\n`]);
  for (const logged of ended.err.trim().split('\n')) expect(JSON.parse(logged)).toHaveProperty('level');
});

test('[CLI3] a client that dawdles over its body cannot hold up the stop', async () => {
  const running = run(['--port', '0', '--db', at('slow.sqlite')]);
  const { url } = await started(running);
  const sockets = [
    '',
    'POST /enrol HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
  ].map((said) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(said);
    return socket;
  });
  await fetch(`${url}/health`);
  const startMs = performance.now();
  expect((await stopped(running)).code).toBe(0);
  expect(performance.now() - startMs).toBeLessThan(5_000);
  for (const socket of sockets) socket.destroy();
});

test('[CLI5] makes the database where no directory was, spaces and all, and finds it again', async () => {
  const file = at('deep down/in a place/with spaces.sqlite');
  const epochs = [];
  for (let round = 0; round < 2; round += 1) {
    const running = run(['--port', '0', '--db', file]);
    const { url } = await started(running);
    epochs.push((await (await fetch(`${url}/health`)).json()).epoch);
    expect((await stopped(running, 'SIGINT')).code).toBe(0);
  }
  expect(epochs[0]).toBe(epochs[1]);
});

test('[CLI5] without --db it lives in the data directory, without --port on FOYER_PORT', async () => {
  const running = run([], { FOYER_DATA: at('data'), FOYER_PORT: '0' });
  const { url } = await started(running);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect((await stopped(running)).code).toBe(0);
});

test.each([
  ['linux', {}, '/home/ada/.local/share/foyer/server.sqlite'],
  ['linux', { XDG_DATA_HOME: '/x' }, '/x/foyer/server.sqlite'],
  ['darwin', {}, '/home/ada/Library/Application Support/Foyer/server.sqlite'],
  ['linux', { FOYER_DATA: '/else where' }, '/else where/server.sqlite'],
] as const)('[CLI5] on %s with %j the database is %s', (platform, environment, file) => {
  expect(databaseDefault(platform, environment, '/home/ada')).toBe(file);
});

test('[CLI4] a taken port is one sentence and exit code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const ended = await run(['--port', String(port), '--db', at('taken.sqlite')], { FOYER_LOG_LEVEL: 'silent' })
    .ended;
  other.close();
  expect(ended).toMatchObject({
    code: 1,
    out: '',
    err: `127.0.0.1:${port} is already in use: stop the other program, or choose another --port.\n`,
  });
});

/** Exit code 1, nothing on standard output, one line on standard error that says `words` and shows no stack. */
async function expectRefused(args: readonly string[], words: RegExp): Promise<void> {
  const ended = await run(args, { FOYER_LOG_LEVEL: 'silent' }).ended;
  expect([ended.code, ended.out]).toEqual([1, '']);
  expect(ended.err).toMatch(words);
  expect(ended.err.trim().split('\n')).toHaveLength(1);
  expect(ended.err).not.toMatch(/ at .*:\d+:\d+/);
}

test('[CLI4] a damaged database is one sentence and exit code 1', async () => {
  writeFileSync(at('damaged.sqlite'), 'This was a database once. '.repeat(1_000));
  await expectRefused(['--port', '0', '--db', at('damaged.sqlite')], /damaged\.sqlite: .*damaged/);
});

test('[CLI4] a path that cannot be written is one sentence and exit code 1', async () => {
  writeFileSync(at('a file'), '');
  await expectRefused(['--port', '0', '--db', at('a file/server.sqlite')], /a file/);
  mkdirSync(at('a directory'));
  await expectRefused(['--port', '0', '--db', at('a directory')], /a directory: .*opened for writing/);
});

test('[CLI4] a second server on one database is one sentence and exit code 1', async () => {
  const first = run(['--port', '0', '--db', at('shared.sqlite')]);
  await started(first);
  await expectRefused(['--port', '0', '--db', at('shared.sqlite')], /Another Foyer server/);
  expect((await stopped(first)).code).toBe(0);
});

test.each([
  [['--port', '99999'], /whole number from 0 to 65535/],
  [['--port', 'x'], /whole number/],
  [['--hold-seconds', '0'], /whole number from 1/],
  [['--nonsense'], /unknown option/],
  [['--host', '203.0.113.1', '--port', '0', '--db', at('host.sqlite')], /not an address of this machine/],
  [['codes', '--db', at('none.sqlite'), '--cinema', 'x', '--kind', 'counter'], /no database/],
])('[CLI4] %j is one sentence and exit code 1', async (args, words) => {
  await expectRefused(args, words);
});

test('[CLI6] codes are made for a cinema that is there, and say so when it is not', async () => {
  const file = at('codes.sqlite');
  const first = run(['--port', '0', '--db', file]);
  await started(first);
  await stopped(first);
  await expectRefused(
    ['codes', '--db', file, '--cinema', 'nowhere', '--kind', 'counter'],
    /no cinema nowhere/,
  );
  await expectRefused(
    ['codes', '--db', file, '--cinema', 'nowhere', '--kind', 'usher'],
    /counter, lobby, door/,
  );
});

test.each([
  ['127.0.0.1', 'http://127.0.0.1:1'],
  ['0.0.0.0', 'http://127.0.0.1:1'],
  ['::', 'http://127.0.0.1:1'],
  ['::1', 'http://[::1]:1'],
])('[CLI1] a server that listens on %s is called %s', (host, url) => {
  expect(urlOf(host, 1)).toBe(url);
});

test('[CLI8] a restored database is marked by one command, and its server starts closed', async () => {
  const file = at('restored.sqlite');
  const missing = await run(['restore', '--db', file]).ended;
  expect([missing.code, missing.out]).toEqual([1, '']);
  expect(missing.err).toContain('There is no database');
  const first = run(['--port', '0', '--db', file]);
  const before = await (await fetch(`${(await started(first)).url}/health`)).json();
  expect(before).toMatchObject({ closed: false, awaited: [] });
  const held = await run(['restore', '--db', file]).ended;
  expect([held.code, held.err]).toEqual([1, expect.stringContaining('Another Foyer server')]);
  await stopped(first);
  const marked = await run(['restore', '--db', file]).ended;
  expect(marked.code).toBe(0);
  const { epoch, awaited } = JSON.parse(marked.out);
  expect(awaited).toEqual([]);
  const second = run(['--port', '0', '--db', file]);
  const after = await (await fetch(`${(await started(second)).url}/health`)).json();
  expect(after.epoch).toBe(epoch);
  expect(epoch).not.toBe(before.epoch);
  // It knows no device whose report it could wait for, so it does not stay closed for long.
  expect(second.said.err).toContain('restored from a backup');
  await stopped(second);
});

test.each([
  ['2026-11-24T04:59:00Z', '2026-11-23'],
  ['2026-11-24T05:00:00Z', '2026-11-24'],
  // London's clocks are an hour ahead in summer: five o'clock there is four by UTC.
  ['2026-07-24T03:59:00Z', '2026-07-23'],
  ['2026-07-24T04:00:00Z', '2026-07-24'],
])('[CLI7] at %s a demo opens on %s, its largest cinema’s business day', (at, day) => {
  expect(businessDayAt(Date.parse(at))).toBe(day);
});

test('[CLI4] every fault becomes one sentence', () => {
  const subject = { address: 'a:1', file: 'f' };
  expect(sentenceFor(new CommandError('Mend it.'), subject)).toBe('Mend it.');
  expect(sentenceFor(Object.assign(new Error('EACCES: x'), { code: 'EACCES' }), subject)).toContain(
    'f: EACCES',
  );
  expect(sentenceFor(new Error('first\nsecond'), subject)).toBe('Foyer could not start: first');
  expect(sentenceFor('thrown', subject)).toBe('Foyer could not start: thrown.');
  expect(() => portDefault({ FOYER_PORT: 'x' })).toThrow('whole number');
});
