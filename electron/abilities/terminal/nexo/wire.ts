import { randomBytes } from 'node:crypto';
import type { TerminalDay } from '#shared/wire/bridge.ts';
import type { Currency } from '#shared/wire/scalars.ts';
import { type Capture, type Fate, NOT_WRITTEN, type Outcome, type TerminalWire } from '../driver/wire.ts';
import type { Order } from '../port.ts';
import { fromUnits } from './amount.ts';
import {
  type PaymentResponse,
  ResponseEnvelope,
  type SaleToPOIRequest,
  type SaleToPOIResponse,
} from './messages.ts';
import { NoAnswer, type PostTimes, post } from './post.ts';
import {
  abortRequest,
  type NexoNames,
  paymentRequest,
  reconciliationRequest,
  reversalRequest,
  serviceIdOf,
  statusRequest,
} from './requests.ts';
import { wordsOfError } from './words.ts';

export type NexoTimes = PostTimes & {
  /** How long a payment that is going on is asked about before `unknown` is said. */
  readonly patienceMs: number;
  /** Only after so long is `NotFound` believed: until then the request may still be on its way through the terminal. */
  readonly notFoundMs: number;
};

export type NexoSettings = {
  /** Asked before each message: a simulated terminal may have moved. */
  readonly url: () => Promise<string>;
  readonly names: NexoNames;
  readonly times: NexoTimes;
  readonly now: () => number;
};

type Say = (request: SaleToPOIRequest) => Promise<SaleToPOIResponse>;

const ASK_AGAIN_MS = 250;

/**
 * nexo over HTTP, the till's side: one POST a message, as terminals on the local network take them. A payment is named by
 * its `ServiceID`, so what became of it can be asked (`TransactionStatus`) whatever was lost.
 */
export function nexoWire(name: string, settings: NexoSettings): TerminalWire {
  const { names, times, now } = settings;
  const say: Say = (request) => exchange(settings, request);
  /** When the terminal first said, by a clock that cannot be set, that it knows nothing of a message. */
  const notFoundSince = new Map<string, number>();
  return {
    name,
    take: async (order, hears, stop) => {
      const mark = serviceIdOf(order.id);
      const isWritten = await hears.begins(mark).then(
        () => true,
        () => false,
      );
      if (!isWritten) return { kind: 'declined', message: NOT_WRITTEN };
      if (stop.aborted) return { kind: 'declined', message: 'Called off' };
      const callOff = (): void => {
        // Whether it worked is told by how the payment ends.
        say(abortRequest(names, mark, fresh())).catch(() => undefined);
      };
      stop.addEventListener('abort', callOff);
      try {
        const { PaymentResponse: said } = await say(paymentRequest(names, order, mark, now()));
        if (said === undefined) return NOT_SAID;
        const outcome = outcomeOf(said, order);
        if (outcome.kind !== 'captured' || (await hears.captured(outcome.capture))) return outcome;
        return { kind: 'refused' };
      } catch (error) {
        const { message, sent } = noAnswer(error);
        return { kind: sent ? 'unknown' : 'declined', message };
      } finally {
        stop.removeEventListener('abort', callOff);
      }
    },
    fate: async (order, mark) => {
      const until = performance.now() + times.patienceMs;
      for (;;) {
        const fate = await statusOf(say, names, order, mark);
        if (fate === 'not-found') {
          const since = notFoundSince.get(mark) ?? performance.now();
          notFoundSince.set(mark, since);
          if (performance.now() - since < times.notFoundMs) return NOT_SAID;
          notFoundSince.delete(mark);
          return { kind: 'none' };
        }
        if (fate !== 'in-progress') return fate;
        if (performance.now() > until) return NOT_SAID;
        await new Promise((resolve) => setTimeout(resolve, Math.min(ASK_AGAIN_MS, times.patienceMs / 4)));
      }
    },
    giveBack: (capture) => givenBack(say, names, capture),
    endOfDay: (currency) => closed(say, names, currency),
  };
}

const NOT_SAID = { kind: 'unknown', message: 'The terminal does not say how it went.' } as const;

const fresh = (): string => randomBytes(5).toString('hex');

/** One message and its answer. An answer to anything else is none. */
async function exchange({ url, times }: NexoSettings, request: SaleToPOIRequest): Promise<SaleToPOIResponse> {
  const answer = await post(await url(), { SaleToPOIRequest: request }, times);
  const parsed = ResponseEnvelope.safeParse(answer);
  // What the parser complains of could quote a card number: it is not passed on.
  if (!parsed.success) throw new NoAnswer('The answer of the terminal is no nexo message.', true);
  const { MessageHeader: theirs } = parsed.data.SaleToPOIResponse;
  const { MessageHeader: ours } = request;
  const isAnswer =
    theirs.MessageType === 'Response' &&
    theirs.MessageCategory === ours.MessageCategory &&
    theirs.ServiceID === ours.ServiceID &&
    theirs.SaleID === ours.SaleID &&
    theirs.POIID === ours.POIID;
  if (!isAnswer) throw new NoAnswer('The terminal answered another message than this one.', true);
  return parsed.data.SaleToPOIResponse;
}

function outcomeOf(said: PaymentResponse, order: Order): Exclude<Outcome, { kind: 'refused' }> {
  const { Result, ErrorCondition, AdditionalResponse } = said.Response;
  if (Result === 'Failure')
    return ErrorCondition === 'InProgress'
      ? NOT_SAID
      : { kind: 'declined', message: wordsOfError(ErrorCondition, AdditionalResponse) };
  const transaction = said.POIData?.POITransactionID;
  const amounts = said.PaymentResult?.AmountsResp;
  if (transaction === undefined) return NOT_SAID;
  const currency = amounts?.Currency ?? order.currency;
  const amount = amounts === undefined ? null : fromUnits(amounts.AuthorizedAmount, currency);
  // A sum that is none in this currency is not what was asked for, whatever it is.
  if (amounts !== undefined && amount === null) return NOT_SAID;
  const card = said.PaymentResult?.PaymentInstrumentData?.CardData;
  const copy = said.PaymentReceipt?.find(({ DocumentQualifier }) => DocumentQualifier === 'CustomerReceipt');
  const lines = copy?.OutputContent.OutputText?.map(({ Text }) => Text ?? '') ?? [
    `Transaction ${transaction.TransactionID}`,
    [card?.PaymentBrand, card?.MaskedPan].filter((part) => part !== undefined).join(' '),
  ];
  const capture: Capture = {
    captureId: transaction.TransactionID,
    reference: `${transaction.TransactionID} ${transaction.TimeStamp}`,
    amount,
    currency,
    message: 'Approved',
    receipt: lines.join('\n').slice(0, 2_000),
  };
  return { kind: 'captured', capture };
}

async function statusOf(
  say: Say,
  names: NexoNames,
  order: Order,
  mark: string,
): Promise<Fate | 'not-found' | 'in-progress'> {
  try {
    const said = (await say(statusRequest(names, 'Payment', mark, fresh()))).TransactionStatusResponse;
    const condition = said?.Response.ErrorCondition;
    if (said?.Response.Result === 'Failure' && condition === 'NotFound') return 'not-found';
    if (said?.Response.Result === 'Failure' && condition === 'InProgress') return 'in-progress';
    const repeated = said?.RepeatedMessageResponse;
    const payment = repeated?.RepeatedResponseMessageBody.PaymentResponse;
    // It must be the answer to that very message.
    if (payment === undefined || repeated?.MessageHeader.ServiceID !== mark) return NOT_SAID;
    return outcomeOf(payment, order);
  } catch (error) {
    return { kind: 'unknown', message: noAnswer(error).message };
  }
}

async function givenBack(
  say: Say,
  names: NexoNames,
  { reference }: Capture,
): Promise<'reversed' | 'refused' | 'unknown'> {
  const [TransactionID = '', TimeStamp = ''] = reference.split(' ');
  const serviceId = serviceIdOf(`reversal of ${reference}`);
  try {
    // What was said before and got no answer may have worked.
    const status = (await say(statusRequest(names, 'Reversal', serviceId, fresh())))
      .TransactionStatusResponse;
    const earlier = status?.RepeatedMessageResponse?.RepeatedResponseMessageBody.ReversalResponse?.Response;
    if (earlier?.Result === 'Success') return 'reversed';
    if (status?.Response.ErrorCondition !== 'NotFound' && earlier === undefined) return 'unknown';
    const said = (await say(reversalRequest(names, { TransactionID, TimeStamp }, serviceId)))
      .ReversalResponse;
    if (said === undefined) return 'unknown';
    if (said.Response.Result === 'Success') return 'reversed';
    const isPassing = ['Busy', 'InProgress', 'UnreachableHost'].includes(said.Response.ErrorCondition ?? '');
    return isPassing ? 'unknown' : 'refused';
  } catch (error) {
    noAnswer(error);
    return 'unknown';
  }
}

async function closed(say: Say, names: NexoNames, currency: Currency): Promise<TerminalDay> {
  try {
    const said = (await say(reconciliationRequest(names, fresh()))).ReconciliationResponse;
    if (said === undefined) return { result: 'unknown', message: NOT_SAID.message };
    const { Response, TransactionTotals } = said;
    if (Response.Result === 'Failure')
      return {
        result: 'refused',
        message: wordsOfError(Response.ErrorCondition, Response.AdditionalResponse),
      };
    const totals = (TransactionTotals ?? []).flatMap(({ PaymentTotals }) => PaymentTotals ?? []);
    const sums = totals.map(
      ({ TransactionType, TransactionAmount }) =>
        (fromUnits(TransactionAmount, currency) ?? 0) * (TransactionType === 'Credit' ? -1 : 1),
    );
    const count = totals.reduce((sum, { TransactionCount }) => sum + TransactionCount, 0);
    return { result: 'closed', totals: { count, amount: sums.reduce((sum, one) => sum + one, 0) } };
  } catch (error) {
    return { result: 'unknown', message: noAnswer(error).message };
  }
}

/** Anything else that is thrown is a bug of ours, and no answer to a payment. */
function noAnswer(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error;
  throw error;
}
