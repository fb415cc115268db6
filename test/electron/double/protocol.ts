import type { CustomScheme, Protocol } from 'electron';
import type { DoubleApp } from './app.ts';

type Handler = (request: Request) => Response | Promise<Response>;

/** Schemes of one's own: what they may is said once and before `ready`, what they answer after it. */
export function doubleProtocol(app: DoubleApp) {
  const handlers = new Map<string, Handler>();
  const privileged: CustomScheme[] = [];
  const protocol = {
    registerSchemesAsPrivileged: (schemes: CustomScheme[]): void => {
      if (app.isReady())
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      if (privileged.length > 0)
        throw new Error('protocol.registerSchemesAsPrivileged can be called only once');
      privileged.push(...schemes);
    },
    handle: (scheme: string, handler: Handler): void => {
      if (!app.isReady()) throw new Error('protocol can only be used after app is ready');
      if (handlers.has(scheme)) throw new Error(`The scheme '${scheme}' has been registered`);
      handlers.set(scheme, handler);
    },
  } satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  return {
    protocol,
    handlers,
    privileged,
    isStandard: (scheme: string): boolean =>
      privileged.some((one) => one.scheme === scheme && one.privileges?.standard === true),
    /** Answers for an address of a scheme of our own. */
    load: async (url: string): Promise<Response> => {
      const handler = handlers.get(new URL(url).protocol.slice(0, -1));
      if (handler === undefined) throw new Error(`ERR_UNKNOWN_URL_SCHEME (-301) loading '${url}'`);
      return handler(new Request(url));
    },
  };
}

export type ProtocolDouble = ReturnType<typeof doubleProtocol>;
