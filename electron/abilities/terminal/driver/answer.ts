import type { TerminalAnswer } from '#shared/wire/bridge.ts';
import type { Standing } from './book.ts';

/** Where an order stands, in the words of the port. */
export function answerOf({ note }: Standing): TerminalAnswer {
  switch (note.kind) {
    case 'captured': {
      const { captureId, message, receipt } = note.capture;
      return { result: 'approved', captureId, message, ...(receipt === '' ? {} : { receipt }) };
    }
    case 'declined':
      return { result: 'declined', message: note.message };
    case 'reversed':
      return { result: 'declined', message: 'Reversed' };
    default:
      return { result: 'unknown' };
  }
}
