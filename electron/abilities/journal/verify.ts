import {
  EMPTY_TAIL,
  entryFault,
  type JournalCrypto,
  type JournalFault,
  type JournalSpan,
  type JournalTail,
} from '#shared/domain/journal/chain.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import type { AppendFile } from './append-file.ts';
import { linesOf, readEntry } from './scan.ts';

/** Faults that are told one by one; a file of something else has one per line. */
const FINDINGS_MAX = 1_000;

export type Finding = {
  /** Where in the file, from 1; one more than there are lines for what is missing at the end. */
  readonly line: number;
  /** The entry's number; null where the line names none. */
  readonly seq: number | null;
  /** `torn`: the last line has no end, as a crash leaves it. `foreign`: an entry of another device. */
  readonly fault: JournalFault['fault'] | 'unreadable' | 'torn' | 'foreign';
};

export type Verified = {
  /** Lines that are entries, sound or not. */
  readonly entries: number;
  readonly tail: JournalTail;
  /** Whose journal it is: what was asked for, else whose first entry it is. */
  readonly deviceId: DeviceId | null;
  readonly findings: readonly Finding[];
  /** Further faults that are not told one by one. */
  readonly more: number;
};

export type VerifySpan = JournalSpan & { readonly deviceId?: DeviceId };

type Reader = Pick<AppendFile, 'size' | 'read'>;

/** Checks a journal's file line by line, whatever is in it. Nothing is changed, and nothing but reading can fail. */
export async function verifyFile(
  file: Reader,
  crypto: JournalCrypto,
  span: VerifySpan = {},
): Promise<Verified> {
  const { after = EMPTY_TAIL, reached = EMPTY_TAIL } = span;
  const findings: Finding[] = [];
  let [tail, deviceId, entries, lines, more] = [after, span.deviceId ?? null, 0, 0, 0];
  const found = (finding: Finding): void => {
    if (findings.length < FINDINGS_MAX) findings.push(finding);
    else more += 1;
  };
  for await (const line of linesOf(file)) {
    lines += 1;
    const entry = line.whole ? readEntry(line.bytes) : null;
    if (entry === null) {
      found({ line: lines, seq: null, fault: !line.whole && line.last ? 'torn' : 'unreadable' });
      continue;
    }
    entries += 1;
    deviceId ??= entry.deviceId;
    const at = { line: lines, seq: entry.seq };
    const fault = entry.deviceId === deviceId ? await entryFault(entry, tail, crypto) : 'foreign';
    if (fault !== null) found({ ...at, fault });
    if (entry.seq === reached.seq && entry.hash !== reached.hash) found({ ...at, fault: 'rewritten' });
    tail = { seq: entry.seq, hash: entry.hash };
  }
  if (tail.seq < reached.seq) found({ line: lines + 1, seq: tail.seq + 1, fault: 'cut' });
  return { entries, tail, deviceId, findings, more };
}
