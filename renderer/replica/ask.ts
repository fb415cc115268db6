import { WrongEpoch } from '#shared/wire/messages.ts';
import type { Faults } from './faults.ts';
import type { Link } from './link.ts';
import { backoffMs, sleep } from './wait.ts';
import { type Answer, NoAnswer, type Wire } from './wire.ts';

/** The server's feed is another one than the checkpoint's: it was restored (TRAPS: the server's feed). */
export class ForeignEpoch extends Error {
  override readonly name = 'ForeignEpoch';
  readonly epoch: string;

  constructor(epoch: string) {
    super('the server speaks of another epoch');
    this.epoch = epoch;
  }
}

/** The request was larger than the server takes. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

const OFFLINE_WAIT_MS_MAX = 5_000;
const REFUSED_WAIT_MS = 10_000;

export type Ask = (
  method: 'GET' | 'POST',
  path: string,
  signal: AbortSignal,
  body?: unknown,
) => Promise<unknown>;

/**
 * Asks until the server has answered with what was asked for. A dead line, an overloaded server and a device the
 * server does not know are waited out, with pauses and a fault where a person must act. Throws {@link ForeignEpoch},
 * {@link TooLarge}, or the signal's reason.
 */
export function createAsk(wire: Wire, link: Link, faults: Faults, random: () => number): Ask {
  const pauseMs = (answer: Answer, attempt: number): number => {
    if (answer.status === 401) faults.raise('unknown-device', { kind: 'unknown-device' });
    if (answer.status === 426) faults.raise('outdated', { kind: 'outdated' });
    if (answer.status === 401 || answer.status === 426) return REFUSED_WAIT_MS;
    return Math.max(backoffMs(attempt, random), Math.min(answer.retryAfterSeconds * 1_000, REFUSED_WAIT_MS));
  };
  return async (method, path, signal, body) => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await wire.call(method, path, signal, body);
        if (answer.status >= 200 && answer.status < 300) {
          faults.clear('unknown-device');
          faults.clear('outdated');
          return answer.body;
        }
        const foreign = answer.status === 409 ? WrongEpoch.safeParse(answer.body) : null;
        if (foreign?.success === true) throw new ForeignEpoch(foreign.data.epoch);
        if (answer.status === 413) throw new TooLarge('the server does not take so much at once');
        await sleep(pauseMs(answer, attempt), signal);
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        // The stream tries all the time and wakes us; the pause is only for the case that it does not.
        await link.untilOnline(OFFLINE_WAIT_MS_MAX * (0.5 + random() / 2), signal);
        await sleep(backoffMs(attempt, random), signal);
      }
    }
  };
}
