import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { Currency, Money } from '#shared/wire/scalars.ts';
import type { LedgerEntry } from '../ledger.ts';
import type { Engine } from '../simulated/engine.ts';
import type { SimulatedServer } from '../simulated/server.ts';
import { fromUnits } from './amount.ts';
import { RequestEnvelope, type SaleToPOIRequest } from './messages.ts';
import {
  envelope,
  failure,
  named,
  paymentBody,
  reconciliationBody,
  repeated,
  reversedBody,
} from './simulated-answers.ts';

export const NEXO_PATH = '/nexo';
const BODY_BYTES_MAX = 64 * 1024;

/** What is answered; `hangs` and `hangs-up` are the ways to say nothing. */
type Answer = { readonly body: object | null } | 'hangs' | 'hangs-up';
type Going = { readonly reference: string; readonly stop: AbortController };

/** A nexo terminal on the loopback address: `POST /nexo`, one message a request. */
export async function startNexoSimulator(engine: Engine): Promise<SimulatedServer> {
  const cut = { afterMessages: Number.POSITIVE_INFINITY };
  const going: { current: Going | null } = { current: null };
  const counted = (): boolean => {
    cut.afterMessages -= 1;
    if (cut.afterMessages >= 0) return true;
    cut.afterMessages = Number.POSITIVE_INFINITY;
    return false;
  };
  const server = createServer((request, response) => {
    served(engine, going, request, counted)
      .catch((): Answer => 'hangs-up')
      .then(async (answer) => {
        if (answer === 'hangs') return;
        if (answer === 'hangs-up' || (await engine.isOff()) || !counted()) return void response.destroy();
        write(response, answer.body);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return {
    address: { host: '127.0.0.1', port },
    cutAfter: (messages) => {
      cut.afterMessages = messages;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function write(response: ServerResponse, body: object | null): void {
  response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
  response.end(body === null ? '' : JSON.stringify(body));
}

async function served(
  engine: Engine,
  going: { current: Going | null },
  request: IncomingMessage,
  counted: () => boolean,
): Promise<Answer> {
  if (request.method !== 'POST' || request.url !== NEXO_PATH || !counted()) return 'hangs-up';
  const { SaleToPOIRequest: said } = RequestEnvelope.parse(JSON.parse(await textOf(request)));
  // What the till has given up by hanging up is not begun any more.
  if ((await engine.isOff()) || request.socket.destroyed) return 'hangs-up';
  const { MessageHeader: head } = said;
  switch (head.MessageCategory) {
    case 'Payment':
      return oneAtATime(engine, going, said);
    case 'TransactionStatus':
      return { body: envelope(head, named('TransactionStatus', await status(engine, going, said))) };
    case 'Reversal':
      return { body: envelope(head, named('Reversal', await reverse(engine, said))) };
    case 'Abort':
      if (said.AbortRequest?.MessageReference.ServiceID === going.current?.reference)
        going.current?.stop.abort();
      return { body: null };
    case 'Reconciliation': {
      const ledger = await engine.ledger();
      const currency = ledger.list().at(-1)?.currency ?? 'EUR';
      return {
        body: envelope(head, named('Reconciliation', reconciliationBody(await ledger.closeDay(), currency))),
      };
    }
  }
}

/** From the first moment a payment is known to be going on: whoever asks about it is not told that it never came. */
async function oneAtATime(
  engine: Engine,
  going: { current: Going | null },
  said: SaleToPOIRequest,
): Promise<Answer> {
  const { MessageHeader: head } = said;
  if (going.current !== null) {
    const isSame = going.current.reference === head.ServiceID;
    return { body: envelope(head, named('Payment', failure(isSame ? 'InProgress' : 'Busy'))) };
  }
  const stop = new AbortController();
  going.current = { reference: head.ServiceID, stop };
  try {
    return await pay(engine, stop.signal, said);
  } finally {
    going.current = null;
  }
}

async function pay(engine: Engine, stop: AbortSignal, said: SaleToPOIRequest): Promise<Answer> {
  const { MessageHeader: head, PaymentRequest: asked } = said;
  const answer = (body: object): Answer => ({ body: envelope(head, named('Payment', body)) });
  if (asked === undefined) return answer(failure('MessageFormat'));
  const { next } = await engine.behaviour.read();
  if (next === 'silent-before') return 'hangs';
  const list = (await engine.ledger()).list();
  const known = list.find(({ reference, kind }) => reference === head.ServiceID && kind !== 'reversal');
  // The same message again is the same payment.
  if (known !== undefined)
    return answer(known.status === 'begun' ? failure('InProgress') : paymentBody(known));
  const { Currency: letters, RequestedAmount } = asked.PaymentTransaction.AmountsReq;
  const amount = fromUnits(RequestedAmount, letters);
  if (amount === null) return answer(failure('MessageFormat'));
  const kind = asked.PaymentData.PaymentType === 'Refund' ? 'refund' : 'payment';
  const order = {
    kind,
    reference: head.ServiceID,
    amount: Money.parse(amount),
    currency: Currency.parse(letters),
  } as const;
  const entry = await engine.charge(order, next, stop);
  if (entry === null || next === 'link-before' || next === 'link-after') return 'hangs-up';
  if (next === 'silent-after' && entry.status === 'approved') return 'hangs';
  // Told twice in this protocol: the answer to an earlier payment comes once more, in the place of this one's.
  const stale = next === 'duplicate' ? list.findLast(({ kind: its }) => its !== 'reversal') : undefined;
  if (stale !== undefined)
    return { body: envelope({ ...head, ServiceID: stale.reference }, named('Payment', paymentBody(stale))) };
  return answer(paymentBody(entry));
}

async function status(
  engine: Engine,
  going: { current: Going | null },
  { MessageHeader: head, TransactionStatusRequest: asked }: SaleToPOIRequest,
): Promise<object> {
  if (asked === undefined) return failure('MessageFormat');
  const { MessageCategory: category, ServiceID: reference } = asked.MessageReference;
  const found = (await engine.ledger())
    .list()
    .find(
      (entry) => entry.reference === reference && (entry.kind === 'reversal') === (category === 'Reversal'),
    );
  if (going.current?.reference === reference || found?.status === 'begun') return failure('InProgress');
  if (found === undefined) return failure('NotFound');
  return repeated(
    head,
    reference,
    category,
    category === 'Payment' ? paymentBody(found) : reversedBody(found),
  );
}

async function reverse(
  engine: Engine,
  { MessageHeader: head, ReversalRequest: asked }: SaleToPOIRequest,
): Promise<object> {
  const name = asked?.OriginalPOITransaction.POITransactionID.TransactionID ?? '';
  const number = Number(/^SIM(\d+)$/.exec(name)?.[1] ?? 0);
  const back: LedgerEntry | string = await engine.reverse(number, head.ServiceID);
  if (typeof back !== 'string') return reversedBody(back);
  return failure(back === 'already' ? 'NotAllowed' : 'NotFound');
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > BODY_BYTES_MAX) throw new Error('too long');
  }
  return text;
}
