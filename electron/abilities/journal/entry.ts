import { createHash, createPublicKey, verify } from 'node:crypto';
import type { JournalAppend } from '#shared/wire/bridge.ts';
import { type CinemaId, type DeviceId, JournalEntryId } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import { canonicalJson } from './canonical-json.ts';

export type JournalOwner = { readonly deviceId: DeviceId; readonly cinemaId: CinemaId };
/** Where a journal stands: what the next entry is chained to. */
export type JournalTail = { readonly seq: number; readonly hash: string };
export const EMPTY_TAIL: JournalTail = { seq: 0, hash: '' };

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
  const digest = digestOf(content);
  const signature = Buffer.from(sign(digest)).toString('base64url');
  return { ...content, hash: digest.toString('base64url'), signature };
}

/** What is wrong with an entry where it stands; `null`: nothing. The signature is judged by `isSigned`. */
export function chainFault(
  entry: JournalEntry,
  tail: JournalTail,
): 'gap' | 'broken-chain' | 'changed' | null {
  const { hash, signature: _signature, ...content } = entry;
  if (entry.seq !== tail.seq + 1 || entry.id !== `${entry.deviceId}.${entry.seq}`) return 'gap';
  if (entry.prev !== tail.hash) return 'broken-chain';
  return digestOf(content).toString('base64url') === hash ? null : 'changed';
}

/** Whether the owner of `publicKey` (raw Ed25519 in base64url) signed this entry's hash. */
export function isSigned(entry: JournalEntry, publicKey: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
  return verify(null, bytes(entry.hash), key, bytes(entry.signature));
}

export type JournalFault = {
  readonly seq: number;
  readonly fault: 'gap' | 'broken-chain' | 'changed' | 'not-signed';
};

/** Finds any change, gap, reorder or foreign entry without a server; a journal that begins at `tail` may be given in parts. */
export function verifyJournal(
  entries: readonly JournalEntry[],
  publicKey: string,
  tail: JournalTail = EMPTY_TAIL,
): JournalFault[] {
  const faults: JournalFault[] = [];
  let before = tail;
  for (const entry of entries) {
    const fault = chainFault(entry, before) ?? (isSigned(entry, publicKey) ? null : 'not-signed');
    if (fault !== null) faults.push({ seq: entry.seq, fault });
    before = { seq: entry.seq, hash: entry.hash };
  }
  return faults;
}

/** What the caller asked to append: an answer that got lost is asked for again with exactly the same. */
export function repeatKey(input: JournalAppend): string {
  const { at, event, replicaId, shiftId, staffId } = input;
  return canonicalJson({ at, event, replicaId, shiftId, staffId });
}

function digestOf(content: object): Buffer {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest();
}
