import type { Socket } from 'node:net';
import type { Engine } from '../simulated/engine.ts';
import { type Apdu, apduReader, encodeApdu } from './apdu.ts';
import { CONTROL, POSITIVE, refusal } from './messages.ts';
import { RESULT } from './result-codes.ts';

/** One connection of a till to a simulated terminal. */
export type Session = {
  /** Aborted when the till calls the command off, not when it goes away: a terminal goes on by itself. */
  readonly stop: AbortSignal;
  send(apdu: Apdu): void;
  /** Says something that the till must answer. `nothing`: it did not in time, or is gone. */
  say(apdu: Apdu): Promise<'taken' | 'refused' | 'nothing'>;
  close(): void;
};

/** `cut` breaks the line after so many more messages in either direction. */
export function openSession(
  socket: Socket,
  engine: Engine,
  replyMs: number,
  cut: { afterFrames: number },
  handle: (command: Apdu) => Promise<void>,
): Session {
  const reader = apduReader();
  let answered: ((answer: 'taken' | 'refused' | 'nothing') => void) | null = null;
  let stop = new AbortController();
  let working: Promise<unknown> = Promise.resolve();
  /** What is to be said waits for the answer to what was said before. */
  let saying: Promise<unknown> = Promise.resolve();
  const close = (): void => {
    socket.destroy();
    answered?.('nothing');
  };
  const counted = (): boolean => {
    cut.afterFrames -= 1;
    if (cut.afterFrames >= 0) return true;
    cut.afterFrames = Number.POSITIVE_INFINITY;
    close();
    return false;
  };
  const send = (apdu: Apdu): void => {
    if (!socket.destroyed && counted()) socket.write(encodeApdu(apdu));
  };
  const say = (apdu: Apdu): Promise<'taken' | 'refused' | 'nothing'> => {
    const mine = saying.then(
      () =>
        new Promise<'taken' | 'refused' | 'nothing'>((resolve) => {
          if (socket.destroyed) return resolve('nothing');
          const timer = setTimeout(() => answered?.('nothing'), replyMs);
          answered = (answer) => {
            clearTimeout(timer);
            answered = null;
            resolve(answer);
          };
          send(apdu);
        }),
    );
    saying = mine;
    return mine;
  };
  const heard = async (apdu: Apdu): Promise<void> => {
    if (!counted()) return;
    if (await engine.isOff()) return close();
    const isNo = (apdu.control & 0xff00) === CONTROL.negative;
    if (apdu.control === CONTROL.positive || isNo) return answered?.(isNo ? 'refused' : 'taken');
    if (apdu.control === CONTROL.abortCommand) {
      send(engine.isBusy() ? POSITIVE : refusal(RESULT.pleaseWait));
      return stop.abort();
    }
    if (engine.isBusy()) return send(refusal(RESULT.pleaseWait));
    // A command that comes before the last one has come to its end waits for that.
    working = working.then(async () => {
      stop = new AbortController();
      await handle(apdu).catch(close);
      if (await engine.isOff()) close();
    });
  };
  socket.setNoDelay(true);
  socket.on('error', close).on('close', close);
  socket.on('data', (bytes: Buffer) => {
    try {
      for (const apdu of reader.push(bytes)) heard(apdu).catch(close);
    } catch {
      close();
    }
  });
  return {
    get stop() {
      return stop.signal;
    },
    send,
    say,
    close,
  };
}
