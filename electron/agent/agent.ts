import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Abilities } from '../abilities/abilities.ts';
import { HostError, systemCode } from '../abilities/host-error.ts';
import { openSite } from '../abilities/site/site.ts';
import { answerRequest } from './routes.ts';

const REQUEST_MS_MAX = 15_000;
const CLOSE_MS_MAX = 1_000;

export type Agent = {
  readonly port: number;
  readonly url: string;
  /** Answers what was begun, then stops. */
  close(): Promise<void>;
};

export type AgentOptions = {
  readonly abilities: Abilities;
  /** The folder of the built pages. */
  readonly pages: string;
  readonly device: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: (line: string) => void;
};

/** Serves the pages and the bridge on the loopback address. Throws `HostError` when the port is taken. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { abilities, device, log } = options;
  const site = openSite(options.pages, () => abilities.device.identity().serverUrl);
  let port = options.port;
  const server = createServer(
    { requestTimeout: REQUEST_MS_MAX, maxHeaderSize: 16 * 1024 },
    (request, response) => {
      answerRequest({ abilities, site, device, port, log }, request)
        .then(({ status, headers, body }) => {
          // What nobody read of a body must not be taken for the next request.
          const unread = request.method === 'POST' && !request.complete ? { connection: 'close' } : {};
          response.writeHead(status, { ...headers, 'content-length': body.length, ...unread });
          response.end(request.method === 'HEAD' ? undefined : body);
        })
        .catch((error: unknown) => {
          log(`A request could not be answered: ${String(error)}`);
          response.destroy();
        });
    },
  );
  port = await listen(server, options.port);
  return { port, url: `http://127.0.0.1:${port}/`, close: () => close(server) };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = systemCode(error) === 'EADDRINUSE';
      reject(
        taken
          ? new HostError('port-taken', `Port ${port} on this machine is taken by another program.`)
          : error,
      );
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve(boundPort(server.address())));
  });
}

function boundPort(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The agent has no port.');
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hard = setTimeout(() => server.closeAllConnections(), CLOSE_MS_MAX);
    server.close(() => {
      clearTimeout(hard);
      resolve();
    });
    server.closeIdleConnections();
  });
}
