import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../abilities/testing.ts';
import { fingerprintOf, STAMP_FILE } from './fingerprint.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A sync server that knows how to begin, enrol and end; its database is the list of tokens it gave. */
const SERVER = `
import { createServer } from 'node:http';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const value = (name: string) => process.argv[process.argv.indexOf(name) + 1] ?? '';
const db = value('--db');
if (process.env['FAKE_SERVER'] === 'broken') { console.error('the database is locked'); process.exit(3); }
const tokens: string[] = existsSync(db) ? JSON.parse(readFileSync(db, 'utf8')) : [];
writeFileSync(db, JSON.stringify(tokens));
const server = createServer((request, response) => {
  const token = (request.headers.authorization ?? '').replace('Bearer ', '');
  if (request.url !== '/enrol') return void response.writeHead(tokens.includes(token) ? 200 : 401).end('{}');
  const given = 'token-' + String(tokens.length + 1) + '-' + String(process.pid);
  tokens.push(given);
  writeFileSync(db, JSON.stringify(tokens));
  response.end(JSON.stringify({ deviceId: 'dev-' + given, token: given, kind: 'counter', cinemaId: 'cin-1' }));
});
server.listen(Number(value('--port')), '127.0.0.1', () => {
  const codes = { counter: ['c1', 'c2', 'c3'], lobby: ['l1'], door: [], manager: ['m1'] };
  console.log(JSON.stringify({ url: 'http://127.0.0.1:' + value('--port'), codes, pins: { clerk: '1111' } }));
});
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));
`;

export type Project = { readonly root: string; readonly data: string } & Disposable;

/** A copy of the project in a folder with blanks in its name, built, with a fake server in place of the real one. */
export function makeProject(): Project {
  const folder = temporaryFolder();
  const root = join(folder.path, 'my foyer');
  mkdirSync(join(root, 'sync-server/cli'), { recursive: true });
  mkdirSync(join(root, 'renderer'));
  for (const part of ['electron', 'shared', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(ROOT, part), join(root, part), { recursive: true });
  }
  cpSync(join(ROOT, 'electron.vite.config.ts'), join(root, 'electron.vite.config.ts'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'dir');
  writeFileSync(join(root, 'sync-server/cli/main.ts'), SERVER);
  writeFileSync(join(root, 'renderer/index.html'), '<html><head></head><body>built</body></html>');
  pretendBuilt(root);
  const data = join(folder.path, 'my data');
  return { root, data, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

/** Puts a build in place as if it had been made from the sources as they are. */
export function pretendBuilt(root: string): void {
  for (const file of ['out/renderer/index.html', 'out/main/main.js', 'out/preload/preload.cjs']) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '<html><head></head><body>built</body></html>');
  }
  writeFileSync(join(root, STAMP_FILE), JSON.stringify({ sources: fingerprintOf(root) }));
}

export type Running = {
  readonly child: ChildProcess;
  said(): string;
  until(text: string | RegExp): Promise<void>;
  readonly ended: Promise<number | null>;
};

/** `npm start` without npm. */
export function runStart(project: Project, env: Record<string, string>): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', join(project.root, 'electron/start/start.ts')], {
    cwd: project.root,
    // A group of its own, as a terminal gives it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', FOYER_DATA: project.data, ...env },
  });
  let said = '';
  let wake: () => void = () => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      wake();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      resolve(code);
      wake();
    });
  });
  return {
    child,
    said: () => said,
    ended,
    until: async (text) => {
      while (!(typeof text === 'string' ? said.includes(text) : text.test(said))) {
        if (child.exitCode !== null) throw new Error(`Ended before it said "${text}":\n${said}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** The first of four free ports in a row. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const base = 20_000 + Math.floor(Math.random() * 30_000);
    const free = await Promise.all([base, base + 1, base + 2, base + 3].map(isFree));
    if (free.every(Boolean)) return base;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
