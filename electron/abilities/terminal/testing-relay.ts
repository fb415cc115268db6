import { connect, createServer, type Socket } from 'node:net';
import { z } from 'zod';
import type { SimulatedServer } from './simulated/server.ts';

type Address = SimulatedServer['address'];

/** The line of one till. When the till dies, nothing it has said and nothing it was about to say goes on. */
export type Relay = {
  address(): Promise<Address>;
  /** Nothing answers at its address any more. */
  unplug(): Promise<void>;
  cut(): void;
};

export function openRelay(target: () => Address): Relay {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((till) => {
    const terminal = connect(target());
    till.pipe(terminal).pipe(till);
    for (const [one, other] of [
      [till, terminal],
      [terminal, till],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
    }
  });
  let listening: Promise<Address> | null = null;
  const listen = (): Promise<Address> =>
    new Promise((resolve) => {
      server.listen({ host: '127.0.0.1', port: 0 }, () => {
        const { port } = z.object({ port: z.int() }).parse(server.address());
        resolve({ host: '127.0.0.1', port });
      });
    });
  return {
    address: () => {
      if (isCut) return new Promise(() => undefined);
      listening ??= listen();
      return listening;
    },
    unplug: async () => {
      listening ??= listen();
      await listening;
      await new Promise((done) => server.close(done));
    },
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
      if (listening !== null) void listening.then(() => server.close());
    },
  };
}
