import { connect, type Socket } from 'node:net';
import { HostError } from '../host-error.ts';
import type { PrinterLink, PrinterPort } from './link.ts';

/** Where printers listen for raw ESC/POS. */
export const PRINTER_TCP_PORT = 9100;
const CONNECT_MS_MAX = 3_000;
const WRITE_MS_MAX = 10_000;
/** What a printer may say that nobody asked for. */
const UNREAD_BYTES_MAX = 1_024;

/** A printer on the local network. */
export function tcpPrinter(host: string, port = PRINTER_TCP_PORT): PrinterPort {
  return {
    connect: async () => {
      const socket = connect({ host, port });
      socket.setNoDelay(true);
      await opened(socket, `${host}:${port}`);
      return linkOn(socket);
    },
  };
}

function opened(socket: Socket, where: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = (): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(new HostError('no-printer', `The printer at ${where} cannot be reached.`));
    };
    const timer = setTimeout(give, CONNECT_MS_MAX);
    socket.once('error', give).once('connect', () => {
      clearTimeout(timer);
      socket.off('error', give);
      resolve();
    });
  });
}

function linkOn(socket: Socket): PrinterLink {
  const said: number[] = [];
  let broken = false;
  let wake: () => void = () => undefined;
  socket.on('data', (bytes: Buffer) => {
    said.push(...bytes.subarray(0, UNREAD_BYTES_MAX - said.length));
    wake();
  });
  const hangUp = (): void => {
    broken = true;
    wake();
  };
  socket.on('error', hangUp).on('close', hangUp).on('end', hangUp);

  const next = (): number | null => {
    const byte = said.shift();
    if (byte !== undefined) return byte;
    if (broken) throw new HostError('printer-gone', 'The printer hung up.');
    return null;
  };
  return {
    write: (bytes) => written(socket, bytes),
    read: async (timeoutMs) => {
      const first = next();
      if (first !== null) return first;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, timeoutMs);
      });
      clearTimeout(timer);
      wake = () => undefined;
      return next();
    },
    close: () => {
      // What was written still goes out; a printer that takes nothing any more is not waited for.
      socket.end();
      setTimeout(() => socket.destroy(), CONNECT_MS_MAX).unref();
    },
  };
}

function written(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const stalled = setTimeout(
      () => reject(new HostError('printer-stalled', 'The printer takes nothing any more.')),
      WRITE_MS_MAX,
    );
    socket.write(bytes, (error) => {
      clearTimeout(stalled);
      if (error) reject(error);
      else resolve();
    });
  });
}
