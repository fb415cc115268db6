import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { type Handler, handlerOf } from './handler.ts';

/** A frame as `event.senderFrame` shows it. */
export type DoubleFrame = { readonly origin: string; readonly parent: DoubleFrame | null };

/** Web's own schemes have origins; others only where they were registered as `standard`. */
export function frameAt(
  url: string,
  isStandard: (scheme: string) => boolean,
  parent: DoubleFrame | null,
): DoubleFrame {
  const { protocol, host } = new URL(url);
  const scheme = protocol.slice(0, -1);
  const tuple = scheme === 'http' || scheme === 'https' || isStandard(scheme);
  return { origin: tuple ? `${scheme}://${host}` : 'null', parent };
}

/** What a web page's process is to the main process. Windows open and pages go anywhere, unless a guard says no. */
export class DoubleContents
  extends EventEmitter
  implements Pick<WebContents, 'reload' | 'setWindowOpenHandler'>
{
  reloads = 0;
  mainFrame: DoubleFrame | null = null;
  private windowOpenHandler: Handler | null = null;

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.windowOpenHandler = handlerOf(handler);
  }

  reload(): void {
    this.reloads += 1;
  }

  /** Whether a page could open a window. */
  opensWindow(url: string): boolean {
    const answer = this.windowOpenHandler?.({ url }) ?? { action: 'allow' };
    return JSON.stringify(answer).includes('allow');
  }

  /** Whether an event's default happens: navigating, redirecting, attaching. */
  lets(event: string, details: object): boolean {
    let prevented = false;
    this.emit(event, { ...details, preventDefault: () => (prevented = true) });
    return !prevented;
  }
}
