import type { App, BrowserWindow } from 'electron';

/** The public cannot close a kiosk's window; the system that shuts down can, and so can staff. */
export function stayOpen(
  app: Pick<App, 'on'>,
  window: Pick<BrowserWindow, 'on'>,
  isLocked: () => boolean,
): void {
  let isQuitting = false;
  app.on('before-quit', () => {
    isQuitting = true;
  });
  window.on('close', (event) => {
    if (isLocked() && !isQuitting) event.preventDefault();
  });
}
