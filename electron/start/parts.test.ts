import { appendFileSync, chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../abilities/testing.ts';
import { defaultBrowser, findChromium } from './browsers.ts';
import { buildState, ensureBuilt } from './build.ts';
import { superviseChild } from './child.ts';
import { electronBinary } from './electron-binary.ts';
import { openLogFile } from './log-file.ts';
import { hasDisplay, openCounter } from './open-counter.ts';
import { requirePorts } from './ports.ts';
import { readStartSettings } from './settings.ts';
import { freePorts, makeProject } from './testing.ts';

const never = new AbortController().signal;

test('[RUN7] what is built from the same sources is not built again, wherever it was copied to', async () => {
  using project = makeProject();
  expect(buildState(project.root)).toBe('current');
  const said: string[] = [];
  await ensureBuilt(project.root, (line) => said.push(line), never);
  expect(said).toEqual([]);
  appendFileSync(join(project.root, 'renderer/index.html'), '<!-- changed -->');
  expect(buildState(project.root)).toBe('outdated');
  writeFileSync(join(project.root, 'renderer/page.test.tsx'), 'tests are not built');
});

test('[RUN7] tests and prose are no sources', () => {
  using project = makeProject();
  writeFileSync(join(project.root, 'renderer/page.test.tsx'), '');
  writeFileSync(join(project.root, 'shared/NOTES.md'), '');
  expect(buildState(project.root)).toBe('current');
});

test('[RUN7] a build that fails says why', async () => {
  using project = makeProject();
  writeFileSync(join(project.root, 'renderer/index.html'), '<script type="module" src="./gone.ts"></script>');
  await expect(ensureBuilt(project.root, () => undefined, never)).rejects.toThrow(
    /could not be built[\s\S]*gone/,
  );
  expect(buildState(project.root)).not.toBe('current');
}, 120_000);

test('[RUN5] a taken port is named, together with the setting that moves Foyer', async () => {
  const base = await freePorts();
  await requirePorts([base, base + 1]);
  const other = createServer();
  await new Promise<void>((done) => other.listen(base + 1, '127.0.0.1', done));
  await expect(requirePorts([base, base + 1])).rejects.toThrow(
    new RegExp(`Port ${base + 1} is taken .*FOYER_PORT=8500 npm start`),
  );
  await new Promise((done) => other.close(done));
});

test('[RUN5] the settings come from the environment, and nonsense in it is said', () => {
  const read = (env: Record<string, string>) =>
    readStartSettings({ env, platform: 'linux', home: '/home/ada' }, '/foyer');
  expect(read({})).toMatchObject({
    serverPort: 8410,
    tills: [{ port: 8411 }, { port: 8412 }, { kind: 'lobby', port: 8413 }, { kind: 'manager', port: 8414 }],
    opener: 'auto',
  });
  expect(read({ FOYER_PORT: '9000', FOYER_DATA: '/d' })).toMatchObject({ serverPort: 9000, data: '/d' });
  for (const port of ['0', '65534', '-1', '8410.5', ' 1'])
    expect(() => read({ FOYER_PORT: port })).toThrow(/FOYER_PORT/);
  expect(() => read({ FOYER_OPEN: 'tv' })).toThrow(/auto, electron, browser, none/);
});

test('[RUN4] a program that keeps ending is started a few times, then given up with its last words', async () => {
  using folder = temporaryFolder();
  const said: string[] = [];
  const lastWords = await new Promise<string>((resolve) => {
    superviseChild({
      name: 'It',
      command: process.execPath,
      args: ['-e', 'console.log("{}"); console.error("no luck"); process.exitCode = 7'],
      cwd: folder.path,
      env: process.env,
      log: openLogFile(join(folder.path, 'it.log')),
      signal: never,
      onNews: () => undefined,
      say: (line) => said.push(line),
      onGivenUp: resolve,
    });
  });
  expect(said).toHaveLength(5);
  expect(said[0]).toContain('It ended by itself (exit 7)');
  expect(lastWords).toContain('no luck');
}, 60_000);

test('[RUN3] a program that does not listen is insisted on, and lines that are no JSON go to its log', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'it.log');
  const news: unknown[] = [];
  const script = `process.on('SIGTERM', () => {}); console.log('plain'); console.log('{"a":1}'); setInterval(() => {}, 1000);`;
  const child = superviseChild({
    name: 'It',
    command: process.execPath,
    args: ['-e', script],
    cwd: folder.path,
    env: process.env,
    log: openLogFile(path),
    signal: never,
    onNews: (one) => news.push(one),
    say: () => undefined,
    onGivenUp: () => undefined,
    insistAfterMs: 300,
  });
  await expect.poll(() => news).toEqual([{ a: 1 }]);
  await child.stop();
  expect(readFileSync(path, 'utf8')).toBe('plain\n');
});

test('[RUN8] logs are kept within two files of five megabytes', () => {
  using folder = temporaryFolder();
  const log = openLogFile(join(folder.path, 'logs', 'x.log'));
  const megabyte = `${'x'.repeat(1024 * 1024 - 1)}\n`;
  for (let n = 0; n < 13; n += 1) log.write(megabyte);
  log.write('one\ntwo\nthree\n');
  expect(log.tail(2)).toBe('two\nthree');
  expect(readFileSync(log.path).length).toBeLessThan(6.1 * 1024 * 1024);
  expect(readFileSync(`${log.path}.1`).length).toBeLessThan(6.1 * 1024 * 1024);
});

function program(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, '#!/bin/sh\nexit 1\n');
  chmodSync(file, 0o755);
  return file;
}

test('[RUN6] a browser is looked for where the platform keeps them', () => {
  using folder = temporaryFolder();
  expect(findChromium({ PATH: folder.path }, 'linux')).toBeNull();
  const chrome = program(folder.path, 'google-chrome');
  expect(findChromium({ PATH: `/nowhere:${folder.path}` }, 'linux')).toBe(chrome);
  expect(findChromium({ PATH: folder.path }, 'win32')).toBeNull();
  expect(defaultBrowser('darwin', 'u')).toEqual({ command: 'open', args: ['u'] });
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'darwin')).toBe(true);
});

test('[RUN6] Electron is used where it is, and not being able to fetch it makes no noise', async () => {
  using folder = temporaryFolder();
  const electron = join(folder.path, 'node_modules/electron');
  const said: string[] = [];
  const look = (): Promise<string | null> =>
    electronBinary(folder.path, {}, (line) => said.push(line), never);
  expect(await look()).toBeNull();
  expect(said).toEqual([]);
  mkdirSync(electron, { recursive: true });
  writeFileSync(join(electron, 'install.js'), 'console.error("getaddrinfo ENOTFOUND"); process.exit(1);');
  expect(await look()).toBeNull();
  expect(said).toEqual(['Fetching Electron, for at most a minute …']);
  const binary = program(join(electron, 'dist'), 'electron');
  writeFileSync(join(electron, 'path.txt'), 'electron');
  expect(await look()).toBe(binary);
});

test('[RUN6] whatever does not open, the address is said', async () => {
  using folder = temporaryFolder();
  const settings = readStartSettings(
    { env: { FOYER_DATA: folder.path, FOYER_OPEN: 'browser' }, platform: 'linux', home: '/' },
    folder.path,
  );
  program(folder.path, 'chromium');
  program(folder.path, 'xdg-open');
  const opened = await openCounter({
    settings,
    url: 'http://127.0.0.1:1/',
    shellEnv: () => ({}),
    env: { PATH: `${folder.path}:/usr/bin:/bin`, DISPLAY: ':99' },
    platform: 'linux',
    isRoot: false,
    say: () => undefined,
    signal: never,
  });
  expect(opened.says).toBe('Open the address of a counter in a browser on this machine.');
  await opened.stop();
});
