import type { JournalAppend } from '#shared/wire/bridge.ts';
import { type Instant, instant } from '#shared/wire/scalars.ts';
import type { Note } from './driver/book.ts';

const DETAIL_CHARS_MAX = 1_000;

/** The journal's event for a note that says money moved at the terminal; null for every other. */
export function evidenceOf(note: Note, nowMs: number): JournalAppend | null {
  const at: Instant = instant(nowMs);
  switch (note.kind) {
    case 'heard':
    case 'captured':
      return { at, event: { kind: 'technical', event: 'terminal-captured', detail: detailOf(note) } };
    case 'reversing':
    case 'stuck':
      return { at, event: { kind: 'technical', event: `terminal-${note.kind}`, detail: detailOf(note) } };
    case 'reversed':
      return {
        at,
        event: { kind: 'technical', event: 'terminal-reversed', detail: JSON.stringify({ id: note.id }) },
      };
    case 'begun':
    case 'declined':
      return null;
  }
}

function detailOf({ id, capture }: Extract<Note, { capture: unknown }>): string {
  const { captureId, reference, amount, currency } = capture;
  return JSON.stringify({ id, captureId, reference, amount, currency }).slice(0, DETAIL_CHARS_MAX);
}
