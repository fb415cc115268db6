import type { ContextBridge, IpcRenderer } from 'electron';
import { type Handler, isHandler } from './handler.ts';
import type { Invoke } from './ipc.ts';
import type { DoubleWindow } from './window.ts';

export type PreloadDouble = {
  /** What `import … from 'electron'` gives in a preload. */
  readonly electron: {
    readonly contextBridge: Pick<ContextBridge, 'exposeInMainWorld'>;
    readonly ipcRenderer: Pick<IpcRenderer, 'invoke'>;
  };
  /** What the page finds in its window beside the web's own. */
  readonly world: Readonly<Record<string, unknown>>;
};

/** The preload's side of a window, and the page's. Between them only what the context bridge copies. */
export function doublePreload(window: DoubleWindow, invoke: Invoke): PreloadDouble {
  const {
    contextIsolation = true,
    nodeIntegration = false,
    sandbox = !nodeIntegration,
  } = window.options.webPreferences ?? {};
  const world: Record<string, unknown> = nodeIntegration && !sandbox ? { process, require: () => ({}) } : {};
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown): void => {
      if (!contextIsolation)
        throw new Error('contextBridge API can only be used when contextIsolation is enabled');
      if (key in world)
        throw new Error(`Cannot bind an API on top of an existing property on the window object`);
      world[key] = across(api);
    },
  };
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) => invoke(window.webContents.mainFrame, channel, ...args),
  };
  return { electron: { contextBridge, ipcRenderer }, world };
}

/** A copy for the other world: functions as proxies, errors as their words, objects without their prototypes. */
function across(value: unknown): unknown {
  if (isHandler(value)) return proxyOf(value);
  if (value instanceof Promise) return inOtherWorld(value);
  if (value instanceof Error) return new Error(value.message);
  if (Array.isArray(value)) return Object.freeze(value.map(across));
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, held]) => [key, across(held)])));
  }
  return structuredClone(value);
}

function proxyOf(call: Handler): Handler {
  return (...args) => {
    try {
      return across(call(...args.map(across)));
    } catch (error) {
      throw across(error);
    }
  };
}

async function inOtherWorld(promise: Promise<unknown>): Promise<unknown> {
  try {
    return across(await promise);
  } catch (error) {
    throw across(error);
  }
}
