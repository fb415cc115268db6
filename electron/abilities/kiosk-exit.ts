import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { BridgeOutput } from '#shared/wire/bridge.ts';
import { readIfThere, writeDurably } from './durable.ts';
import { HostError } from './host-error.ts';

/** Wrong PINs in a row before the lock; each further one doubles it. */
const TRIES = 5;
const LOCK_SECONDS = 30;
const LOCK_SECONDS_MAX = 15 * 60;
const HASH_BYTES = 32;
const PIN = /^\d{4,12}$/;

const Stored = z.strictObject({
  salt: z.string(),
  hash: z.string(),
  wrongInARow: z.int().min(0),
  lockedUntilMs: z.number(),
});
type Stored = z.infer<typeof Stored>;

export type KioskExit = {
  /** Sets the PIN anew; the same one again leaves a lock as it is. Throws on anything but 4 to 12 digits. */
  setPin(pin: string): Promise<void>;
  check(pin: string): Promise<BridgeOutput<'leaveKiosk'>>;
};

/**
 * The PIN by which staff leave a kiosk's public face. It is the host's and not a person's: strangers stand before a
 * lobby kiosk, so it must neither take staff's own PINs to guess at nor depend on the line. Only a salted, slow hash is
 * kept; the count of wrong ones is on disk before one is looked at, so that restarting does not help a guesser.
 */
export function openKioskExit(folder: string, now: () => number): KioskExit {
  const file = join(folder, 'kiosk-exit.json');
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const read = async (): Promise<Stored | null> => {
    const text = await readIfThere(file);
    if (text === null) return null;
    try {
      return Stored.parse(JSON.parse(text));
    } catch {
      throw new HostError('bad-kiosk-exit', `${file} is damaged. Set the kiosk's PIN anew.`);
    }
  };
  const write = (stored: Stored): Promise<void> => writeDurably(file, `${JSON.stringify(stored)}\n`);
  const isRight = async (stored: Stored, pin: string): Promise<boolean> =>
    timingSafeEqual(await hashed(pin, stored.salt), Buffer.from(stored.hash, 'base64url'));

  return {
    setPin: (pin) =>
      inTurn(async () => {
        if (!PIN.test(pin)) throw new HostError('bad-pin', 'A kiosk’s PIN has 4 to 12 digits.');
        const before = await read().catch(() => null);
        if (before !== null && (await isRight(before, pin))) return;
        const salt = randomBytes(16).toString('base64url');
        const hash = (await hashed(pin, salt)).toString('base64url');
        await write({ salt, hash, wrongInARow: 0, lockedUntilMs: 0 });
      }),
    check: (pin) =>
      inTurn(async () => {
        const stored = await read();
        if (stored === null) return { result: 'not-set' };
        // A clock that was set back must not lengthen a lock beyond the longest.
        const waitMs = Math.min(stored.lockedUntilMs - now(), LOCK_SECONDS_MAX * 1_000);
        if (waitMs > 0) return { result: 'locked', retryAfterSeconds: Math.ceil(waitMs / 1_000) };
        const wrongInARow = stored.wrongInARow + 1;
        const lockedUntilMs = now() + lockSeconds(wrongInARow) * 1_000;
        await write({ ...stored, wrongInARow, lockedUntilMs });
        if (!(await isRight(stored, pin))) return { result: 'wrong' };
        await write({ ...stored, wrongInARow: 0, lockedUntilMs: 0 });
        return { result: 'right' };
      }),
  };
}

const lockSeconds = (wrong: number): number =>
  wrong < TRIES ? 0 : Math.min(LOCK_SECONDS_MAX, LOCK_SECONDS * 2 ** Math.min(10, wrong - TRIES));

function hashed(pin: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, { N: 16_384, r: 8, p: 1 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
