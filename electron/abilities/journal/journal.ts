import { join } from 'node:path';
import type { JournalTail } from '#shared/domain/journal/chain.ts';
import type { JournalAppend } from '#shared/wire/bridge.ts';
import { instant } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import { makePrivateFolder, writeDurably } from '../durable.ts';
import { HostError, messageOf } from '../host-error.ts';
import { type AppendFile, openAppendFile } from './append-file.ts';
import { type JournalOwner, repeatKey, sealEntry } from './entry.ts';
import { type AskHead, type HeadKeeper, headFileOf, keepHead, readKeptHead } from './head.ts';
import { JOURNAL_LINE_BYTES_MAX, readEntry, scanJournal } from './scan.ts';

/** Entries in one answer of `read`. */
export const JOURNAL_READ_MAX = 500;
/** Appends that may wait for the disk; more than this is a till gone wild. */
const JOURNAL_QUEUE_MAX = 200;
/** How far back a repeated append is recognised. */
const REPEATS_MAX = 200;

export type Journal = {
  /** Returns the entry once it is on the disk. The very same input again (its answer was lost) returns the same entry. */
  append(input: JournalAppend): Promise<JournalEntry>;
  /** Entries after `afterSeq`, oldest first, at most 500. */
  read(afterSeq: number): Promise<JournalEntry[]>;
  close(): Promise<void>;
};

export type JournalOptions = {
  /** The device's folder; the journal of each id it ever had is a file of its own there. */
  readonly folder: string;
  readonly owner: JournalOwner;
  readonly publicKey: string;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** Milliseconds since 1970: the time of what the journal says of itself. */
  readonly now: () => number;
  readonly openFile?: (file: string) => Promise<AppendFile>;
  /** Asks the server how far it has this journal; without it none is kept beside the file. */
  readonly askHead?: AskHead;
};

/** Opens a device's journal, cutting off what a crash tore. The caller holds the device's lock: one journal, one writer. */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const folder = join(options.folder, 'journal');
  makePrivateFolder(folder);
  const path = join(folder, `${encodeURIComponent(options.owner.deviceId)}.jsonl`);
  const file = await (options.openFile ?? openAppendFile)(path);
  try {
    const kept = await readKeptHead(headFileOf(path), options.owner.deviceId);
    const scan = await scanJournal(file, options.owner, options.publicKey, REPEATS_MAX, kept?.head);
    if (scan.torn.length > 0) {
      await writeDurably(`${path}.torn-at-${scan.end}`, scan.torn);
      await file.truncate(scan.end);
    }
    // What an earlier process wrote and never answered for may not be on the disk yet.
    await file.sync();
    const heads = keepHead({
      file: headFileOf(path),
      kept,
      deviceId: options.owner.deviceId,
      ask: options.askHead ?? (() => Promise.resolve(null)),
    });
    const journal = journalOn(file, options, scan, heads);
    heads.appended(scan.tail.seq);
    if (scan.torn.length > 0) await journal.append(cutNote(options.now(), scan.torn.length, scan.tail.seq));
    return journal;
  } catch (error) {
    await file.close();
    throw error;
  }
}

type Standing = { tail: JournalTail; starts: number[]; end: number; recent: JournalEntry[] };

function journalOn(file: AppendFile, options: JournalOptions, opened: Standing, heads: HeadKeeper): Journal {
  const { starts } = opened;
  const repeats = new Map(opened.recent.map((entry) => [repeatKey(entry), entry]));
  let { tail, end } = opened;
  let waiting = 0;
  let lastTurn: Promise<unknown> = Promise.resolve();
  let broken: string | null = null;

  const write = async (input: JournalAppend): Promise<JournalEntry> => {
    if (broken !== null) throw new HostError('journal-broken', broken);
    const key = repeatKey(input);
    const before = repeats.get(key);
    if (before !== undefined) return before;
    const entry = sealEntry(options.owner, tail, input, options.sign);
    const bytes = Buffer.from(`${JSON.stringify(entry)}\n`, 'utf8');
    if (bytes.length > JOURNAL_LINE_BYTES_MAX) throw new HostError('too-long', 'This entry is too long.');
    try {
      await file.write(bytes, end);
      await file.sync();
    } catch (error) {
      broken = await undo(file, end, error);
      throw new HostError('journal-failed', `The journal could not be written: ${messageOf(error)}`);
    }
    starts.push(end);
    end += bytes.length;
    tail = { seq: entry.seq, hash: entry.hash };
    remember(repeats, key, entry);
    heads.appended(entry.seq);
    return entry;
  };

  return {
    append: (input) => {
      if (waiting >= JOURNAL_QUEUE_MAX) {
        return Promise.reject(new HostError('journal-busy', 'Too many entries wait for the disk.'));
      }
      waiting += 1;
      const mine = lastTurn.then(() => write(input)).finally(() => (waiting -= 1));
      lastTurn = mine.catch(() => undefined);
      return mine;
    },
    read: async (afterSeq) => {
      const from = starts[afterSeq];
      if (from === undefined) return [];
      const to = starts[afterSeq + JOURNAL_READ_MAX] ?? end;
      return entriesIn(await file.read(from, to - from));
    },
    close: async () => {
      await lastTurn;
      broken = 'The journal is closed.';
      await heads.stop();
      await file.close();
    },
  };
}

/** Takes back what a failed write may have left. Returns why the journal cannot go on, or null when it can. */
async function undo(file: AppendFile, end: number, cause: unknown): Promise<string | null> {
  try {
    await file.truncate(end);
    await file.sync();
    return null;
  } catch {
    return `The journal stands still since a write failed (${messageOf(cause)}). Free or repair the disk, then start Foyer again.`;
  }
}

function remember(repeats: Map<string, JournalEntry>, key: string, entry: JournalEntry): void {
  repeats.set(key, entry);
  const oldest = repeats.keys().next();
  if (repeats.size > REPEATS_MAX && oldest.done !== true) repeats.delete(oldest.value);
}

function entriesIn(bytes: Uint8Array): JournalEntry[] {
  return Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const entry = readEntry(Buffer.from(line, 'utf8'));
      if (entry === null)
        throw new HostError('journal-damaged', 'The journal was changed while it was open.');
      return entry;
    });
}

const cutNote = (nowMs: number, bytes: number, seq: number): JournalAppend => ({
  at: instant(nowMs),
  event: {
    kind: 'technical',
    event: 'journal-end-cut',
    detail: `${bytes} bytes after entry ${seq} were no whole entry; nobody was answered for them. They are kept beside the journal.`,
  },
});
