import type { BrowserWindowConstructorOptions, WebContents } from 'electron';

/** The till's window: a page without any of Node's powers, apart from the verbs of its preload. */
export function windowOptions(preload: string, packaged: boolean): BrowserWindowConstructorOptions {
  return {
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#f6f2e9',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !packaged,
    },
  };
}

const REVIVALS_MAX = 5;
const REVIVALS_WINDOW_MS = 60_000;

/** Loads the page again when its process died, unless it keeps dying. `nowMs` is a clock that never steps. */
export function reviveCrashedPage(
  contents: WebContents,
  nowMs: () => number,
  giveUp: (why: string) => void,
): void {
  let revivals: number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = nowMs();
    revivals = [...revivals.filter((at) => now - at < REVIVALS_WINDOW_MS), now];
    if (revivals.length > REVIVALS_MAX) giveUp(`The page keeps ending by itself (${reason}).`);
    else contents.reload();
  });
}
