import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { DoubleContents, frameAt } from './contents.ts';
import type { ProtocolDouble } from './protocol.ts';

type Used = 'focus' | 'isMinimized' | 'loadURL' | 'restore' | 'show';

export class DoubleWindow extends EventEmitter implements Pick<BrowserWindow, Used> {
  readonly webContents = new DoubleContents();
  readonly loaded: string[] = [];
  readonly options: BrowserWindowConstructorOptions;
  shown = 0;
  minimized = false;
  private readonly protocol: ProtocolDouble;

  constructor(options: BrowserWindowConstructorOptions, protocol: ProtocolDouble) {
    super();
    this.options = options;
    this.protocol = protocol;
  }

  async loadURL(url: string): Promise<void> {
    await this.protocol.load(url);
    this.loaded.push(url);
    this.webContents.mainFrame = frameAt(url, this.protocol.isStandard, null);
    this.emit('ready-to-show');
  }

  show(): void {
    this.shown += 1;
  }

  focus(): void {
    this.shown += 1;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.minimized = false;
  }
}
