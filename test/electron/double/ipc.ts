import type { IpcMain } from 'electron';
import type { DoubleFrame } from './contents.ts';
import { type Handler, handlerOf } from './handler.ts';

/** Says something from a frame to the main process. */
export type Invoke = (frame: DoubleFrame | null, channel: string, ...args: unknown[]) => Promise<unknown>;

/** IPC between pages and the main process: everything is cloned on the way, errors lose everything but their words. */
export function doubleIpc() {
  const handlers = new Map<string, Handler>();
  const ipcMain = {
    handle: (channel: string, listener: Parameters<IpcMain['handle']>[1]): void => {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      handlers.set(channel, handlerOf(listener));
    },
    removeHandler: (channel: string): void => void handlers.delete(channel),
  } satisfies Pick<IpcMain, 'handle' | 'removeHandler'>;

  const invoke: Invoke = async (frame, channel, ...args) => {
    const sent = clone(args);
    try {
      const handler = handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return clone(await handler({ senderFrame: frame, type: 'frame' }, ...sent));
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
    }
  };
  return { ipcMain, handlers, invoke };
}

function clone<T>(value: T): T {
  try {
    return structuredClone(value);
  } catch {
    throw new Error('An object could not be cloned.');
  }
}
