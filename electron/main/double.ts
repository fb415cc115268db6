import { EventEmitter } from 'node:events';

type Handler = (...given: unknown[]) => unknown;

/** A frame as `event.senderFrame` shows it. */
export type DoubleFrame = { origin: string; parent: DoubleFrame | null };

/** What a web page's process is to the main process. Windows open and pages go anywhere, unless a guard says no. */
export class DoubleContents extends EventEmitter {
  reloads = 0;
  windowOpenHandler: Handler | null = null;
  setWindowOpenHandler(handler: Handler): void {
    this.windowOpenHandler = handler;
  }
  reload(): void {
    this.reloads += 1;
  }
  /** Whether a page could open a window. */
  opensWindow(url: string): boolean {
    const answer = this.windowOpenHandler?.({ url }) ?? { action: 'allow' };
    return JSON.stringify(answer).includes('allow');
  }
  /** Whether an event's default happens: navigating, redirecting, attaching. */
  lets(event: string, details: object): boolean {
    let prevented = false;
    this.emit(event, { ...details, preventDefault: () => (prevented = true) });
    return !prevented;
  }
}

/**
 * Electron as far as the shell uses it, with Electron's own defaults: every permission is granted unless both handlers
 * deny it, and what crosses IPC is structurally cloned.
 */
export function electronDouble() {
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    exits: [] as number[],
    hasLock: true,
    requestSingleInstanceLock: () => app.hasLock,
    quit: () => void app.emit('will-quit', { preventDefault: () => undefined }),
    exit: (code: number) => void app.exits.push(code),
  });
  const permissions: Record<'request' | 'check' | 'device', Handler | null> = {
    request: null,
    check: null,
    device: null,
  };
  const verbs = new Map<string, Handler>();
  const schemes = new Map<string, (request: Request) => Promise<Response>>();
  const windows: BrowserWindow[] = [];

  class BrowserWindow extends EventEmitter {
    webContents = new DoubleContents();
    loaded: string[] = [];
    shown = 0;
    options: unknown;
    constructor(options: unknown) {
      super();
      this.options = options;
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    async loadURL(url: string): Promise<void> {
      this.loaded.push(url);
      this.emit('ready-to-show');
    }
    show(): void {
      this.shown += 1;
    }
    focus(): void {
      this.shown += 1;
    }
    isMinimized(): boolean {
      return false;
    }
  }

  return {
    app,
    BrowserWindow,
    windows,
    verbs,
    schemes,
    ipcMain: { handle: (channel: string, handler: Handler) => void verbs.set(channel, handler) },
    protocol: {
      privileged: [] as unknown[],
      registerSchemesAsPrivileged(list: unknown[]): void {
        this.privileged.push(...list);
      },
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        void schemes.set(scheme, handler),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: Handler) => {
          permissions.request = handler;
        },
        setPermissionCheckHandler: (handler: Handler) => {
          permissions.check = handler;
        },
        setDevicePermissionHandler: (handler: Handler) => {
          permissions.device = handler;
        },
      },
    },
    safeStorage: {
      backend: 'gnome_libsecret',
      available: true,
      getSelectedStorageBackend(): string {
        return this.backend;
      },
      isEncryptionAvailable(): boolean {
        return this.available;
      },
      encryptString: (text: string) => Buffer.from(`sealed ${text}`).reverse(),
      decryptString: (sealed: Buffer) =>
        Buffer.from(sealed).reverse().toString('utf8').replace('sealed ', ''),
    },
    /** Says a verb from a frame, through everything that IPC does to what is said. */
    async invoke(frame: DoubleFrame | null, channel: string, input: unknown): Promise<unknown> {
      const handler = verbs.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return structuredClone(await handler({ senderFrame: frame }, structuredClone(input)));
    },
    grantsRequest(permission: string, requestingUrl: string, isMainFrame = true): boolean {
      let granted = true;
      permissions.request?.(null, permission, (answer: boolean) => (granted = answer), {
        requestingUrl,
        isMainFrame,
      });
      return granted;
    },
    grantsCheck: (permission: string, origin: string): boolean =>
      permissions.check === null || permissions.check(null, permission, origin, {}) === true,
    grantsDevice: (): boolean => permissions.device === null || permissions.device({}) === true,
  };
}
