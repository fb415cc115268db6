import { expect, test } from 'vitest';
import { payment, temporaryFolder } from '#electron/abilities/testing.ts';
import { isOnlyInstance } from '#electron/main/guards/single-instance.ts';
import { isOwn, ORIGIN } from '#electron/main/scheme.ts';
import { bridgeOver } from '#electron/preload/bridge.ts';
import { BRIDGE } from '#shared/wire/bridge.ts';
import { KIOSK_PIN, openPlace } from '../contract/place.ts';
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

test('[SHL2] the simulated printer and terminal are reached at the scheme as at the agent, by our own scripts only', async () => {
  await using shell = await open();
  const serve = shell.double.schemes.get('foyer');
  if (serve === undefined) throw new Error('no scheme');
  const post = (path: string, body: string, headers: Record<string, string> = { 'x-foyer-bridge': '1' }) =>
    serve(new Request(`foyer://app${path}`, { method: 'POST', headers, body }));
  expect(await (await serve(new Request('foyer://app/terminal'))).text()).toContain(
    'Card terminal of desktop',
  );
  expect(await (await serve(new Request('foyer://app/terminal/page.js'))).text()).toContain(
    'Back to the till',
  );
  const slow = JSON.stringify({ next: 'slow' });
  expect(await (await post('/terminal/behaviour', slow)).json()).toEqual({ next: 'slow' });
  expect(await (await serve(new Request('foyer://app/terminal/state'))).json()).toMatchObject({
    next: 'slow',
  });
  expect(await (await post('/printer/faults', '{"paperOut":true}')).json()).toMatchObject({ paperOut: true });
  expect((await post('/terminal/behaviour', '{"next":"explode"}')).status).toBe(400);
  expect((await post('/terminal/behaviour', 'x')).status).toBe(400);
  expect((await post('/terminal/behaviour', ' '.repeat(5_000))).status).toBe(400);
  expect((await post('/bridge/identity', '{}')).status).toBe(404);
  const foreign = { 'x-foyer-bridge': '1', origin: 'https://evil.example' };
  expect((await post('/terminal/behaviour', slow, foreign)).status).toBe(403);
  expect((await post('/terminal/behaviour', slow, {})).status).toBe(405);
});

/** What a window lets through of a key. */
function passes({ double }: DoubledShell, key: string, held: Partial<Record<string, boolean>> = {}): boolean {
  let prevented = false;
  const event = { preventDefault: () => (prevented = true) };
  const input = { key, control: false, meta: false, alt: false, ...held };
  double.windows[0]?.webContents.emit('before-input-event', event, input);
  return !prevented;
}

const LOCKED = { kiosk: true, fullScreen: true, closable: false, minimizable: false, menuBar: false };

test('[SHL12] a lobby has the whole screen, without menus, shortcuts or a way to close it, until staff leave by PIN', async () => {
  await using place = await openPlace();
  const settings = shellSettings(place.folder, { folder: place.deviceFolder, serverUrl: place.serverUrl });
  const shell = await openDoubledShell(settings);
  const window = shell.double.windows[0];
  const { foyer } = await runPreload(shell);
  expect(window?.is).toMatchObject({ kiosk: false, closable: true });
  expect([passes(shell, 'r', { control: true }), window?.closes()]).toEqual([true, true]);
  expect(await foyer.enterKiosk?.({})).toEqual({ fillsScreen: true });
  expect(window?.is).toEqual(LOCKED);
  for (const key of ['F5', 'F11', 'F12']) expect([key, passes(shell, key)]).toEqual([key, false]);
  for (const held of ['control', 'meta', 'alt'])
    expect([held, passes(shell, 'r', { [held]: true })]).toEqual([held, false]);
  expect([passes(shell, 'Tab'), passes(shell, 'Escape'), passes(shell, 'a')]).toEqual([true, true, true]);
  expect(window?.closes()).toBe(false);
  expect(window?.webContents.lets('context-menu', {})).toBe(false);
  expect(await foyer.leaveKiosk?.({ pin: '0000' })).toEqual({ result: 'wrong' });
  expect(window?.is).toEqual(LOCKED);
  expect(await foyer.leaveKiosk?.({ pin: KIOSK_PIN })).toEqual({ result: 'right' });
  expect(window?.is).toMatchObject({ kiosk: false, fullScreen: false, closable: true });
  expect(window?.closes()).toBe(true);
  await quit(shell);
});

test('[SHL12] a device enrolled as a lobby starts with the whole screen, and starts anew when its page keeps dying', async () => {
  await using place = await openPlace();
  place.server.kind = 'lobby';
  const invitation = { serverUrl: place.serverUrl, code: 'good', name: 'Kiosk 1' };
  const shell = await openDoubledShell(
    shellSettings(place.folder, { folder: place.deviceFolder, invitation }),
  );
  const window = shell.double.windows[0];
  expect(window?.is).toEqual(LOCKED);
  for (let crash = 0; crash < 6; crash += 1)
    window?.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  expect([shell.double.app.relaunches, shell.double.app.exits]).toEqual([1, [1]]);
  shell.double.app.exits.length = 0;
  await quit(shell);
  // A system that shuts down is not kept from it.
  expect(window?.closes()).toBe(true);
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
