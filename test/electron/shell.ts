import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { z } from 'zod';
import type { ShellSettings } from '#electron/main/settings.ts';
import { openShell, type Shell } from '#electron/main/shell.ts';
import type { BridgeVerb } from '#shared/wire/bridge.ts';
import { BRIDGE } from '#shared/wire/bridge.ts';
import { type ElectronDouble, electronDouble, type PreloadDouble } from './double.ts';

/** Electron's module as a main process imports it, with the double in its place. */
export async function electronOf(double: ElectronDouble) {
  vi.resetModules();
  vi.doMock('electron', () => ({ ...double.main }));
  return import('electron');
}

export function shellSettings(folder: string, change: Partial<ShellSettings> = {}): ShellSettings {
  const pages = join(folder, 'pages');
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<html><head></head><body>till</body></html>');
  return {
    device: 'desktop',
    folder: join(folder, 'desktop'),
    serverUrl: 'http://127.0.0.1:1',
    pages,
    preload: '/out/preload/preload.cjs',
    printer: undefined,
    receiptPrinter: undefined,
    terminal: undefined,
    keyFile: undefined,
    invitation: null,
    ...change,
  };
}

export type DoubledShell = {
  readonly double: ElectronDouble;
  readonly shell: Shell;
  readonly logged: string[];
};

/** The shell on the double, in the order of `main.ts`. */
export async function openDoubledShell(settings: ShellSettings): Promise<DoubledShell> {
  const double = electronDouble();
  const electron = await electronOf(double);
  const { registerScheme } = await import('#electron/main/scheme.ts');
  registerScheme(electron.protocol);
  await electron.app.whenReady();
  const logged: string[] = [];
  const shell = await openShell(electron, settings, (line) => logged.push(line));
  return { double, shell, logged };
}

/** Quits as the user would, and waits until the journal is closed. */
export async function quit({ double }: DoubledShell): Promise<void> {
  double.app.quit();
  await vi.waitFor(() => {
    if (double.app.exits.length === 0) throw new Error('still quitting');
  });
}

const Exposed = z.partialRecord(
  z.enum(Object.keys(BRIDGE)),
  z.custom<(input: unknown) => Promise<unknown>>((value) => typeof value === 'function'),
);

/** Runs the preload beside the shell's page and gives what the page then has. */
export async function runPreload({ double }: DoubledShell): Promise<
  PreloadDouble & {
    readonly foyer: Readonly<Partial<Record<BridgeVerb, (input: unknown) => Promise<unknown>>>>;
  }
> {
  const [window] = double.windows;
  if (window === undefined) throw new Error('the shell opened no window');
  const preload = double.preloadOf(window);
  vi.resetModules();
  vi.doMock('electron', () => ({ ...preload.electron }));
  await import('#electron/preload/preload.ts');
  return { ...preload, foyer: Exposed.parse(preload.world['foyer']) };
}
