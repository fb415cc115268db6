import { unreachable } from '#shared/domain/invariant.ts';
import type { Book, Note, Standing } from './book.ts';
import type { Capture, Fate, TerminalWire } from './wire.ts';

type Parts = { readonly wire: TerminalWire; readonly book: Book };
type Asked = { readonly amount: number; readonly currency: string };

/** Of an order that was begun and that the terminal has not heard of: it charges nobody any more. */
export const NEVER_REACHED = 'It never reached the terminal';

/** Whether exactly what was asked for was taken. A terminal that does not name the sum or currency is believed. */
export function isWhatWasAsked(asked: Asked, { amount, currency }: Capture): boolean {
  return (amount ?? asked.amount) === asked.amount && (currency ?? asked.currency) === asked.currency;
}

/**
 * Asks the terminal what became of an open order, gives back what must be, and writes it down. False: it is still open,
 * because the terminal did not say or the disk did not take it; nothing was done that asking again would do twice.
 */
export async function settle(parts: Parts, { note, begun }: Standing): Promise<boolean> {
  const { wire, book } = parts;
  // Another terminal knows nothing of it: its silence would read as if nothing had been taken.
  if (begun === null || begun.via !== wire.name) return false;
  const order = { kind: begun.order, id: begun.id, amount: begun.amount, currency: begun.currency };
  if (note.kind === 'reversing') return giveBack(parts, note.capture, order);
  const fate = await wire.fate(order, begun.mark);
  if (fate.kind === 'captured' && !isWhatWasAsked(order, fate.capture)) {
    const { capture } = fate;
    return (
      (await noted(book, { kind: 'reversing', id: order.id, capture })) && giveBack(parts, capture, order)
    );
  }
  const next = noteOf(fate, order.id);
  return next !== null && noted(book, next);
}

function noteOf(fate: Fate, id: Note['id']): Note | null {
  switch (fate.kind) {
    case 'captured':
      return { kind: 'captured', id, capture: fate.capture };
    case 'reversed':
      return { kind: 'reversed', id };
    case 'declined':
      return { kind: 'declined', id, message: fate.message };
    case 'none':
      return { kind: 'declined', id, message: NEVER_REACHED };
    case 'unknown':
      return null;
    default:
      return unreachable(fate);
  }
}

type Settling = Parameters<TerminalWire['giveBack']>[1];

async function giveBack({ wire, book }: Parts, capture: Capture, order: Settling): Promise<boolean> {
  const { id } = order;
  switch (await wire.giveBack(capture, order)) {
    case 'reversed':
      return noted(book, { kind: 'reversed', id });
    case 'refused':
      // What was rightly taken stays taken; what was not is for a person, and holds up nothing else.
      return noted(book, { kind: isWhatWasAsked(order, capture) ? 'captured' : 'stuck', id, capture });
    case 'unknown':
      return false;
  }
}

/** Whether it could be written down. */
export const noted = (book: Book, note: Note): Promise<boolean> =>
  book.note(note).then(
    () => true,
    () => false,
  );
