import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/source.ts';

export const ELECTRON_ABSENT =
  'The Electron binary is not here: what needs the real one did not run. Its double and the built preload in Chromium did. To fetch it: node node_modules/electron/install.js';

/** Electron's program if it is here already; null where it is not. Never fetches it. */
export function electronBinary(root = ROOT, env: NodeJS.ProcessEnv = process.env): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const given = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const note = join(folder, 'path.txt');
  const name = existsSync(note) ? readFileSync(note, 'utf8').trim() : given === undefined ? null : 'electron';
  if (name === null || name === '') return null;
  const binary = join(given ?? join(folder, 'dist'), name);
  return existsSync(binary) ? binary : null;
}

/** The project of the browser stories whose tills open in the desktop application. */
export const DESKTOP_PROJECT = 'electron';

export type Desktop =
  | { readonly kind: 'runs'; readonly binary: string }
  | { readonly kind: 'absent' | 'not-run'; readonly why: string };

export type Machine = {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
};

const thisMachine = (): Machine => ({
  env: process.env,
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
});

/** Whether the real Electron can run on this machine, and if not, why. */
export function desktopHere(root = ROOT, { env, platform, isRoot }: Machine = thisMachine()): Desktop {
  const binary = electronBinary(root, env);
  if (binary === null) return { kind: 'absent', why: `ELECTRON ABSENT  ${ELECTRON_ABSENT}` };
  const notRun = (why: string): Desktop => ({
    kind: 'not-run',
    why: `ELECTRON NOT RUN  The binary is here, but ${why}.`,
  });
  if (platform === 'linux' && isRoot) return notRun('Chromium’s sandbox does not work for root');
  const hasDisplay = Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
  if (platform === 'linux' && !hasDisplay) return notRun('there is no display');
  return { kind: 'runs', binary };
}

/** The projects the browser stories are told in: always a browser, and the desktop application where it can run. */
export function storyProjects(desktop: Desktop): { name: string; testIgnore?: RegExp }[] {
  const browser = { name: 'chromium' };
  if (desktop.kind !== 'runs') return [browser];
  // axe brings a page of its own, which the desktop application does not open.
  return [browser, { name: DESKTOP_PROJECT, testIgnore: /\/access[^/]*\.story\.ts$/ }];
}

/** Says loudly why the stories are not told in the desktop application, if they are not. */
export function sayDesktop(desktop: Desktop, say: (line: string) => void = console.warn): void {
  if (desktop.kind !== 'runs') say(`\n  ${desktop.why}\n`);
}
