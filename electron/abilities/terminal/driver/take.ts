import type { TerminalAnswer } from '#shared/wire/bridge.ts';
import type { Order } from '../port.ts';
import { answerOf } from './answer.ts';
import type { Book } from './book.ts';
import { isWhatWasAsked, noted, settle } from './settle.ts';
import { type Hears, NOT_WRITTEN, type TerminalWire } from './wire.ts';

type Parts = { readonly wire: TerminalWire; readonly book: Book };

/** Asks for the card. The order is new, and everything before it is settled. */
export async function takeMoney(parts: Parts, order: Order, stop: AbortSignal): Promise<TerminalAnswer> {
  const { wire, book } = parts;
  const outcome = stop.aborted
    ? ({ kind: 'declined', message: 'Called off' } as const)
    : await wire.take(order, hearing(parts, order), stop);
  const { id } = order;
  if (outcome.kind === 'captured') await noted(book, { kind: 'captured', id, capture: outcome.capture });
  if (outcome.kind === 'declined') {
    const { message } = outcome;
    const isNoted = await noted(book, { kind: 'declined', id, message });
    // What was never begun needs no note to take nothing.
    if (!isNoted && book.find(id) === undefined) return { result: 'declined', message: NOT_WRITTEN };
  }
  const standing = book.find(id);
  if (standing === undefined) return { result: 'unknown' };
  if (outcome.kind === 'refused') await settle(parts, standing);
  return answerOf(book.find(id) ?? standing);
}

/** What is written down while the protocol speaks, and what it is told to refuse. */
function hearing({ wire, book }: Parts, order: Order): Hears {
  const { id, amount, currency } = order;
  return {
    begins: (mark) =>
      book.note({ kind: 'begun', id, order: order.kind, amount, currency, via: wire.name, mark }),
    captured: async (capture) => {
      const isRight = isWhatWasAsked(order, capture);
      const isNoted = await noted(book, { kind: isRight ? 'heard' : 'reversing', id, capture });
      return isRight && isNoted;
    },
  };
}
