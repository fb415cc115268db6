import type { Session } from 'electron';
import { isOwn } from '../scheme.ts';

/**
 * What our own page is granted: storage that the browser does not clear by itself, and talking to the sync server on
 * this machine or its network, which the content security policy narrows down to that one server.
 */
const GRANTED: ReadonlySet<string> = new Set([
  'persistent-storage',
  'local-network',
  'local-network-access',
  'loopback-network',
]);

type Guarded = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;

/** Denies every permission but those few. Both handlers are needed: Electron grants what either of them is not asked for. */
export function denyPermissions(session: Guarded): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(GRANTED.has(permission) && details.isMainFrame && isOwn(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) =>
      GRANTED.has(permission) && isOwn(requestingOrigin.replace(/\/$/, '')),
  );
  session.setDevicePermissionHandler(() => false);
}
