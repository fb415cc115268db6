import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';

const SWEEP_MS = 20;

/**
 * Ends the streams when the server stops, and every connection as soon as its last answer is out. Node waits for
 * connections that have never asked anything as if they were busy; browsers open such ones in advance.
 */
export function closeInOrder(app: FastifyInstance, context: Pick<Context, 'streams' | 'hub'>): void {
  const silent = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', (request) => silent.delete(request.socket));

  app.addHook('preClose', async () => {
    context.streams.closeAll();
    context.hub.close();
    const sweep = setInterval(() => {
      app.server.closeIdleConnections();
      for (const socket of silent) socket.destroy();
    }, SWEEP_MS);
    app.server.once('close', () => clearInterval(sweep));
    sweep.unref();
  });
}
