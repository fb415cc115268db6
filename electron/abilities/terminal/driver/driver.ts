import type { TerminalAnswer, TerminalFate } from '#shared/wire/bridge.ts';
import type { Order, TerminalPort } from '../port.ts';
import { answerOf } from './answer.ts';
import { type Book, isOpen, type Note, type Standing } from './book.ts';
import { NEVER_REACHED, noted, settle } from './settle.ts';
import { takeMoney } from './take.ts';
import type { TerminalWire } from './wire.ts';

/** What a driver needs: the protocol, and the book it remembers by. */
export type DriverParts = { readonly wire: TerminalWire; readonly book: Book };

type Running = {
  readonly id: Order['id'];
  readonly answer: Promise<TerminalAnswer>;
  readonly stop: AbortController;
};

/** Turned away without being noted: it may come again. */
export const BUSY = { result: 'declined', message: 'The terminal is busy.' } as const;
export const EARLIER_OPEN = {
  result: 'declined',
  message: 'An earlier payment is not settled yet. Nothing was charged.',
} as const;

/**
 * The promises of the port over any protocol. One thing at a time is said to the terminal; whatever it did and did not
 * manage to say is asked for before anything else is done on it.
 */
export function openDriver(parts: DriverParts): TerminalPort {
  const { book, wire } = parts;
  let running: Running | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  const ended = async (id: Order['id']): Promise<void> => {
    if (running?.id === id) await running.answer;
  };

  const move = (order: Order): Promise<TerminalAnswer> => {
    if (running?.id === order.id) return running.answer;
    const known = book.find(order.id);
    if (known !== undefined && !isOpen(known)) return Promise.resolve(answerOf(known));
    if (running !== null) return Promise.resolve(BUSY);
    const stop = new AbortController();
    const answer = inTurn(() => taken(parts, order, stop.signal)).finally(() => {
      running = null;
    });
    running = { id: order.id, answer, stop };
    return answer;
  };

  /** The standing of an order after everything that can be learnt of it. */
  const settled = (id: Order['id']): Promise<Standing | undefined> =>
    inTurn(async () => {
      const known = book.find(id);
      if (known !== undefined && isOpen(known)) await settle(parts, known);
      return book.find(id);
    });

  return {
    begin: ({ paymentId, amount, currency }) => move({ kind: 'payment', id: paymentId, amount, currency }),
    refund: ({ refundId, amount, currency }) => move({ kind: 'refund', id: refundId, amount, currency }),
    inquire: async ({ paymentId }) => {
      await ended(paymentId);
      const before = book.find(paymentId);
      if (before !== undefined && !isOpen(before)) return answerOf(before);
      const now = await settled(paymentId);
      // What was never begun is noted as declined, so that it charges nobody when it arrives late.
      if (now === undefined) return (await noted(book, neverBegun(paymentId))) ? { result: 'none' } : UNKNOWN;
      return neverReached(now) ? { result: 'none' } : answerOf(now);
    },
    abort: async ({ paymentId }) => {
      const before = book.find(paymentId);
      if (before !== undefined && !isOpen(before)) return { result: 'too-late' };
      if (running?.id === paymentId) {
        running.stop.abort();
        const { result } = await running.answer;
        return { result: result === 'declined' ? 'aborted' : result === 'approved' ? 'too-late' : 'unknown' };
      }
      const now = await settled(paymentId);
      if (now === undefined)
        return { result: (await noted(book, neverBegun(paymentId))) ? 'none' : 'unknown' };
      const { result } = answerOf(now);
      return { result: result === 'approved' ? 'too-late' : result === 'declined' ? 'none' : 'unknown' };
    },
    reverse: async ({ paymentId }) => {
      await ended(paymentId);
      return inTurn(() => reversed(parts, paymentId));
    },
    endOfDay: ({ currency }) =>
      inTurn(async () => {
        if (!(await settleAll(parts))) return { result: 'refused', message: 'A payment is not settled yet.' };
        return wire.endOfDay(currency);
      }),
  };
}

const UNKNOWN: TerminalFate = { result: 'unknown' };

/** Settles what is open, then takes the money, unless the order is known already. */
async function taken(parts: DriverParts, order: Order, stop: AbortSignal): Promise<TerminalAnswer> {
  const allSettled = await settleAll(parts);
  const known = parts.book.find(order.id);
  if (known !== undefined) return answerOf(known);
  return allSettled ? takeMoney(parts, order, stop) : EARLIER_OPEN;
}

/** What was begun on another terminal holds up that one, not this. */
async function settleAll(parts: DriverParts): Promise<boolean> {
  const { book, wire } = parts;
  for (const open of book.open().filter(({ begun }) => begun?.via === wire.name)) {
    if (!(await settle(parts, open))) return false;
  }
  return true;
}

async function reversed(parts: DriverParts, id: Order['id']): ReturnType<TerminalPort['reverse']> {
  const { book } = parts;
  const before = book.find(id);
  if (before !== undefined && isOpen(before)) await settle(parts, before);
  const known = book.find(id);
  if (known === undefined || known.note.kind === 'declined') return { result: 'none' };
  if (known.note.kind === 'reversed') return { result: 'reversed' };
  if (known.note.kind === 'captured' || known.note.kind === 'stuck') {
    const { capture } = known.note;
    if (!(await noted(book, { kind: 'reversing', id, capture })))
      return { result: 'unknown', message: 'The till cannot write to its disk. Nothing was given back.' };
    await settle(parts, book.find(id) ?? known);
  }
  switch (book.find(id)?.note.kind) {
    case 'reversed':
      return { result: 'reversed' };
    case 'captured':
    case 'stuck':
      return { result: 'unknown', message: 'The terminal refuses to give this payment back.' };
    default:
      return { result: 'unknown', message: 'The terminal does not answer.' };
  }
}

const neverBegun = (id: Order['id']): Note => ({ kind: 'declined', id, message: NEVER_REACHED });

const neverReached = ({ note }: Standing): boolean =>
  note.kind === 'declined' && note.message === NEVER_REACHED;
