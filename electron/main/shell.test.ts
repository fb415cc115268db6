import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { BRIDGE } from '#shared/wire/bridge.ts';
import { payment, temporaryFolder } from '../abilities/testing.ts';
import { bridgeOver } from '../preload/bridge.ts';
import { type DoubleFrame, electronDouble } from './double.ts';
import { isOnlyInstance } from './guards/single-instance.ts';
import { isOwn, ORIGIN, registerScheme } from './scheme.ts';
import { openShell } from './shell.ts';

const PAGE: DoubleFrame = { origin: ORIGIN, parent: null };

type Opened = {
  double: ReturnType<typeof electronDouble>;
  logged: string[];
  comeForward(): void;
} & Disposable;

/** Electron's module as the shell imports it, with the double in its place. */
async function electronOf(double: ReturnType<typeof electronDouble>) {
  vi.resetModules();
  vi.doMock('electron', () => ({ ...double }));
  return import('electron');
}

async function open(): Promise<Opened> {
  const folder = temporaryFolder();
  const pages = join(folder.path, 'pages');
  mkdirSync(pages);
  writeFileSync(join(pages, 'index.html'), '<html><head></head><body>till</body></html>');
  const double = electronDouble();
  const logged: string[] = [];
  const settings = {
    device: 'desktop',
    folder: join(folder.path, 'desktop'),
    serverUrl: 'http://127.0.0.1:1',
    pages,
    preload: '/out/preload/preload.cjs',
    printer: undefined,
    keyFile: undefined,
    invitation: null,
  };
  const shell = await openShell(await electronOf(double), settings, (line) => logged.push(line));
  return {
    double,
    logged,
    comeForward: () => shell.comeForward(),
    [Symbol.dispose]: () => {
      double.app.quit();
      folder[Symbol.dispose]();
    },
  };
}

test('[SHL1] the window has none of Node’s powers and shows our own page', async () => {
  using shell = await open();
  const [window] = shell.double.windows;
  expect(window?.loaded).toEqual(['foyer://app/']);
  expect(window?.options).toMatchObject({
    webPreferences: {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    },
  });
});

test('[SHL2] the scheme has an origin of its own, so that pages have IndexedDB, and serves only the pages', async () => {
  using shell = await open();
  const electron = await electronOf(shell.double);
  registerScheme(electron.protocol);
  expect(shell.double.protocol.privileged).toMatchObject([
    { scheme: 'foyer', privileges: { standard: true, secure: true } },
  ]);
  const serve = shell.double.schemes.get('foyer');
  if (serve === undefined) throw new Error('no scheme');
  const page = await serve(new Request('foyer://app/shows/17'));
  expect(await page.text()).toContain('till');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await serve(new Request('foyer://elsewhere/'))).status).toBe(404);
  expect((await serve(new Request('foyer://app/', { method: 'POST' }))).status).toBe(405);
  expect(
    (await serve(new Request('foyer://app/assets/%2e%2e%2f%2e%2e%2fdesktop/device-key'))).status,
  ).not.toBe(500);
  expect(await (await serve(new Request('foyer://app/printer/papers'))).text()).toContain(
    'Nothing printed yet',
  );
});

test('[SHL3] no page leaves our own, in any frame', async () => {
  using shell = await open();
  const contents = shell.double.windows[0]?.webContents;
  const goes = (url: string, isMainFrame = true): boolean | undefined =>
    contents?.lets('will-frame-navigate', { url, isMainFrame });
  expect(goes('foyer://app/shows')).toBe(true);
  for (const url of ['https://evil.example/', 'file:///etc/passwd', 'foyer://apple/', 'foyer://app.evil/']) {
    expect([url, goes(url)]).toEqual([url, false]);
    expect(contents?.lets('will-redirect', { url })).toBe(false);
  }
  expect(goes('foyer://app/', false)).toBe(false);
  expect(isOwn('foyer://app')).toBe(true);
});

test('[SHL3] no page opens a window or embeds another one', async () => {
  using shell = await open();
  const contents = shell.double.windows[0]?.webContents;
  expect(contents?.opensWindow('foyer://app/')).toBe(false);
  expect(contents?.opensWindow('https://evil.example/')).toBe(false);
  expect(contents?.lets('will-attach-webview', {})).toBe(false);
});

test('[SHL4] every permission is denied but lasting storage and the way to the server, and those to our page only', async () => {
  using shell = await open();
  const { double } = shell;
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'fullscreen',
    'openExternal',
    'serial',
    'hid',
  ]) {
    expect([permission, double.grantsRequest(permission, `${ORIGIN}/`)]).toEqual([permission, false]);
    expect([permission, double.grantsCheck(permission, `${ORIGIN}/`)]).toEqual([permission, false]);
  }
  for (const permission of ['persistent-storage', 'loopback-network', 'local-network-access']) {
    expect(double.grantsRequest(permission, `${ORIGIN}/`)).toBe(true);
    expect(double.grantsCheck(permission, `${ORIGIN}/`)).toBe(true);
    expect(double.grantsRequest(permission, 'https://evil.example/')).toBe(false);
    expect(double.grantsRequest(permission, `${ORIGIN}/`, false)).toBe(false);
    expect(double.grantsCheck(permission, 'https://evil.example')).toBe(false);
  }
  expect(double.grantsDevice()).toBe(false);
});

test('[SHL5] the page has the verbs of the bridge and nothing else, through a structured clone', async () => {
  using shell = await open();
  const { double } = shell;
  expect([...double.verbs.keys()].sort()).toEqual(
    Object.keys(BRIDGE)
      .map((verb) => `foyer:${verb}`)
      .sort(),
  );
  const foyer = bridgeOver((channel, input) => double.invoke(PAGE, channel, input));
  expect(Object.keys(foyer).sort()).toEqual(Object.keys(BRIDGE).sort());
  expect(await foyer.identity({})).toEqual({ enrolled: false, serverUrl: 'http://127.0.0.1:1' });
  await expect(foyer.appendJournal(payment(1))).rejects.toThrow(
    'This device is not enrolled with a server yet.',
  );
  await expect(foyer.identity({ more: 1 })).rejects.toThrow(/was called wrongly/);
  await expect(foyer.print({ ...payment(1), run: () => undefined })).rejects.toThrow();
});

test('[SHL5] a frame of another origin, a frame within the page and a frame that is gone are refused', async () => {
  using shell = await open();
  const strangers: (DoubleFrame | null)[] = [
    { origin: 'https://evil.example', parent: null },
    { origin: 'null', parent: null },
    { origin: 'foyer://apple', parent: null },
    { origin: ORIGIN, parent: PAGE },
    null,
  ];
  for (const stranger of strangers) {
    for (const verb of Object.keys(BRIDGE)) {
      expect(await shell.double.invoke(stranger, `foyer:${verb}`, {})).toMatchObject({ ok: false });
    }
  }
  expect(shell.logged).toHaveLength(strangers.length * Object.keys(BRIDGE).length);
});

test('[SHL5] a host that answers nonsense is an error for the page', async () => {
  const foyer = bridgeOver(async () => 'what?');
  await expect(foyer.identity({})).rejects.toThrow('The host gave no answer.');
});

test('[SHL6] a page that crashes is loaded again, one that keeps crashing is not', async () => {
  using shell = await open();
  const contents = shell.double.windows[0]?.webContents;
  contents?.emit('render-process-gone', {}, { reason: 'clean-exit' });
  for (let crash = 0; crash < 6; crash += 1) contents?.emit('render-process-gone', {}, { reason: 'crashed' });
  expect(contents?.reloads).toBe(5);
  expect(shell.double.app.exits).toEqual([1]);
});

test('[SHL6] quitting waits until the journal is closed, and frees the device', async () => {
  const shell = await open();
  let prevented = false;
  shell.double.app.emit('will-quit', { preventDefault: () => (prevented = true) });
  expect(prevented).toBe(true);
  await expect.poll(() => shell.double.app.exits).toEqual([0]);
  shell[Symbol.dispose]();
});

test('[SHL7] a second instance gives way and brings the first one to the front', async () => {
  using shell = await open();
  const { app } = await electronOf(shell.double);
  const before = shell.double.windows[0]?.shown ?? 0;
  expect(isOnlyInstance(app, () => shell.comeForward())).toBe(true);
  shell.double.app.emit('second-instance');
  expect(shell.double.windows[0]?.shown).toBe(before + 1);
  shell.double.app.hasLock = false;
  expect(isOnlyInstance(app, () => shell.comeForward())).toBe(false);
});
