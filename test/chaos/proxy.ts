import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What is wrong with a line: nothing, nobody answers, or everything stands still without anybody noticing. */
export type LineFault = 'none' | 'cut' | 'stalled';

/** A line of one kiosk to the server, with faults: TCP passes through it, or does not. */
export class FaultyLine {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #fault: LineFault = 'none';
  /** How many more bytes pass to the server, and from it, before the line is cut. */
  #left = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY };

  private constructor(targetPort: number) {
    this.#server = createServer((near) => this.#join(near, targetPort));
  }

  /** Listens on a free port of this machine and passes everything on to `targetPort`. */
  static async open(targetPort: number): Promise<FaultyLine> {
    const line = new FaultyLine(targetPort);
    await new Promise<void>((resolve, reject) => {
      line.#server.once('error', reject);
      line.#server.listen(0, '127.0.0.1', resolve);
    });
    return line;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the line is not open');
    return `http://127.0.0.1:${portOf(address)}`;
  }

  get fault(): LineFault {
    return this.#fault;
  }

  #join(near: Socket, targetPort: number): void {
    if (this.#fault === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(targetPort, '127.0.0.1');
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    for (const socket of pair) {
      socket.setNoDelay(true);
      // Lost connections are what this is for.
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.#pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', ({ length }: Buffer) => this.#spend('up', length));
    far.on('data', ({ length }: Buffer) => this.#spend('down', length));
    near.pipe(far);
    far.pipe(near);
    if (this.#fault === 'stalled') still(pair);
  }

  /** From now on the line is like this. A cut one loses what was under way; a stalled one delivers it when it heals. */
  become(fault: LineFault): void {
    this.#fault = fault;
    for (const pair of this.#pairs) {
      if (fault === 'cut') for (const socket of pair) socket.resetAndDestroy();
      else if (fault === 'stalled') still(pair);
      else flow(pair);
    }
  }

  /** Heals for so many bytes in one direction, and is cut in the middle of what they belong to. */
  cutAfter(direction: 'up' | 'down', bytes: number): void {
    this.#left = { ...this.#left, [direction]: bytes };
    this.become('none');
  }

  #spend(direction: 'up' | 'down', bytes: number): void {
    this.#left[direction] -= bytes;
    if (this.#left[direction] > 0) return;
    this.#left = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY };
    this.become('cut');
  }

  async close(): Promise<void> {
    for (const [near, far] of this.#pairs) {
      near.destroy();
      far.destroy();
    }
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const portOf = ({ port }: AddressInfo): number => port;

function still([near, far]: readonly [Socket, Socket]): void {
  near.unpipe(far);
  far.unpipe(near);
  near.pause();
  far.pause();
}

function flow([near, far]: readonly [Socket, Socket]): void {
  near.pipe(far);
  far.pipe(near);
}
