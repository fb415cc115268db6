import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { toBase64Url } from '#shared/domain/base64url.ts';
import { bytesToHash, EMPTY_TAIL, type JournalTail } from '#shared/domain/journal/chain.ts';
import { instant } from '#shared/wire/scalars.ts';
import { JournalEntry, type JournalEvent } from '#shared/wire/till.ts';
import { CINEMA, NOON_MS } from '../store/house.fixture.ts';

const till = generateKeyPairSync('ed25519');
export const TILL_KEY = String(till.publicKey.export({ format: 'jwk' }).x);

/** A device's journal as its host seals it, growing in a test's hand. */
export function journalOf(deviceId: string, from: JournalTail = EMPTY_TAIL) {
  let tail = from;
  return {
    add(
      event: JournalEvent,
      more: Partial<Pick<JournalEntry, 'at' | 'shiftId' | 'staffId'>> = {},
    ): JournalEntry {
      const seq = tail.seq + 1;
      const {
        hash: _hash,
        signature: _signature,
        ...content
      } = JournalEntry.parse({
        id: `${deviceId}.${seq}`,
        cinemaId: CINEMA,
        deviceId,
        seq,
        prev: tail.hash,
        at: instant(NOON_MS),
        event,
        hash: 'x',
        signature: 'x',
        ...more,
      });
      const digest = createHash('sha256').update(bytesToHash(content)).digest();
      const signature = toBase64Url(sign(null, digest, till.privateKey));
      tail = { seq, hash: toBase64Url(digest) };
      return { ...content, hash: tail.hash, signature };
    },
  };
}

/** So many entries about nothing in particular. */
export function drawers(deviceId: string, count: number, from?: JournalTail): JournalEntry[] {
  const journal = journalOf(deviceId, from);
  return Array.from({ length: count }, (_, n) => journal.add({ kind: 'drawer', reason: `change ${n}` }));
}
