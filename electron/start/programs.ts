import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HostError } from '../abilities/host-error.ts';
import { type Child, superviseChild } from './child.ts';
import { openLogFile } from './log-file.ts';
import { AgentNews, ServerNews } from './news.ts';
import { databaseOf, type StartSettings, type Till } from './settings.ts';

const SERVER_MS_MAX = 120_000;
const AGENT_MS_MAX = 30_000;

/** What a program is run with: TypeScript as it is, and an end when the starter ends. */
function nodeArgs(root: string, script: string): string[] {
  const follow = pathToFileURL(join(root, 'electron/start/follow-parent.ts')).href;
  return ['--import', import.meta.resolve('tsx'), '--import', follow, join(root, script)];
}

export type Running<News> = { readonly child: Child; readonly first: Promise<News> };

/** Starts the sync server on its database with the demo cinema; `first` is its first word. */
export function startServer(
  settings: StartSettings,
  say: (line: string) => void,
  signal: AbortSignal,
): Running<ServerNews> {
  const { root, data, serverPort } = settings;
  const log = openLogFile(join(data, 'logs', 'server.log'));
  const args = ['--host', '127.0.0.1', '--port', String(serverPort), '--db', databaseOf(settings), '--demo'];
  const first = firstWord<ServerNews>(SERVER_MS_MAX, `The sync server did not come up. Its log: ${log.path}`);
  const child = superviseChild({
    name: 'The sync server',
    command: process.execPath,
    args: [...nodeArgs(root, 'sync-server/cli/main.ts'), ...args],
    cwd: root,
    env: process.env,
    log,
    signal,
    say,
    onNews: (raw) => {
      const news = ServerNews.safeParse(raw);
      if (news.success) first.give(news.data);
    },
    onGivenUp: (lastWords) => {
      if (first.fail(`The sync server does not start.\n${lastWords}`)) return;
      say(`The sync server keeps ending and is not started again. The tills go on without it.\n${lastWords}`);
    },
  });
  return { child, first: first.promise };
}

/** What a device is opened with: a one-time code to enrol, and for a kiosk the PIN that leaves its public face. */
export type TillKeys = { readonly code?: string; readonly kioskPin?: string };

/** Starts the loopback agent of a till; `first` comes when it serves pages and its enrolment is settled. */
export function startTill(
  settings: StartSettings,
  till: Till,
  { code, kioskPin }: TillKeys,
  say: (line: string) => void,
  signal: AbortSignal,
): Running<AgentNews> {
  const { root, data, serverUrl } = settings;
  const log = openLogFile(join(data, 'logs', `${till.device}.log`));
  const invitation = code === undefined ? [] : ['--enrol', code, '--name', till.name];
  const args = ['--device', till.device, '--data', data, '--port', String(till.port), '--server', serverUrl];
  const first = firstWord<AgentNews>(AGENT_MS_MAX, `${till.name} did not come up. Its log: ${log.path}`);
  const child = superviseChild({
    name: till.name,
    command: process.execPath,
    args: [...nodeArgs(root, 'electron/agent/main.ts'), ...args, ...invitation],
    cwd: root,
    env: tillEnv(till, kioskPin),
    log,
    signal,
    say,
    onNews: (raw) => {
      const news = AgentNews.safeParse(raw);
      if (!news.success || news.data.event === 'ready') return;
      if (news.data.event !== 'enrolled') say(`${till.name}: ${news.data.why}`);
      if (news.data.event !== 'moved') first.give(news.data);
    },
    onGivenUp: (lastWords) => {
      if (first.fail(`${till.name} does not start.\n${lastWords}`)) return;
      say(`${till.name} keeps ending and is not started again.\n${lastWords}`);
    },
  });
  return { child, first: first.promise };
}

/** Counters have a simulated terminal that speaks ZVT, kiosks one that speaks nexo, so that both are seen at work. */
function tillEnv({ kind }: Till, kioskPin: string | undefined): NodeJS.ProcessEnv {
  return {
    FOYER_TERMINAL: kind === 'lobby' ? 'simulated:nexo' : 'simulated:zvt',
    ...process.env,
    ...(kioskPin === undefined ? {} : { FOYER_KIOSK_PIN: kioskPin }),
  };
}

/** `fail` says whether anybody was still waiting. */
type FirstWord<Word> = { promise: Promise<Word>; give(word: Word): void; fail(why: string): boolean };

function firstWord<Word>(msMax: number, silence: string): FirstWord<Word> {
  let waiting = true;
  let give: (word: Word) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Word>((resolve, refuse) => {
    give = resolve;
    reject = refuse;
  });
  const settled = (): boolean => {
    const waited = waiting;
    waiting = false;
    clearTimeout(timer);
    return waited;
  };
  const fail = (why: string): boolean => {
    const waited = settled();
    reject(new HostError('no-start', why));
    return waited;
  };
  const timer = setTimeout(() => fail(silence), msMax);
  // Whoever waits hears of it; nobody waiting is no crash.
  promise.catch(() => undefined);
  return {
    promise,
    fail,
    give: (word) => {
      settled();
      give(word);
    },
  };
}
