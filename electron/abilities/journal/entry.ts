import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '#shared/domain/journal/canonical-json.ts';
import { bytesToHash, type JournalCrypto, type JournalTail } from '#shared/domain/journal/chain.ts';
import type { JournalAppend } from '#shared/wire/bridge.ts';
import { type CinemaId, type DeviceId, JournalEntryId } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';

export type JournalOwner = { readonly deviceId: DeviceId; readonly cinemaId: CinemaId };

/** The next entry of a journal, chained and signed. */
export function sealEntry(
  owner: JournalOwner,
  tail: JournalTail,
  input: JournalAppend,
  sign: (bytes: Uint8Array) => Uint8Array,
): JournalEntry {
  const seq = tail.seq + 1;
  const content = {
    ...input,
    id: JournalEntryId.parse(`${owner.deviceId}.${seq}`),
    cinemaId: owner.cinemaId,
    deviceId: owner.deviceId,
    seq,
    prev: tail.hash,
  };
  const digest = sha256(bytesToHash(content));
  const signature = Buffer.from(sign(digest)).toString('base64url');
  return { ...content, hash: digest.toString('base64url'), signature };
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** What checking a journal asks of cryptography, by Node: for the owner of `publicKey` (raw Ed25519 in base64url). */
export function journalCrypto(publicKey: string): JournalCrypto {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return { sha256, isSignature: (bytes, signature) => verify(null, bytes, key, signature) };
}

/** What the caller asked to append: an answer that got lost is asked for again with exactly the same. */
export function repeatKey(input: JournalAppend): string {
  const { at, event, replicaId, shiftId, staffId } = input;
  return canonicalJson({ at, event, replicaId, shiftId, staffId });
}
