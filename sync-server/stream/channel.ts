import type { ServerResponse } from 'node:http';
import { STREAM_BUFFER_BYTES_MAX } from '../http/bounds.ts';

/** One open line of server-sent events to one client. */
export type Channel = {
  /** Sends text that is already framed. A client that has let too much pile up is cut off instead. */
  send(text: string): void;
  /** Resolves true once what was sent has left the process, false when the line is closed or stalls for `msMax`. */
  drained(msMax: number): Promise<boolean>;
  /** Ends the line in good order. */
  close(): void;
  readonly open: boolean;
};

/** A comment: nothing for the client but a sign of life. */
export const HEARTBEAT = ':\n\n';

/** Frames one message. `json` must be a single line, which JSON.stringify's answers are. */
export function sseMessage(json: string): string {
  return `data: ${json}\n\n`;
}

/**
 * Begins the answer. `headers` are those every answer of the server carries. `onClosed` is called once, whoever
 * ends the line.
 */
export function openChannel(
  response: ServerResponse,
  headers: Readonly<Record<string, string | number | string[] | undefined>>,
  onClosed: (dropped: boolean) => void,
): Channel {
  let open = true;
  let dropped = false;
  const shut = (): void => {
    if (!open) return;
    open = false;
    onClosed(dropped);
  };
  response.once('close', shut);
  response.once('error', shut);

  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  response.socket?.setNoDelay(true);
  response.flushHeaders();

  const drop = (): void => {
    dropped = true;
    response.destroy();
    shut();
  };

  return {
    get open() {
      return open;
    },
    send: (text) => {
      if (!open) return;
      if (response.writableLength > STREAM_BUFFER_BYTES_MAX) drop();
      else response.write(text);
    },
    drained: async (msMax) => {
      if (!open) return false;
      if (!response.writableNeedDrain) return true;
      const left = await new Promise<boolean>((resolve) => {
        const settle = (answer: boolean): void => {
          clearTimeout(timer);
          response.off('drain', onDrain);
          response.off('close', onClose);
          resolve(answer);
        };
        const onDrain = (): void => settle(true);
        const onClose = (): void => settle(false);
        const timer = setTimeout(() => settle(response.writableLength === 0), msMax);
        response.once('drain', onDrain);
        response.once('close', onClose);
      });
      if (!left && open) drop();
      return left && open;
    },
    close: () => {
      if (!open) return;
      response.end();
      shut();
    },
  };
}
