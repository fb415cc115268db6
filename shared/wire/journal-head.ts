import { z } from 'zod';
import { DeviceId, Instant } from './scalars.ts';

/** An Ed25519 key: 32 bytes in base64url. */
const PublicKey = z.string().min(1).max(64);

/**
 * How far a device's journal has reached the server without a gap, counter-signed by the server: a journal that ends
 * before it was cut, one that has another hash under its number was written anew.
 */
export const JournalHead = z.strictObject({
  deviceId: DeviceId,
  /** The device's key as it was enrolled; absent for a device without one. */
  publicKey: PublicKey.exactOptional(),
  seq: z.int().min(1),
  hash: z.string().min(1).max(64),
  /** When the server accepted that entry, by its own clock. */
  at: Instant,
  /** Ed25519 by the server's key over `headBytes`, in base64url. */
  signature: z.string().min(1).max(128),
});
export type JournalHead = z.infer<typeof JournalHead>;

/** `GET /journal/head`: the asking device's; null before its first entry. */
export const HeadAnswer = z.strictObject({ serverKey: PublicKey, head: JournalHead.nullable() });
export type HeadAnswer = z.infer<typeof HeadAnswer>;

/** What a host keeps beside its journal. */
export const KeptHead = HeadAnswer.extend({ head: JournalHead });
export type KeptHead = z.infer<typeof KeptHead>;

/** `GET /admin/journal-heads`: those of all devices of the cinema that have a journal. */
export const HeadsAnswer = z.strictObject({ serverKey: PublicKey, heads: z.array(JournalHead).max(2_000) });
export type HeadsAnswer = z.infer<typeof HeadsAnswer>;
