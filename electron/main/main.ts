import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, safeStorage, session } from 'electron';
import { messageOf } from '../abilities/host-error.ts';
import { isOnlyInstance } from './guards/single-instance.ts';
import { registerScheme } from './scheme.ts';
import { readSettings } from './settings.ts';
import { openShell, type Shell } from './shell.ts';

const log = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const settings = readSettings(
    { env: process.env, platform: process.platform, home: homedir() },
    join(import.meta.dirname, '..'),
  );
  // The replica lies with the device it belongs to; the instance lock is by this folder, too.
  app.setPath('userData', join(settings.folder, 'electron'));
  registerScheme(protocol);
  app.enableSandbox();
  let shell: Shell | null = null;
  if (!isOnlyInstance(app, () => shell?.comeForward())) return app.quit();
  await app.whenReady();
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  shell = await openShell({ app, BrowserWindow, ipcMain, protocol, safeStorage, session }, settings, log);
}

main().catch((error: unknown) => {
  log(messageOf(error));
  dialog.showErrorBox('Foyer cannot start', messageOf(error));
  app.exit(1);
});
