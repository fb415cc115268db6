import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isVerb } from '#electron/abilities/call-verb.ts';
import { temporaryFolder } from '#electron/abilities/testing.ts';
import { ORIGIN } from '#electron/main/scheme.ts';
import { bridgeOver } from '#renderer/host/bridge.ts';
import { BRIDGE } from '#shared/wire/bridge.ts';
import { ensureBuilt } from '../electron/built.ts';
import { runIsolatedPreload } from '../electron/isolated-preload.ts';
import { type DoubledShell, openDoubledShell, quit, shellSettings } from '../electron/shell.ts';
import { CHROMIUM_FLAGS, ensureChromium } from '../support/chromium.ts';
import { ROOT } from '../support/source.ts';
import { type Host, hostContract } from './host.ts';

/** The web has no scheme of ours: this origin stands for it in the browser. */
const STAND_IN = 'https://app.foyer.test';
const PRELOAD = join(ROOT, 'out/preload/preload.cjs');

let browser: Browser;
beforeAll(async () => {
  ensureBuilt(PRELOAD);
  browser = await chromium.launch({ executablePath: ensureChromium(() => undefined), args: CHROMIUM_FLAGS });
}, 240_000);
afterAll(() => browser.close());

type Opened = { readonly shell: DoubledShell; readonly page: Page; readonly context: BrowserContext };

/** The shell on its double, and its page in a real browser with the built preload beside it. */
async function open(settings: Parameters<typeof openDoubledShell>[0]): Promise<Opened> {
  const shell = await openDoubledShell(settings);
  const context = await browser.newContext();
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    if (!url.startsWith(`${STAND_IN}/`))
      return route.fulfill({ body: '<html><body>elsewhere</body></html>', contentType: 'text/html' });
    const serve = shell.double.schemes.get('foyer');
    const answer = await serve?.(new Request(url.replace(STAND_IN, ORIGIN)));
    if (answer === undefined) return route.abort();
    return route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
  const page = await context.newPage();
  await runIsolatedPreload(page, PRELOAD, (frame, channel, ...args) =>
    shell.double.invoke(
      { ...frame, origin: frame.origin === STAND_IN ? ORIGIN : frame.origin },
      channel,
      ...args,
    ),
  );
  await page.goto(`${STAND_IN}/`);
  return { shell, page, context };
}

const close = async ({ shell, context }: Opened): Promise<void> => {
  await context.close();
  await quit(shell);
};

type Said = { readonly ok: boolean; readonly value?: unknown; readonly message?: string };

/** Says a verb as a script of the page does. */
async function say(page: Page, verb: string, input: unknown): Promise<unknown> {
  const said = await page.evaluate(
    async ([name, given]): Promise<Said> => {
      try {
        const { foyer } = window;
        const call = Object.entries(foyer ?? {}).find(([key]) => key === name)?.[1];
        if (call === undefined) return { ok: false, message: `There is no verb ${String(name)}.` };
        return { ok: true, value: await call(given) };
      } catch (error) {
        return { ok: false, message: error instanceof Error ? error.message : String(error) };
      }
    },
    [verb, input] as const,
  );
  if (!said.ok) throw new Error(said.message ?? 'nothing was said');
  return said.value;
}

hostContract('the built preload in Chromium', async ({ folder, deviceFolder, serverUrl }): Promise<Host> => {
  const opened = await open(shellSettings(folder, { folder: deviceFolder, serverUrl }));
  const { page } = opened;
  return {
    bridge: bridgeOver((verb, input) => say(page, verb, input)),
    fillsScreen: true,
    seals: true,
    say: (verb, input) => say(page, isVerb(verb) ? verb : `no ${verb}`, input),
    close: () => close(opened),
  };
});

test('[SHL5] beside the built preload a page has the verbs and nothing of Electron or Node', async () => {
  using folder = temporaryFolder();
  const opened = await open(shellSettings(folder.path));
  const found = await opened.page.evaluate(() => ({
    verbs: Object.keys(window.foyer ?? {}),
    frozen: Object.isFrozen(window.foyer),
    powers: [
      'require',
      'process',
      'module',
      'exports',
      'Buffer',
      'electron',
      'ipcRenderer',
      'doubled',
      'foyerDoubleInvoke',
    ].filter((name) => name in window),
  }));
  expect(found).toEqual({ verbs: expect.arrayContaining(Object.keys(BRIDGE)), frozen: true, powers: [] });
  expect(found.verbs.length, 'more or fewer verbs than the sources have: run npm run build').toBe(
    Object.keys(BRIDGE).length,
  );
  expect(await opened.page.evaluate('typeof doubled')).toBe('undefined');
  const unclonable = opened.page.evaluate(() => window.foyer?.openDrawer?.({ reason: () => 'change' }));
  await expect(unclonable).rejects.toThrow(/could not be cloned/);
  await close(opened);
});

test('[SHL5] the built preload in a foreign page is refused by the main process', async () => {
  using folder = temporaryFolder();
  const opened = await open(shellSettings(folder.path));
  await opened.page.goto('https://evil.example/');
  await expect(say(opened.page, 'identity', {})).rejects.toThrow('Only the till’s own page may ask this.');
  expect(opened.shell.logged).toEqual(['identity was asked for by https://evil.example and refused.']);
  await close(opened);
});

test('[SHL2] the built pages start in a browser under the shell’s own policy, through the built preload', async () => {
  using folder = temporaryFolder();
  expect(existsSync(join(ROOT, 'out/renderer/index.html'))).toBe(true);
  const opened = await open(shellSettings(folder.path, { pages: join(ROOT, 'out/renderer') }));
  const complaints: string[] = [];
  opened.page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  opened.page.on('pageerror', (error) => complaints.push(error.message));
  await opened.page.reload();
  await opened.page.getByRole('textbox').first().waitFor();
  expect(complaints).toEqual([]);
  await close(opened);
});
