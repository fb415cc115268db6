import type { WebContents } from 'electron';

const FUNCTION_KEY = /^F([1-9]|1[0-9]|2[0-4])$/;

/**
 * No key of the shell or the system reaches past the public face of a kiosk: nothing reloads, closes, zooms or opens
 * tools. Plain keys go to the page. `isLocked` is asked at each key.
 */
export function denyShortcuts(contents: WebContents, isLocked: () => boolean): void {
  contents.on('before-input-event', (event, { key, control, meta, alt }) => {
    if (isLocked() && (control || meta || alt || FUNCTION_KEY.test(key))) event.preventDefault();
  });
  contents.on('context-menu', (event) => {
    if (isLocked()) event.preventDefault();
  });
}
