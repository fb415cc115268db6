import type { WebContents } from 'electron';
import { isOwn } from '../scheme.ts';

/** The window shows our pages and never anything else, in no frame. */
export function denyNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (details) => {
    if (!isOwn(details.url) || !details.isMainFrame) details.preventDefault();
  });
  contents.on('will-redirect', (details) => {
    if (!isOwn(details.url)) details.preventDefault();
  });
}
