import { chainFault, EMPTY_TAIL, isSigned, type JournalTail } from '#shared/domain/journal/chain.ts';
import { JournalEntry } from '#shared/wire/till.ts';
import { HostError } from '../host-error.ts';
import type { AppendFile } from './append-file.ts';
import { type JournalOwner, journalCrypto } from './entry.ts';

/** The longest event, in UTF-8 and escaped, stays far below this. */
export const JOURNAL_LINE_BYTES_MAX = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

export type Scan = {
  readonly tail: JournalTail;
  /** Where each entry begins: that of `seq` at index `seq - 1`. */
  readonly starts: number[];
  /** The length of the part that is whole. */
  readonly end: number;
  /** What follows it: a line that a crash cut short and that nobody was answered for. */
  readonly torn: Uint8Array;
  /** The last entries, oldest first, at most `recent` of them. */
  readonly recent: JournalEntry[];
};

type Line = {
  readonly start: number;
  readonly bytes: Uint8Array;
  readonly whole: boolean;
  readonly last: boolean;
};

/**
 * Reads a journal from its beginning and checks its chain. Only the very end can be torn by a crash, because an entry
 * is on the disk before the next one begins: damage before it is not a crash, and throws. Neither is it when the end is
 * gone that the server has acknowledged, `reached`.
 */
export async function scanJournal(
  file: AppendFile,
  owner: JournalOwner,
  publicKey: string,
  recentMax: number,
  reached: JournalTail = EMPTY_TAIL,
): Promise<Scan> {
  const { sha256, isSignature } = journalCrypto(publicKey);
  const starts: number[] = [];
  const recent: JournalEntry[] = [];
  let tail = EMPTY_TAIL;
  let end = 0;
  let torn: Uint8Array = new Uint8Array();
  for await (const line of linesOf(file)) {
    const entry = line.whole ? readEntry(line.bytes) : null;
    const sound =
      entry !== null &&
      entry.deviceId === owner.deviceId &&
      (await chainFault(entry, tail, sha256)) === null &&
      (!line.last || (await isSigned(entry, isSignature)));
    if (!sound) {
      if (!line.last) throw damaged(owner, tail.seq + 1);
      torn = line.bytes;
      break;
    }
    if (entry.seq === reached.seq && entry.hash !== reached.hash) throw damaged(owner, entry.seq);
    starts.push(line.start);
    recent.push(entry);
    if (recent.length > recentMax) recent.shift();
    tail = { seq: entry.seq, hash: entry.hash };
    end = line.start + line.bytes.length + 1;
  }
  if (tail.seq < reached.seq) throw damaged(owner, tail.seq + 1);
  return { tail, starts, end, torn, recent };
}

/** One line's entry, or null when the bytes are not exactly what the host writes for one: every byte counts. */
export function readEntry(bytes: Uint8Array): JournalEntry | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    const parsed = JournalEntry.safeParse(value);
    return parsed.success && JSON.stringify(value) === text ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The lines of a journal's file, up to the first that is too long to be one. */
export async function* linesOf(file: Pick<AppendFile, 'size' | 'read'>): AsyncGenerator<Line> {
  const size = await file.size();
  let start = 0;
  let pending: Uint8Array = new Uint8Array();
  for (let position = 0; position < size; position += CHUNK_BYTES) {
    const chunk = await file.read(position, Math.min(CHUNK_BYTES, size - position));
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (let at = pending.indexOf(NEWLINE); at !== -1; at = pending.indexOf(NEWLINE)) {
      const next = start + at + 1;
      yield { start, bytes: pending.subarray(0, at), whole: true, last: next === size };
      pending = pending.subarray(at + 1);
      start = next;
    }
    if (pending.length > JOURNAL_LINE_BYTES_MAX) break;
  }
  if (start < size)
    yield { start, bytes: pending, whole: false, last: size - start <= JOURNAL_LINE_BYTES_MAX };
}

function damaged(owner: JournalOwner, seq: number): HostError {
  return new HostError(
    'journal-damaged',
    `The journal of ${owner.deviceId} is damaged at entry ${seq}, and not by a crash. Nothing was changed; a manager must look at it before this till takes money.`,
  );
}
