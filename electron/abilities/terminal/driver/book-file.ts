import { join } from 'node:path';
import { makePrivateFolder, readIfThere, writeDurably } from '../../durable.ts';
import { HostError } from '../../host-error.ts';
import { type AppendFile, openAppendFile } from '../../journal/append-file.ts';
import { Note, notesOf, STANDINGS_MAX } from './book.ts';

/** A book longer than this is rewritten when it is opened. */
const REWRITE_ABOVE_LINES = 6 * STANDINGS_MAX;
const LF = '\n';

export type BookFile = {
  readonly known: readonly Note[];
  /** Appends, fsyncs, and only then resolves. */
  record(note: Note): Promise<void>;
  close(): Promise<void>;
};

/**
 * The notes of a driver in `book.jsonl` of its folder, one a line. A last line that is not whole was never acknowledged
 * and is cut off. Throws `HostError` on any other damage: without its book a driver does not know what was charged.
 */
export async function openBookFile(folder: string): Promise<BookFile> {
  makePrivateFolder(folder);
  const path = join(folder, 'book.jsonl');
  const text = (await readIfThere(path)) ?? '';
  const whole = text.slice(0, text.lastIndexOf(LF) + 1);
  const lines = whole.split(LF).slice(0, -1);
  let known: readonly Note[] = lines.map((line, n) => parsed(line, path, n + 1));
  if (lines.length > REWRITE_ABOVE_LINES) {
    known = notesOf(known);
    await writeDurably(path, known.map(lineOf).join(''));
  }
  const file = await openAppendFile(path);
  let end = Buffer.byteLength(known.length === lines.length ? whole : known.map(lineOf).join(''));
  if ((await file.size()) > end) await file.truncate(end);
  let writing: Promise<unknown> = Promise.resolve();
  const append = async (note: Note): Promise<void> => {
    const bytes = new TextEncoder().encode(lineOf(note));
    try {
      await file.write(bytes, end);
      await file.sync();
    } catch (error) {
      // Half a line must not stand before the next one.
      await cutBack(file, end);
      throw error;
    }
    end += bytes.length;
  };
  return {
    known,
    record: (note) => {
      const mine = writing.then(() => append(note));
      writing = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      await writing;
      await file.close();
    },
  };
}

const lineOf = (note: Note): string => `${JSON.stringify(note)}${LF}`;

const cutBack = (file: AppendFile, end: number): Promise<void> => file.truncate(end).catch(() => undefined);

function parsed(line: string, path: string, number: number): Note {
  try {
    return Note.parse(JSON.parse(line));
  } catch {
    throw new HostError(
      'bad-terminal',
      `${path} is damaged at line ${number}: it cannot be told which payments were captured.`,
    );
  }
}
