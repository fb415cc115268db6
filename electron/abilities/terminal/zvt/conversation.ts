import { type Apdu, nameOfControl } from './apdu.ts';
import { LinkLost, type ZvtLink } from './link.ts';
import { ABORT_COMMAND, CONTROL, POSITIVE, refusal } from './messages.ts';
import { LINES_MAX, printedLines } from './print.ts';
import { ProtocolError } from './protocol-error.ts';
import { RESULT } from './result-codes.ts';
import { parseStatus, type StatusInformation } from './status.ts';

export type ZvtTimes = {
  readonly connectMs: number;
  /** To the acknowledgement of a command. */
  readonly acknowledgeMs: number;
  /** Between two messages of a command that is going on: a person looks for a card. */
  readonly silenceMs: number;
  /** A whole command, whatever is said meanwhile. */
  readonly commandMs: number;
};

type Said = {
  readonly status: StatusInformation | null;
  readonly lines: readonly string[];
  /** We said no to something: what the terminal did about it must be asked for. */
  readonly refused: boolean;
};

/** How a command ended. `turned-away`: the terminal did not begin it. */
export type Ending =
  | ({ readonly kind: 'completed'; readonly data: Uint8Array } & Said)
  | ({ readonly kind: 'aborted'; readonly code: number } & Said)
  | { readonly kind: 'turned-away'; readonly code: number };

export type Talk = {
  /** What to answer to a Status-Information: null is yes, a number is the reason to refuse it. */
  readonly onStatus?: (status: StatusInformation) => Promise<number | null>;
  /** Every other data of a Status-Information that matters, before it is acknowledged. */
  readonly onData?: (data: Uint8Array) => void;
  /** Aborted when somebody wants to call the command off. */
  readonly stop?: AbortSignal;
};

/**
 * Says one command and answers whatever the terminal says until it gives the initiative back (Completion or Abort). Throws
 * `LinkLost` and `ProtocolError`: then it is not known how the command ended.
 */
export async function converse(
  link: ZvtLink,
  command: Apdu,
  times: ZvtTimes,
  talk: Talk = {},
): Promise<Ending> {
  const { stop } = talk;
  link.send(command);
  const first = await link.receive(times.acknowledgeMs);
  if (isAcknowledgement(first) && !isPositive(first))
    return { kind: 'turned-away', code: first.control & 0xff };
  if (!isPositive(first)) throw new ProtocolError(`${nameOfControl(first.control)} is no acknowledgement.`);
  const until = performance.now() + times.commandMs;
  let said: Said = { status: null, lines: [], refused: false };
  const callOff = (): void => link.send(ABORT_COMMAND);
  if (stop?.aborted === true) callOff();
  stop?.addEventListener('abort', callOff);
  try {
    while (performance.now() < until) {
      const message = await link.receive(times.silenceMs);
      // The answer to our own Abort: whether it worked is told by how the command ends.
      if (isAcknowledgement(message)) continue;
      if (message.control === CONTROL.completion || message.control === CONTROL.abort) {
        link.send(POSITIVE);
        return message.control === CONTROL.completion
          ? { kind: 'completed', data: message.data, ...said }
          : { kind: 'aborted', code: message.data[0] ?? RESULT.systemError, ...said };
      }
      const { reason, ...news } = await heard(message, talk);
      said = {
        status: news.status ?? said.status,
        lines: [...said.lines, ...(news.lines ?? [])].slice(0, LINES_MAX),
        refused: said.refused || reason !== null,
      };
      link.send(reason === null ? POSITIVE : refusal(reason));
    }
    throw new LinkLost('The terminal does not come to an end.');
  } finally {
    stop?.removeEventListener('abort', callOff);
  }
}

/** What a message of the terminal says, and null to acknowledge it or the reason to refuse it. */
type Heard = {
  readonly reason: number | null;
  readonly status?: StatusInformation;
  readonly lines?: readonly string[];
};

async function heard(message: Apdu, { onStatus, onData }: Talk): Promise<Heard> {
  try {
    switch (message.control) {
      case CONTROL.intermediateStatus:
        return { reason: null };
      case CONTROL.printLine:
      case CONTROL.printTextBlock:
        return { reason: null, lines: printedLines(message) };
      case CONTROL.statusInformation: {
        const status = parseStatus(message.data);
        onData?.(message.data);
        return { reason: onStatus === undefined ? null : await onStatus(status), status };
      }
      default:
        return { reason: RESULT.functionNotPossible };
    }
  } catch (error) {
    // What cannot be read is refused: a terminal whose word on a payment is refused gives the money back.
    if (error instanceof ProtocolError) return { reason: RESULT.protocolError };
    throw error;
  }
}

const isAcknowledgement = ({ control }: Apdu): boolean =>
  control === CONTROL.positive || (control & 0xff00) === CONTROL.negative;

/** `84 00` is an older way to say yes. */
const isPositive = ({ control }: Apdu): boolean =>
  control === CONTROL.positive || control === CONTROL.negative;
