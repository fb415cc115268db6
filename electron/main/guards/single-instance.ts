import type { App } from 'electron';

/** Whether this is the first instance; a second one only brings the first one's window to the front. */
export function isOnlyInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  comeForward: () => void,
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', comeForward);
  return true;
}
