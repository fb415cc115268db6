import { EventEmitter } from 'node:events';
import { isAbsolute } from 'node:path';
import type { App } from 'electron';

type Used =
  | 'isPackaged'
  | 'enableSandbox'
  | 'exit'
  | 'isReady'
  | 'quit'
  | 'relaunch'
  | 'requestSingleInstanceLock'
  | 'setPath'
  | 'whenReady';

/** The application. It becomes ready when somebody waits for that. */
export class DoubleApp extends EventEmitter implements Pick<App, Used> {
  readonly isPackaged = true;
  readonly exits: number[] = [];
  readonly paths = new Map<string, string>();
  /** Whether this is the only instance. */
  hasLock = true;
  relaunches = 0;
  sandboxed = false;
  private ready = false;

  isReady(): boolean {
    return this.ready;
  }

  async whenReady(): Promise<void> {
    await Promise.resolve();
    if (this.ready) return;
    this.ready = true;
    this.emit('ready');
  }

  enableSandbox(): void {
    if (this.ready) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.sandboxed = true;
  }

  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    this.paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    return this.hasLock;
  }

  relaunch(): void {
    this.relaunches += 1;
  }

  quit(): void {
    this.emit('before-quit', {});
    let prevented = false;
    this.emit('will-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) this.exit(0);
  }

  exit(code = 0): void {
    this.exits.push(code);
  }
}
