import type { TerminalDay } from '#shared/wire/bridge.ts';
import type { Currency } from '#shared/wire/scalars.ts';
import { messageOf } from '../../host-error.ts';
import { type Capture, type Fate, NOT_WRITTEN, type Outcome, type TerminalWire } from '../driver/wire.ts';
import type { Order } from '../port.ts';
import { converse, type Ending } from './conversation.ts';
import { numericCurrency } from './currency.ts';
import { type Line, onLine, type ZvtSettings } from './line.ts';
import { LinkLost } from './link.ts';
import { authorisation, endOfDay, refund, reversal } from './messages.ts';
import { ProtocolError } from './protocol-error.ts';
import { RESULT, wordsOfResult } from './result-codes.ts';
import { type StatusInformation, stampOf } from './status.ts';
import { type DayTotals, parseTotals } from './totals.ts';

/** Answers to a reversal that say nothing of the payment: it is asked for again. */
const PASSING: ReadonlySet<number> = new Set([
  RESULT.notRegistered,
  RESULT.aborted,
  0x7d,
  0x9b,
  RESULT.pleaseWait,
  RESULT.notReady,
  0xa1,
  0xa3,
  RESULT.systemError,
]);

/**
 * ZVT over TCP, the till's side. The terminal knows no names of payments: what it did last (Repeat-Receipt) is noted
 * before a card is asked for, and if that has changed afterwards, the change is this payment's.
 */
export function zvtWire(name: string, settings: ZvtSettings): TerminalWire {
  const { password, times } = settings;
  return {
    name,
    take: async (order, hears, stop) => {
      const currency = numericCurrency(order.currency);
      if (currency === null)
        return { kind: 'declined', message: `The terminal does not take ${order.currency}.` };
      let mayHaveCharged = false;
      try {
        return await onLine(settings, currency, async (line): Promise<Outcome> => {
          const mark = markOf(await line.last());
          const isWritten = await hears.begins(mark).then(
            () => true,
            () => false,
          );
          if (!isWritten) return { kind: 'declined', message: NOT_WRITTEN };
          if (stop.aborted) return { kind: 'declined', message: wordsOfResult(RESULT.aborted) };
          mayHaveCharged = true;
          const command =
            order.kind === 'payment'
              ? authorisation(order.amount, currency)
              : refund(password, order.amount, currency);
          const accepting = acceptOne(hears.captured);
          const ending = await converse(line.link, command, times, { stop, onStatus: accepting.onStatus });
          return outcomeOf(ending, accepting.accepted());
        });
      } catch (error) {
        return { kind: mayHaveCharged ? 'unknown' : 'declined', message: wordsOf(error) };
      }
    },
    fate: (order, mark) => asked(settings, order, (line) => fateOn(line, mark)),
    giveBack: async (capture, order) => {
      const answer = await asked(settings, order, (line) => givenBack(line, capture, settings));
      return typeof answer === 'string' ? answer : 'unknown';
    },
    endOfDay: (currency) => closed(settings, currency),
  };
}

/** The one Status-Information that is taken, however often it comes; any other success is refused. */
function acceptOne(captured: (capture: Capture) => Promise<boolean>) {
  let accepted: StatusInformation | null = null;
  return {
    accepted: () => accepted,
    onStatus: async (status: StatusInformation): Promise<number | null> => {
      if (status.resultCode !== RESULT.ok) return null;
      if (accepted !== null) return stampOf(accepted) === stampOf(status) ? null : RESULT.processingError;
      if (!(await captured(captureOf(status, [])))) return RESULT.processingError;
      accepted = status;
      return null;
    },
  };
}

function outcomeOf(ending: Ending, accepted: StatusInformation | null): Outcome {
  if (ending.kind === 'turned-away') return { kind: 'declined', message: wordsOfResult(ending.code) };
  if (ending.refused) return { kind: 'refused' };
  if (accepted !== null)
    return ending.kind === 'completed'
      ? { kind: 'captured', capture: captureOf(accepted, ending.lines) }
      : { kind: 'unknown', message: 'The terminal says both that it charged and that it did not.' };
  if (ending.kind === 'aborted') return { kind: 'declined', message: wordsOfResult(ending.code) };
  if (ending.status !== null) return { kind: 'declined', message: wordsOfResult(ending.status.resultCode) };
  return { kind: 'unknown', message: 'The terminal does not say how it went.' };
}

function captureOf(status: StatusInformation, lines: readonly string[]): Capture {
  const { trace, receipt, terminalId, amount, currency, text, cardName, cardEnding } = status;
  const card = [cardName, cardEnding === null ? null : `****${cardEnding}`].filter((part) => part !== null);
  const own = [
    `Terminal ${terminalId ?? '-'}`,
    `Trace ${trace ?? '-'}`,
    `Receipt ${receipt ?? '-'}`,
    ...card,
  ];
  return {
    captureId: `${terminalId ?? 'T'}-${trace ?? receipt ?? '0'}`,
    reference: `${receipt ?? ''}/${trace ?? ''}`,
    amount,
    currency,
    message: text ?? 'Approved',
    receipt: (lines.length > 0 ? lines : own).join('\n').slice(0, 2_000),
  };
}

const markOf = (last: StatusInformation | 'nothing' | 'silent'): string =>
  typeof last === 'string' ? last : stampOf(last);

async function fateOn(line: Line, mark: string): Promise<Fate> {
  const last = await line.last();
  if (markOf(last) === mark) return mark === 'silent' ? NOT_SAID : { kind: 'none' };
  // Whether what it did last was before or after is not known where it did not say what it had done before.
  if (typeof last === 'string' || mark === 'silent') return NOT_SAID;
  if (last.originalTrace !== null) return { kind: 'reversed' };
  if (last.resultCode !== RESULT.ok) return { kind: 'declined', message: wordsOfResult(last.resultCode) };
  return { kind: 'captured', capture: captureOf(last, []) };
}

const NOT_SAID = { kind: 'unknown', message: 'The terminal does not say what it did last.' } as const;

async function givenBack(
  line: Line,
  { reference }: Capture,
  { password, times }: ZvtSettings,
): Promise<'reversed' | 'refused' | 'unknown'> {
  const [receipt = '', trace = ''] = reference.split('/');
  if (!/^\d{1,4}$/.test(receipt)) return 'refused';
  const last = await line.last();
  if (typeof last !== 'string' && last.originalTrace !== null && last.originalTrace === trace)
    return 'reversed';
  const ending = await converse(line.link, reversal(password, Number(receipt)), times);
  const code = ending.kind === 'completed' ? (ending.status?.resultCode ?? RESULT.ok) : ending.code;
  if (code === RESULT.ok || code === RESULT.alreadyReversed) return 'reversed';
  return PASSING.has(code) ? 'unknown' : 'refused';
}

/** A question whose answer may be lost without harm. */
async function asked<Answer>(
  settings: ZvtSettings,
  { currency }: Pick<Order, 'currency'>,
  question: (line: Line) => Promise<Answer>,
): Promise<Answer | { readonly kind: 'unknown'; readonly message: string }> {
  const number = numericCurrency(currency);
  if (number === null) return { kind: 'unknown', message: `The terminal does not know ${currency}.` };
  try {
    return await onLine(settings, number, question);
  } catch (error) {
    return { kind: 'unknown', message: wordsOf(error) };
  }
}

async function closed(settings: ZvtSettings, letters: Currency): Promise<TerminalDay> {
  const { password, times } = settings;
  const currency = numericCurrency(letters);
  if (currency === null) return { result: 'refused', message: `The terminal does not count ${letters}.` };
  try {
    return await onLine(settings, currency, async ({ link }): Promise<TerminalDay> => {
      let totals: DayTotals | null = null;
      const onData = (data: Uint8Array): void => {
        totals = parseTotals(data) ?? totals;
      };
      const ending = await converse(link, endOfDay(password), times, { onData });
      if (ending.kind !== 'completed') return { result: 'refused', message: wordsOfResult(ending.code) };
      const receipt = ending.lines.join('\n').slice(0, 2_000);
      return { result: 'closed', totals, ...(receipt === '' ? {} : { receipt }) };
    });
  } catch (error) {
    return { result: 'unknown', message: wordsOf(error) };
  }
}

/** Anything else that is thrown is a bug of ours, and no answer to a payment. */
function wordsOf(error: unknown): string {
  if (error instanceof LinkLost || error instanceof ProtocolError) return error.message;
  throw new Error(`The terminal driver failed: ${messageOf(error)}`);
}
