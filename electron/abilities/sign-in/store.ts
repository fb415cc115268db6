import { join } from 'node:path';
import { z } from 'zod';
import { StaffMember } from '#shared/wire/messages.ts';
import { DeviceId } from '#shared/wire/scalars.ts';
import { readIfThere, writeDurably } from '../durable.ts';
import type { SecretBox } from '../secret-box.ts';

/** More people than work one till in a day. */
export const PEOPLE_MAX = 50;

const Person = z.strictObject({
  staff: StaffMember,
  /** argon2id over the PIN, with a salt of its own and the device's pepper. */
  pinHash: z.string().max(300),
  /** When the server granted the sign-in, and until when nobody may try: both in the till's own time. */
  grantedMs: z.number(),
  lockedUntilMs: z.number(),
  wrongInARow: z.int().min(0),
});
export type Person = z.infer<typeof Person>;

const Remembered = z.strictObject({
  deviceId: DeviceId,
  time: z.strictObject({ ms: z.number(), wallMs: z.number(), upMs: z.number() }),
  people: z.array(Person).max(PEOPLE_MAX),
});
export type Remembered = z.infer<typeof Remembered>;

const fileOf = (folder: string): string => join(folder, 'sign-ins');

/** What is on disk. What cannot be read is as good as nothing: people sign in by the server again. */
export async function readRemembered(folder: string, box: SecretBox): Promise<Remembered | null> {
  const text = await readIfThere(fileOf(folder));
  if (text === null) return null;
  try {
    return Remembered.parse(JSON.parse(box.open(text)));
  } catch {
    return null;
  }
}

export const writeRemembered = (folder: string, box: SecretBox, remembered: Remembered): Promise<void> =>
  writeDurably(fileOf(folder), box.seal(JSON.stringify(remembered)));
