import type * as Electron from 'electron';
import { openAbilities } from '../abilities/abilities.ts';
import { messageOf } from '../abilities/host-error.ts';
import { chosenPrinter, chosenReceiptPrinter } from '../abilities/printer/choose.ts';
import { simulatorSite, simulatorSwitch } from '../abilities/site/simulators.ts';
import { openSite } from '../abilities/site/site.ts';
import { chosenTerminal } from '../abilities/terminal/choose.ts';
import { denyNavigation } from './guards/navigation.ts';
import { denyNewWindows } from './guards/new-windows.ts';
import { denyPermissions } from './guards/permissions.ts';
import { denyShortcuts } from './guards/shortcuts.ts';
import { stayOpen } from './guards/stay-open.ts';
import { denyWebviews } from './guards/webview.ts';
import { handleVerbs } from './handle.ts';
import { kioskWindow } from './kiosk-window.ts';
import { ORIGIN, serveScheme } from './scheme.ts';
import { chooseSecretBox } from './secrets.ts';
import type { ShellSettings } from './settings.ts';
import { reviveCrashedPage, windowOptions } from './window.ts';

/** The parts of Electron the shell uses: given, so that it can be tried without Electron's binary. */
export type ElectronParts = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'ipcMain' | 'protocol' | 'safeStorage' | 'session'
>;

export type Shell = { comeForward(): void };

/** Opens the till: abilities, scheme, guards, verbs, window, in this order, so that no page is there before its guards. */
export async function openShell(
  electron: ElectronParts,
  settings: ShellSettings,
  log: (line: string) => void,
): Promise<Shell> {
  const { app, BrowserWindow, ipcMain, protocol, safeStorage, session } = electron;
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents);
    denyNewWindows(contents);
    denyWebviews(contents);
  });
  denyPermissions(session.defaultSession);
  const printer = chosenPrinter(settings.printer);
  let kiosk: ReturnType<typeof kioskWindow> | null = null;
  const abilities = await openAbilities({
    folder: settings.folder,
    serverUrl: settings.serverUrl,
    now: Date.now,
    box: chooseSecretBox(safeStorage, process.platform, settings.keyFile),
    window: () => kiosk,
    terminal: chosenTerminal(settings.terminal),
    printer,
    receiptPrinter: chosenReceiptPrinter(settings.receiptPrinter, printer),
  });
  closeWithApp(app, () => abilities.close());
  if (settings.invitation !== null && (await abilities.device.standing()) === 'unknown') {
    await abilities.device.enrol(settings.invitation).catch((error: unknown) => log(messageOf(error)));
  }
  const site = openSite(settings.pages, () => abilities.device.identity().serverUrl);
  serveScheme(protocol, site, {
    get: (pathname, mark) => simulatorSite(abilities, settings.device, pathname, mark),
    set: (pathname, read) => simulatorSwitch(abilities, pathname, read),
  });
  handleVerbs(ipcMain, abilities.bridge, log);

  const identity = abilities.device.identity();
  const isPublic = identity.enrolled && identity.kind === 'lobby';
  const window = new BrowserWindow(windowOptions(settings.preload, app.isPackaged));
  const locked = kioskWindow(window, isPublic);
  kiosk = locked;
  denyShortcuts(window.webContents, locked.isLocked);
  stayOpen(app, window, locked.isLocked);
  reviveCrashedPage(
    window.webContents,
    () => performance.now(),
    (why) => {
      log(why);
      // A kiosk in the foyer has nobody to start it again.
      if (locked.isLocked()) app.relaunch();
      app.exit(1);
    },
  );
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${ORIGIN}/`);
  return {
    comeForward: () => {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
  };
}

/** Quitting waits until the journal is closed. */
function closeWithApp(app: Electron.App, close: () => Promise<void>): void {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    close().then(
      () => app.exit(0),
      () => app.exit(1),
    );
  });
}
