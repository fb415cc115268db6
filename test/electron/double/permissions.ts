import type { Session } from 'electron';
import type { DoubleApp } from './app.ts';
import { type Handler, handlerOf } from './handler.ts';

/** Permissions as Electron gives them: all of them, until a handler says otherwise. */
export function doublePermissions(app: DoubleApp) {
  const set: Record<'request' | 'check' | 'device', Handler | null> = {
    request: null,
    check: null,
    device: null,
  };
  const defaultSession = {
    setPermissionRequestHandler: (handler) => {
      set.request = handler === null ? null : handlerOf(handler);
    },
    setPermissionCheckHandler: (handler) => {
      set.check = handler === null ? null : handlerOf(handler);
    },
    setDevicePermissionHandler: (handler) => {
      set.device = handler === null ? null : handlerOf(handler);
    },
  } satisfies Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >;
  const grantsRequest = (permission: string, requestingUrl: string, isMainFrame = true): boolean => {
    let granted = set.request === null;
    const tell = (answer: boolean): void => {
      granted = answer;
    };
    set.request?.(null, permission, tell, { requestingUrl, isMainFrame });
    return granted;
  };
  const grantsCheck = (permission: string, origin: string): boolean =>
    set.check === null || set.check(null, permission, origin, {}) === true;
  return {
    session: {
      get defaultSession() {
        if (!app.isReady()) throw new Error('Session can only be received when app is ready');
        return defaultSession;
      },
    },
    grantsRequest,
    grantsCheck,
    /** Whether a page gets it by any of the two ways of asking. */
    grants: (permission: string, url: string): boolean =>
      grantsRequest(permission, url) || grantsCheck(permission, url),
    grantsDevice: (): boolean => set.device === null || set.device({}) === true,
  };
}
