import { connect, type Socket } from 'node:net';
import { type Apdu, apduReader, encodeApdu } from './apdu.ts';
import { ProtocolError } from './protocol-error.ts';

/** The line to the terminal broke, or could not be made. */
export class LinkLost extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LinkLost';
  }
}

export type Address = { readonly host: string; readonly port: number };

export type ZvtLink = {
  send(apdu: Apdu): void;
  /** The next message. Throws `LinkLost` when the line breaks or nothing comes for `msMax`, `ProtocolError` on nonsense. */
  receive(msMax: number): Promise<Apdu>;
  close(): void;
};

/** Messages that may wait unread. A terminal waits for an answer after each; one that does not is hung up on. */
const UNREAD_MAX = 32;

/** Opens a line of its own for one conversation. Throws `LinkLost`; then nothing was sent. */
export function openZvtLink(address: Address, connectMsMax: number): Promise<ZvtLink> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.setNoDelay(true);
    const give = (): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(new LinkLost('The terminal cannot be reached.'));
    };
    const timer = setTimeout(give, connectMsMax);
    socket.once('error', give).once('connect', () => {
      clearTimeout(timer);
      socket.off('error', give);
      resolve(linkOn(socket));
    });
  });
}

function linkOn(socket: Socket): ZvtLink {
  const reader = apduReader();
  const unread: Apdu[] = [];
  let broken: Error | null = null;
  let wake: () => void = () => undefined;
  const breaks = (error: Error): void => {
    broken ??= error;
    socket.destroy();
    wake();
  };
  socket.on('data', (bytes: Buffer) => {
    try {
      unread.push(...reader.push(bytes));
    } catch (error) {
      breaks(error instanceof Error ? error : new ProtocolError('The terminal sends no ZVT.'));
    }
    if (unread.length > UNREAD_MAX) breaks(new ProtocolError('The terminal does not wait for answers.'));
    wake();
  });
  const gone = (): void => breaks(new LinkLost('The line to the terminal broke.'));
  socket.on('error', gone).on('close', gone).on('end', gone);
  return {
    send: (apdu) => {
      if (broken === null) socket.write(encodeApdu(apdu));
    },
    receive: async (msMax) => {
      if (unread.length === 0 && broken === null) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, msMax);
        });
        clearTimeout(timer);
        wake = () => undefined;
      }
      const next = unread.shift();
      if (next !== undefined) return next;
      throw broken ?? new LinkLost('The terminal does not answer.');
    },
    close: () => socket.destroy(),
  };
}
