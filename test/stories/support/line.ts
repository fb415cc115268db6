import { connect, createServer, type Server, type Socket } from 'node:net';

/** The cable between one till and the server: what a story can cut, and mend again. */
export class Line {
  readonly url: string;
  private readonly server: Server;
  private readonly open: Set<Socket>;
  private readonly state: { isCut: boolean };

  private constructor(parts: {
    url: string;
    server: Server;
    open: Set<Socket>;
    state: { isCut: boolean };
  }) {
    this.url = parts.url;
    this.server = parts.server;
    this.open = parts.open;
    this.state = parts.state;
  }

  static lay(serverPort: number): Promise<Line> {
    const open = new Set<Socket>();
    const state = { isCut: false };
    const keep = (socket: Socket, other: Socket): void => {
      open.add(socket);
      // Either end may go away at any time, as ends do.
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    };
    const server = createServer((near) => {
      if (state.isCut) {
        near.destroy();
        return;
      }
      const far = connect(serverPort, '127.0.0.1');
      keep(near, far);
      keep(far, near);
      near.pipe(far);
      far.pipe(near);
    });
    return new Promise((done, fail) => {
      server.on('error', fail);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        if (typeof address !== 'object' || address === null) return fail(new Error('no port'));
        done(new Line({ url: `http://127.0.0.1:${address.port}`, server, open, state }));
      });
    });
  }

  /** Everything on its way is lost, and nothing gets through any more. */
  cut(): void {
    this.state.isCut = true;
    for (const socket of this.open) socket.destroy();
  }

  mend(): void {
    this.state.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.server.close(done));
  }
}
