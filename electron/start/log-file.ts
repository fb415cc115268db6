import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const LOG_BYTES_MAX = 5 * 1024 * 1024;
const TAIL_CHARS = 2_000;

export type LogFile = {
  readonly path: string;
  write(text: string): void;
  /** The last `lines` lines. */
  tail(lines: number): string;
};

/** Where a program's own words go, so that the terminal stays readable. Kept to two files of five megabytes. */
export function openLogFile(path: string): LogFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let size = sizeOf(path);
  let recent = '';
  return {
    path,
    write: (text) => {
      recent = (recent + text).slice(-TAIL_CHARS);
      try {
        if (size > LOG_BYTES_MAX) {
          renameSync(path, `${path}.1`);
          size = 0;
        }
        appendFileSync(path, text, { mode: 0o600 });
        size += Buffer.byteLength(text);
      } catch {
        // A full disk must not end the sale; the words are lost, `tail` still has the last ones.
      }
    },
    tail: (lines) => recent.trimEnd().split('\n').slice(-lines).join('\n'),
  };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
