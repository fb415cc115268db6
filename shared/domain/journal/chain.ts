import type { JournalEntry } from '#shared/wire/till.ts';
import { fromBase64Url, toBase64Url } from '../base64url.ts';
import { canonicalJson } from './canonical-json.ts';

/** Where a journal stands: what the next entry is chained to. */
export type JournalTail = { readonly seq: number; readonly hash: string };
export const EMPTY_TAIL: JournalTail = { seq: 0, hash: '' };

type Bytes = Uint8Array<ArrayBuffer>;

/** SHA-256; at once where Node does it, later where a browser does. */
export type Sha256 = (bytes: Bytes) => Uint8Array | Promise<Uint8Array>;
/** Whether `signature` (Ed25519) is this device's over `bytes`. */
export type IsSignature = (bytes: Bytes, signature: Bytes) => boolean | Promise<boolean>;

export type JournalFault = {
  readonly seq: number;
  /** `cut`: it ends before where it is known to have been; `rewritten`: it was there with another entry. */
  readonly fault: 'gap' | 'broken-chain' | 'changed' | 'not-signed' | 'cut' | 'rewritten';
};

export type JournalSpan = {
  /** What comes before the first entry given; left out for a journal from its beginning. */
  readonly after?: JournalTail;
  /** Where the journal is known to have been, for instance what a server has of it. */
  readonly reached?: JournalTail;
};

/** What an entry's hash is taken over: everything but the hash and the signature. */
export function bytesToHash(content: Omit<JournalEntry, 'hash' | 'signature'>): Bytes {
  return new TextEncoder().encode(canonicalJson(content));
}

/** What is wrong with an entry where it stands; `null`: nothing. The signature is judged by `isSigned`. */
export async function chainFault(
  entry: JournalEntry,
  tail: JournalTail,
  sha256: Sha256,
): Promise<'gap' | 'broken-chain' | 'changed' | null> {
  const { hash, signature: _signature, ...content } = entry;
  if (entry.seq !== tail.seq + 1 || entry.id !== `${entry.deviceId}.${entry.seq}`) return 'gap';
  if (entry.prev !== tail.hash) return 'broken-chain';
  return toBase64Url(await sha256(bytesToHash(content))) === hash ? null : 'changed';
}

/** One signature has one text: bits that base64url leaves over must be zero, so that no character can be changed. */
export async function isSigned(entry: JournalEntry, isSignature: IsSignature): Promise<boolean> {
  const hash = fromBase64Url(entry.hash);
  const signature = fromBase64Url(entry.signature);
  if (hash === null || signature === null || toBase64Url(signature) !== entry.signature) return false;
  return isSignature(hash, signature);
}

export type JournalCrypto = { readonly sha256: Sha256; readonly isSignature: IsSignature };

/** What is wrong with an entry where it stands, its signature included; `null`: nothing. */
export async function entryFault(
  entry: JournalEntry,
  tail: JournalTail,
  { sha256, isSignature }: JournalCrypto,
): Promise<JournalFault['fault'] | null> {
  const fault = await chainFault(entry, tail, sha256);
  return fault ?? ((await isSigned(entry, isSignature)) ? null : 'not-signed');
}

/**
 * Finds any change, gap, reorder or foreign entry in one device's journal, without a server. A cut at the very end
 * leaves a journal that is sound in itself: it is found where `span.reached` is known.
 */
export async function verifyJournal(
  entries: readonly JournalEntry[],
  crypto: JournalCrypto,
  span: JournalSpan = {},
): Promise<JournalFault[]> {
  const { after = EMPTY_TAIL, reached = EMPTY_TAIL } = span;
  const faults: JournalFault[] = [];
  let tail = after;
  for (const entry of entries) {
    const fault = await entryFault(entry, tail, crypto);
    if (fault !== null) faults.push({ seq: entry.seq, fault });
    if (entry.seq === reached.seq && entry.hash !== reached.hash)
      faults.push({ seq: entry.seq, fault: 'rewritten' });
    tail = { seq: entry.seq, hash: entry.hash };
  }
  if (tail.seq < reached.seq) faults.push({ seq: tail.seq + 1, fault: 'cut' });
  return faults;
}
