import { expect, test } from 'vitest';
import { payment, temporaryFolder } from '#electron/abilities/testing.ts';
import { isOnlyInstance } from '#electron/main/guards/single-instance.ts';
import { isOwn, ORIGIN } from '#electron/main/scheme.ts';
import { bridgeOver } from '#electron/preload/bridge.ts';
import { BRIDGE } from '#shared/wire/bridge.ts';
import type { DoubleFrame } from './double.ts';
import { type DoubledShell, electronOf, openDoubledShell, quit, runPreload, shellSettings } from './shell.ts';

async function open(): Promise<DoubledShell & AsyncDisposable> {
  const folder = temporaryFolder();
  const shell = await openDoubledShell(shellSettings(folder.path));
  return {
    ...shell,
    [Symbol.asyncDispose]: async () => {
      if (shell.double.app.exits.length === 0) await quit(shell);
      folder[Symbol.dispose]();
    },
  };
}

test('[SHL1] the window has none of Node’s powers and shows our own page', async () => {
  await using shell = await open();
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
  await using shell = await open();
  expect(shell.double.privileged).toMatchObject([
    { scheme: 'foyer', privileges: { standard: true, secure: true } },
  ]);
  expect(shell.double.frameAt(`${ORIGIN}/shows/17`).origin).toBe(ORIGIN);
  expect(shell.double.hasIndexedDb(`${ORIGIN}/`)).toBe(true);
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
  await using shell = await open();
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
  await using shell = await open();
  const contents = shell.double.windows[0]?.webContents;
  expect(contents?.opensWindow('foyer://app/')).toBe(false);
  expect(contents?.opensWindow('https://evil.example/')).toBe(false);
  expect(contents?.lets('will-attach-webview', {})).toBe(false);
});

test('[SHL4] every permission is denied but lasting storage and the way to the server, and those to our page only', async () => {
  await using shell = await open();
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
  await using shell = await open();
  const { world, foyer } = await runPreload(shell);
  expect([...shell.double.verbs.keys()].sort()).toEqual(
    Object.keys(BRIDGE)
      .map((verb) => `foyer:${verb}`)
      .sort(),
  );
  expect(Object.keys(world)).toEqual(['foyer']);
  expect(Object.keys(foyer).sort()).toEqual(Object.keys(BRIDGE).sort());
  expect(Object.isFrozen(world['foyer'])).toBe(true);
  expect(await foyer.identity?.({})).toEqual({ enrolled: false, serverUrl: 'http://127.0.0.1:1' });
  await expect(foyer.appendJournal?.(payment(1))).rejects.toThrow(
    new Error('This device is not enrolled with a server yet.'),
  );
  await expect(foyer.identity?.({ more: 1 })).rejects.toThrow(/was called wrongly/);
  await expect(foyer.print?.({ ...payment(1), run: () => undefined })).rejects.toThrow(/could not be cloned/);
});

test('[SHL5] a frame of another origin, a frame within the page and a frame that is gone are refused', async () => {
  await using shell = await open();
  const strangers: (DoubleFrame | null)[] = [
    { origin: 'https://evil.example', parent: null },
    { origin: 'null', parent: null },
    { origin: 'foyer://apple', parent: null },
    shell.double.frameAt(`${ORIGIN}/`, shell.double.frameAt(`${ORIGIN}/`)),
    shell.double.frameAt('file:///etc/passwd'),
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
  await using shell = await open();
  const contents = shell.double.windows[0]?.webContents;
  contents?.emit('render-process-gone', {}, { reason: 'clean-exit' });
  for (let crash = 0; crash < 6; crash += 1) contents?.emit('render-process-gone', {}, { reason: 'crashed' });
  expect(contents?.reloads).toBe(5);
  expect(shell.double.app.exits).toEqual([1]);
});

test('[SHL6] quitting waits until the journal is closed, and frees the device', async () => {
  await using shell = await open();
  shell.double.app.quit();
  expect(shell.double.app.exits).toEqual([]);
  await expect.poll(() => shell.double.app.exits).toEqual([0]);
});

test('[SHL7] a second instance gives way and brings the first one to the front', async () => {
  await using shell = await open();
  const { app } = await electronOf(shell.double);
  const before = shell.double.windows[0]?.shown ?? 0;
  expect(isOnlyInstance(app, () => shell.shell.comeForward())).toBe(true);
  if (shell.double.windows[0] !== undefined) shell.double.windows[0].minimized = true;
  shell.double.app.emit('second-instance');
  expect(shell.double.windows[0]?.isMinimized()).toBe(false);
  expect(shell.double.windows[0]?.shown).toBe(before + 1);
  shell.double.app.hasLock = false;
  expect(isOnlyInstance(app, () => shell.shell.comeForward())).toBe(false);
});
