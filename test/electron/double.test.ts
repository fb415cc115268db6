import { expect, test } from 'vitest';
import { denyPermissions } from '#electron/main/guards/permissions.ts';
import { type ElectronDouble, electronDouble } from './double.ts';
import { electronOf } from './shell.ts';

async function ready(): Promise<ElectronDouble> {
  const double = electronDouble();
  await double.app.whenReady();
  return double;
}

/** A window at a page that answers, and what its preload has. */
async function pageOf(double: ElectronDouble, webPreferences: object = {}) {
  double.main.protocol.handle('till', () => new Response('page'));
  const window = new double.main.BrowserWindow({ webPreferences });
  await window.loadURL('till://app/');
  return { window, ...double.preloadOf(window) };
}

test('[DBL1] what belongs before ready throws after it, and the other way round', async () => {
  const double = electronDouble();
  const early = await electronOf(double);
  expect(() => early.session.defaultSession).toThrow(/only be received when app is ready/);
  expect(() => early.protocol.handle('till', () => new Response())).toThrow(/after app is ready/);
  expect(() => new early.BrowserWindow()).toThrow(/before app is ready/);
  expect(early.safeStorage.isEncryptionAvailable()).toBe(false);
  await early.app.whenReady();
  expect(() => early.protocol.registerSchemesAsPrivileged([{ scheme: 'till' }])).toThrow(
    /before app is ready/,
  );
  expect(() => early.app.enableSandbox()).toThrow(/before app is ready/);
  expect(early.safeStorage.isEncryptionAvailable()).toBe(true);
});

test('[DBL2] only a standard scheme has an origin, and with it IndexedDB', async () => {
  const double = electronDouble();
  double.main.protocol.registerSchemesAsPrivileged([
    { scheme: 'till', privileges: { standard: true } },
    { scheme: 'bare', privileges: { secure: true } },
  ]);
  expect(double.frameAt('till://app/shows').origin).toBe('till://app');
  expect(double.frameAt('bare://app/shows').origin).toBe('null');
  expect([double.hasIndexedDb('till://app/'), double.hasIndexedDb('bare://app/')]).toEqual([true, false]);
  expect(() => double.main.protocol.registerSchemesAsPrivileged([])).toThrow(/only once/);
});

test('[DBL2] an address nobody answers for does not load', async () => {
  const double = await ready();
  await expect(new double.main.BrowserWindow().loadURL('till://app/')).rejects.toThrow(
    /ERR_UNKNOWN_URL_SCHEME/,
  );
});

test('[DBL3] every permission is granted unless both handlers deny', async () => {
  const double = await ready();
  const { defaultSession } = double.main.session;
  expect(double.grants('media', 'till://app/')).toBe(true);
  defaultSession.setPermissionRequestHandler((_contents, _permission, tell) => tell(false));
  expect(double.grants('media', 'till://app/')).toBe(true);
  expect(double.grantsDevice()).toBe(true);
  denyPermissions((await electronOf(double)).session.defaultSession);
  expect(double.grants('media', 'till://app/')).toBe(false);
  defaultSession.setPermissionCheckHandler(null);
  expect(double.grants('media', 'till://app/')).toBe(true);
});

test('[DBL4] what crosses IPC is cloned, and an error keeps its words only', async () => {
  const double = await ready();
  const { electron, window } = await pageOf(double);
  const seen: unknown[] = [];
  double.main.ipcMain.handle('keep', (_event, value: unknown) => {
    seen.push(value);
    return { at: new Date(0), undefined };
  });
  double.main.ipcMain.handle('fail', () => {
    throw Object.assign(new TypeError('no paper'), { code: 'paper' });
  });
  double.main.ipcMain.handle('function', () => () => 1);
  const sent = { list: [1] };
  const answer = await electron.ipcRenderer.invoke('keep', sent);
  sent.list.push(2);
  expect(seen).toEqual([{ list: [1] }]);
  expect(answer).toEqual({ at: new Date(0), undefined });
  await expect(electron.ipcRenderer.invoke('keep', () => 1)).rejects.toThrow('could not be cloned');
  await expect(electron.ipcRenderer.invoke('function')).rejects.toThrow('could not be cloned');
  await expect(electron.ipcRenderer.invoke('nothing')).rejects.toThrow("No handler registered for 'nothing'");
  await expect(electron.ipcRenderer.invoke('fail')).rejects.toThrow(
    new Error("Error invoking remote method 'fail': TypeError: no paper"),
  );
  expect(() => double.main.ipcMain.handle('fail', () => 1)).toThrow(/second handler/);
  expect(window.webContents.mainFrame).toMatchObject({ origin: 'null', parent: null });
});

test('[DBL5] a page has what the context bridge copies, and functions only as proxies', async () => {
  const double = await ready();
  const { electron, world } = await pageOf(double);
  const held = { secret: 1 };
  class Card {
    number = 4;
  }
  const api = {
    echo: (value: unknown) => value,
    held,
    fails: async () => Promise.reject(Object.assign(new TypeError('no'), { code: 7 })),
    call: (back: (n: number) => number) => back(2) + 1,
  };
  electron.contextBridge.exposeInMainWorld('api', api);
  expect(Object.keys(world)).toEqual(['api']);
  const exposed: unknown = world['api'];
  expect(exposed).not.toBe(api);
  expect(Object.isFrozen(exposed)).toBe(true);
  expect(exposed).toMatchObject({ held: { secret: 1 } });
  const { echo, fails, call } = callables(exposed);
  expect(echo).not.toBe(api.echo);
  expect(call?.((n: number) => n * 10)).toBe(21);
  expect(echo?.(new Card())).toEqual({ number: 4 });
  expect(echo?.(held)).not.toBe(held);
  expect(() => echo?.(Symbol('no'))).toThrow();
  await expect(Promise.resolve(fails?.())).rejects.toEqual(new Error('no'));
  expect(() => electron.contextBridge.exposeInMainWorld('api', {})).toThrow(/existing property/);
});

test('[DBL5] a window without isolation has no context bridge, one with Node’s powers shows them', async () => {
  const open = await pageOf(await ready(), { contextIsolation: false });
  expect(() => open.electron.contextBridge.exposeInMainWorld('api', {})).toThrow(/contextIsolation/);
  const strong = await pageOf(await ready(), { nodeIntegration: true, sandbox: false });
  expect(Object.keys(strong.world)).toContain('require');
});

function callables(value: unknown): Record<string, (...args: unknown[]) => unknown> {
  const found: Record<string, (...args: unknown[]) => unknown> = {};
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, held] of Object.entries(value))
    if (typeof held === 'function') found[name] = (...args) => held(...args);
  return found;
}
