import type { WebContents } from 'electron';

/** No page opens a window, whether by link, script or form. */
export function denyNewWindows(contents: Pick<WebContents, 'setWindowOpenHandler'>): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
