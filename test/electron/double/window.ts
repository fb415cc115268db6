import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { DoubleContents, frameAt } from './contents.ts';
import type { ProtocolDouble } from './protocol.ts';

type Used =
  | 'focus'
  | 'isMinimized'
  | 'loadURL'
  | 'restore'
  | 'setClosable'
  | 'setFullScreen'
  | 'setKiosk'
  | 'setMenuBarVisibility'
  | 'setMinimizable'
  | 'show';

export class DoubleWindow extends EventEmitter implements Pick<BrowserWindow, Used> {
  readonly webContents = new DoubleContents();
  readonly loaded: string[] = [];
  readonly options: BrowserWindowConstructorOptions;
  shown = 0;
  minimized = false;
  readonly is = { closable: true, fullScreen: false, kiosk: false, menuBar: true, minimizable: true };
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

  setClosable(closable: boolean): void {
    this.is.closable = closable;
  }

  setFullScreen(fullScreen: boolean): void {
    this.is.fullScreen = fullScreen;
  }

  setKiosk(kiosk: boolean): void {
    this.is.kiosk = kiosk;
  }

  setMenuBarVisibility(visible: boolean): void {
    this.is.menuBar = visible;
  }

  setMinimizable(minimizable: boolean): void {
    this.is.minimizable = minimizable;
  }

  /** Whether somebody who closes the window gets it closed. */
  closes(): boolean {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    return !prevented;
  }
}
