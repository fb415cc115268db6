import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { defaultBrowser, findChromium } from './browsers.ts';
import { electronBinary } from './electron-binary.ts';
import type { Opener, StartSettings } from './settings.ts';

/** A program that ends sooner than this did not open. */
const OPENS_WITHIN_MS = 4_000;
const STOP_MS_MAX = 3_000;

export type Opened = { readonly says: string; stop(): Promise<void> };

export type OpenOptions = {
  readonly settings: StartSettings;
  readonly url: string;
  /** Environment of the desktop shell: its server, its code. */
  readonly shellEnv: () => Readonly<Record<string, string>>;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
};

/** Whether a window can appear at all. */
export function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** Opens the counter in the best window there is, and says which; where there is none, says what to do instead. */
export async function openCounter(options: OpenOptions): Promise<Opened> {
  const { opener } = options.settings;
  const inYourBrowser = {
    says: 'Open the address of a counter in a browser on this machine.',
    stop: nothing,
  };
  if (opener === 'none') return inYourBrowser;
  if (!hasDisplay(options.env, options.platform)) {
    return { ...inYourBrowser, says: `There is no display here. ${inYourBrowser.says}` };
  }
  for (const way of waysOf(opener)) {
    const opened = await way(options);
    if (opened !== null) return opened;
    if (options.signal.aborted) break;
  }
  return inYourBrowser;
}

type Way = (options: OpenOptions) => Promise<Opened | null>;

function waysOf(opener: Opener): readonly Way[] {
  if (opener === 'electron') return [viaElectron];
  return opener === 'browser' ? [viaChromium, viaDefault] : [viaElectron, viaChromium, viaDefault];
}

const viaElectron: Way = async ({ settings, shellEnv, env, isRoot, say, signal }) => {
  // Chromium's sandbox does not work for root, and without it no till should run.
  if (isRoot) return null;
  const binary = await electronBinary(settings.root, env, say, signal);
  if (binary === null) return null;
  return opened(spawn(binary, [settings.root], { env: { ...env, ...shellEnv() }, stdio: 'ignore' }), signal, {
    says: 'The desktop counter is open in its own window.',
    closed: () => say('The desktop counter was closed. The counters in the browser are still open.'),
  });
};

const viaChromium: Way = async ({ settings, url, env, platform, isRoot, say, signal }) => {
  const browser = isRoot ? null : findChromium(env, platform);
  if (browser === null) return null;
  // A profile of its own: nobody clears the till's data along with a browser's.
  const profile = join(settings.data, 'devices', 'counter-1', 'browser');
  const flags = [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
  ];
  return opened(spawn(browser, flags, { env, stdio: 'ignore' }), signal, {
    says: 'Electron is not here, so Counter 1 is open in a Chromium window.',
    closed: () => say('The window of Counter 1 was closed. Its address is still good.'),
  });
};

const viaDefault: Way = async ({ url, env, platform, signal }) => {
  const { command, args } = defaultBrowser(platform, url);
  const child = spawn(command, args, { env, stdio: 'ignore', detached: true });
  child.unref();
  // Launchers hand over and end at once, well or badly.
  const ok = await ends(child, OPENS_WITHIN_MS, signal);
  return ok === false ? null : { says: 'Counter 1 is open in your browser.', stop: nothing };
};

/** Watches a window's process: null when it ends at once, which means that it did not open. */
async function opened(
  child: ChildProcess,
  signal: AbortSignal,
  texts: { says: string; closed: () => void },
): Promise<Opened | null> {
  if ((await ends(child, OPENS_WITHIN_MS, signal)) !== null) return null;
  let stopping = false;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
      if (!stopping && !signal.aborted) texts.closed();
    });
  });
  return {
    says: texts.says,
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
      await gone;
      clearTimeout(insist);
    },
  };
}

/** Whether the process ended well (true) or badly (false) within the time; null: it still runs. */
function ends(child: ChildProcess, msMax: number, signal: AbortSignal): Promise<boolean | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), msMax);
    signal.addEventListener('abort', () => resolve(null), { once: true });
    const end = (well: boolean): void => {
      clearTimeout(timer);
      resolve(well);
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
  });
}

const nothing = async (): Promise<void> => undefined;
