import type { WebContents } from 'electron';

/** No page embeds another one with a process of its own. */
export function denyWebviews(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
