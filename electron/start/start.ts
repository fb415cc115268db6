import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { HostError, messageOf } from '../abilities/host-error.ts';
import { acquireLock, type Lock, LockHeld } from '../abilities/lock.ts';
import { ensureBuilt } from './build.ts';
import type { ServerNews } from './news.ts';
import { openCounter } from './open-counter.ts';
import { requirePorts } from './ports.ts';
import { startServer, startTill, type TillKeys } from './programs.ts';
import { readStartSettings, type StartSettings, type Till, tillUrl } from './settings.ts';
import { onAskedToStop } from './stop.ts';
import { lockNote, welcome } from './welcome.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What has been started and must be stopped. */
type Started = { stop(): Promise<void> }[];

async function main(): Promise<void> {
  const settings = readStartSettings(
    { env: process.env, platform: process.platform, home: homedir() },
    resolve(import.meta.dirname, '../..'),
  );
  const started: Started = [];
  const stopping = new AbortController();
  onAskedToStop(
    () => {
      say('\nClosing …');
      stopping.abort();
    },
    () => process.exit(1),
  );
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  const lock = lockData(settings);
  try {
    await run(settings, started, stopping.signal);
    await aborted(stopping.signal);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    const stops = await Promise.allSettled(started.map((part) => part.stop()));
    for (const one of stops) {
      if (one.status === 'rejected') say(`Not closed cleanly: ${messageOf(one.reason)}`);
    }
    lock.release();
  }
}

async function run(settings: StartSettings, started: Started, signal: AbortSignal): Promise<void> {
  const { tills } = settings;
  await requirePorts([settings.serverPort, ...tills.map((till) => till.port)]);
  await ensureBuilt(settings.root, say, signal);
  say('Opening the cinema …');
  const server = startServer(settings, say, signal);
  started.push(server.child);
  const news = await orAborted(server.first, signal);
  const agents = tills.map((till) => startTill(settings, till, opensWith(settings, till, news), say, signal));
  started.push(...agents.map((agent) => agent.child));
  await orAborted(Promise.all(agents.map((agent) => agent.first)), signal);
  say(welcome(settings, news));
  await open(settings, news, started, signal);
}

/** Each device of a kind has a code of its own; a kiosk's public face is left with the supervisor's PIN. */
function opensWith({ tills }: StartSettings, till: Till, { codes, pins }: ServerNews): TillKeys {
  const alike = tills.filter(({ kind }) => kind === till.kind);
  const code = codes[till.kind][alike.indexOf(till)];
  const kioskPin = till.kind === 'lobby' ? pins['supervisor'] : undefined;
  return {
    ...(code === undefined ? {} : { code }),
    ...(kioskPin === undefined ? {} : { kioskPin }),
  };
}

async function open(
  settings: StartSettings,
  news: ServerNews,
  started: Started,
  signal: AbortSignal,
): Promise<void> {
  const [till] = settings.tills;
  if (till === undefined) return;
  const opened = await openCounter({
    settings,
    url: tillUrl(till),
    shellEnv: () => shellEnv(settings, news.codes.counter[counters(settings)]),
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    say,
    signal,
  });
  started.push(opened);
  say(opened.says);
}

const counters = ({ tills }: StartSettings): number => tills.filter(({ kind }) => kind === 'counter').length;

/** The desktop shell is a till of its own: two hosts never share one device. */
function shellEnv(settings: StartSettings, code: string | undefined): Record<string, string> {
  return {
    FOYER_DATA: settings.data,
    FOYER_DEVICE: 'desktop',
    FOYER_SERVER: settings.serverUrl,
    FOYER_NAME: 'Desktop counter',
    ...(code === undefined ? {} : { FOYER_ENROL: code }),
    ...(process.platform === 'linux'
      ? { FOYER_KEY_FILE: process.env['FOYER_KEY_FILE'] ?? keyFile(settings) }
      : {}),
  };
}

/** Desktops on Linux may have no keychain; a demo must start all the same, so its key is in a file of its own. */
function keyFile({ data }: StartSettings): string {
  const file = join(data, 'desktop.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return file;
}

function lockData(settings: StartSettings): Lock {
  try {
    return acquireLock(join(settings.data, 'start.lock'), lockNote(settings.tills));
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    throw new HostError(
      'already-running',
      `Foyer is already running here (process ${error.pid}): ${error.says}\nTo run a second one, give it its own FOYER_DATA and FOYER_PORT.`,
    );
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}

async function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return Promise.race([
    promise,
    aborted(signal).then(() => Promise.reject(new HostError('aborted', 'Closed while opening.'))),
  ]);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof HostError ? error.message : messageOf(error)}\n`);
    process.exit(1);
  },
);
