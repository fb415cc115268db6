import { createServer } from 'node:net';
import { HostError } from '../abilities/host-error.ts';

/** Throws a sentence that names the first port another program has. */
export async function requirePorts(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    if (await isFree(port)) continue;
    const example = 8_500;
    throw new HostError(
      'port-taken',
      `Port ${port} is taken by another program. Foyer needs ${ports.join(', ')}; choose others with FOYER_PORT, for instance: FOYER_PORT=${example} npm start`,
    );
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
