import type * as Electron from 'electron';
import { DoubleApp } from './double/app.ts';
import { type DoubleFrame, frameAt } from './double/contents.ts';
import { doubleIpc } from './double/ipc.ts';
import { doublePermissions } from './double/permissions.ts';
import { doublePreload, type PreloadDouble } from './double/preload.ts';
import { doubleProtocol } from './double/protocol.ts';
import { DoubleWindow } from './double/window.ts';

export type { DoubleFrame } from './double/contents.ts';
export type { PreloadDouble } from './double/preload.ts';

/**
 * Electron as far as the shell uses it, typed by Electron's own definitions and with its own defaults: every permission
 * is granted unless both handlers deny it, what crosses IPC is structurally cloned, a page has what the context bridge
 * exposes and nothing else, and what must happen before or after `ready` throws at the wrong time.
 */
export function electronDouble() {
  const app = new DoubleApp();
  const ipc = doubleIpc();
  const permissions = doublePermissions(app);
  const protocol = doubleProtocol(app);
  const windows: DoubleWindow[] = [];
  const errorBoxes: string[] = [];
  const menus: (Electron.Menu | null)[] = [];

  class BrowserWindow extends DoubleWindow {
    constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
      if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
      super(options, protocol);
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
  }

  const keychain: {
    backend: ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;
    available: boolean;
  } = { backend: 'gnome_libsecret', available: true };
  const safeStorage = {
    getSelectedStorageBackend: () => (app.isReady() ? keychain.backend : 'unknown'),
    isEncryptionAvailable: () => app.isReady() && keychain.available,
    encryptString: (text) => Buffer.from(`sealed ${text}`).reverse(),
    decryptString: (sealed) => Buffer.from(sealed).reverse().toString('utf8').replace('sealed ', ''),
  } satisfies Pick<
    Electron.SafeStorage,
    'getSelectedStorageBackend' | 'isEncryptionAvailable' | 'encryptString' | 'decryptString'
  >;

  return {
    /** What `import … from 'electron'` gives in the main process. */
    main: {
      app,
      BrowserWindow,
      dialog: {
        showErrorBox: (title, content) => void errorBoxes.push(`${title}: ${content}`),
      } satisfies Pick<Electron.Dialog, 'showErrorBox'>,
      ipcMain: ipc.ipcMain,
      Menu: {
        setApplicationMenu: (menu) => void menus.push(menu),
      } satisfies Pick<typeof Electron.Menu, 'setApplicationMenu'>,
      protocol: protocol.protocol,
      safeStorage,
      session: permissions.session,
    },
    app,
    windows,
    errorBoxes,
    menus,
    keychain,
    verbs: ipc.handlers,
    schemes: protocol.handlers,
    privileged: protocol.privileged,
    invoke: ipc.invoke,
    grantsRequest: permissions.grantsRequest,
    grantsCheck: permissions.grantsCheck,
    grants: permissions.grants,
    grantsDevice: permissions.grantsDevice,
    /** A page's top frame, or a frame in it: its origin is its own only where the scheme says so. */
    frameAt: (url: string, parent: DoubleFrame | null = null): DoubleFrame =>
      frameAt(url, protocol.isStandard, parent),
    /** IndexedDB needs an origin, and so a scheme that is `standard`. */
    hasIndexedDb: (url: string): boolean => frameAt(url, protocol.isStandard, null).origin !== 'null',
    /** What `import … from 'electron'` gives in the preload of a window, and the page's world beside it. */
    preloadOf: (window: DoubleWindow): PreloadDouble => doublePreload(window, ipc.invoke),
  };
}

export type ElectronDouble = ReturnType<typeof electronDouble>;
