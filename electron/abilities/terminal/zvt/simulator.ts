import { createServer, type Server, type Socket } from 'node:net';
import { z } from 'zod';
import { Currency, Money } from '#shared/wire/scalars.ts';
import type { LedgerEntry } from '../ledger.ts';
import type { Engine } from '../simulated/engine.ts';
import type { SimulatedServer } from '../simulated/server.ts';
import type { Apdu } from './apdu.ts';
import { fromBcd } from './bcd.ts';
import { currencyLetters } from './currency.ts';
import { BMP, parseFields } from './fields.ts';
import { CONTROL, POSITIVE, refusal } from './messages.ts';
import { RESULT } from './result-codes.ts';
import {
  aborted,
  completion,
  dayTotals,
  intermediate,
  receiptBlock,
  receiptOf,
  registered,
  resultCodeOf,
  statusInformation,
} from './simulated-answers.ts';
import { openSession, type Session } from './simulated-session.ts';

const PASSWORD_BYTES = 3;
const INSERT_CARD = 0x0a;
const REVERSING = 0x05;

export type ZvtSimulatorOptions = {
  /** How long it waits for the till to answer a message. */
  readonly replyMs: number;
  /** Some terminals give a payment back that the till did not acknowledge, others keep it. */
  readonly reversesUnheard: boolean;
};

/** A ZVT terminal on the loopback address: one till at a time, a newer connection ends the older. */
export async function startZvtSimulator(
  engine: Engine,
  options: ZvtSimulatorOptions,
): Promise<SimulatedServer> {
  let current: Session | null = null;
  const cut = { afterFrames: Number.POSITIVE_INFINITY };
  const server = createServer((socket: Socket) => {
    current?.close();
    const session = openSession(socket, engine, options.replyMs, cut, (command) =>
      handle(engine, session, command, options),
    );
    current = session;
  });
  const port = await listening(server);
  return {
    address: { host: '127.0.0.1', port },
    cutAfter: (frames) => {
      cut.afterFrames = frames;
    },
    close: () =>
      new Promise((resolve) => {
        current?.close();
        server.close(() => resolve());
      }),
  };
}

const Bound = z.object({ port: z.int() });

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => resolve(Bound.parse(server.address()).port));
  });
}

/** Carries out one command of the till. */
async function handle(
  engine: Engine,
  session: Session,
  command: Apdu,
  options: ZvtSimulatorOptions,
): Promise<void> {
  switch (command.control) {
    case CONTROL.registration:
      session.send(POSITIVE);
      await session.say(registered(fromBcd(command.data.subarray(4, 6), 'currency-code (CC)')));
      return;
    case CONTROL.statusEnquiry:
      session.send(POSITIVE);
      await session.say(completion());
      return;
    case CONTROL.authorisation:
      return takeCard(engine, session, 'payment', command.data, options);
    case CONTROL.refund:
      return takeCard(engine, session, 'refund', command.data.subarray(PASSWORD_BYTES), options);
    case CONTROL.repeatReceipt: {
      const last = await engine.last();
      session.send(POSITIVE);
      if (last === undefined) return void (await session.say(aborted(RESULT.functionNotPossible)));
      await session.say(statusInformation(last));
      await session.say(completion());
      return;
    }
    case CONTROL.reversal:
      return reverse(engine, session, command.data.subarray(PASSWORD_BYTES));
    case CONTROL.endOfDay: {
      session.send(POSITIVE);
      await session.say(dayTotals(await (await engine.ledger()).closeDay()));
      await session.say(completion());
      return;
    }
    default:
      session.send(refusal(RESULT.functionNotPossible));
  }
}

async function takeCard(
  engine: Engine,
  session: Session,
  kind: 'payment' | 'refund',
  data: Uint8Array,
  { reversesUnheard }: ZvtSimulatorOptions,
): Promise<void> {
  const { next } = await engine.behaviour.read();
  if (next === 'silent-before') return;
  const fields = parseFields(data);
  const amount = Money.parse(fromBcd(fields.get(BMP.amount) ?? new Uint8Array(), 'amount'));
  const letters = currencyLetters(fromBcd(fields.get(BMP.currency) ?? new Uint8Array(), 'currency'));
  if (letters === null) return session.send(refusal(0x6f));
  session.send(POSITIVE);
  void session.say(intermediate(INSERT_CARD));
  const asked = { kind, reference: '', amount, currency: Currency.parse(letters) };
  const entry = await engine.charge(asked, next, session.stop);
  if (entry === null || next === 'link-before') return session.close();
  if (entry.status === 'declined') {
    await session.say(statusInformation(entry));
    await session.say(aborted(resultCodeOf(entry)));
    return;
  }
  if (next === 'silent-after') return;
  if (next === 'link-after') session.close();
  const answer = await session.say(statusInformation(entry));
  if (answer === 'nothing') return void (reversesUnheard && (await engine.reverse(entry.number, '')));
  if (answer === 'refused') return giveBack(engine, session, entry);
  if (next === 'duplicate') await session.say(statusInformation(entry));
  await session.say(receiptBlock(entry));
  await session.say(completion());
}

/** "Issue of goods not possible": the till refused the Status-Information, so the card gets its money back. */
async function giveBack(engine: Engine, session: Session, entry: LedgerEntry): Promise<void> {
  await session.say(intermediate(REVERSING));
  await engine.reverse(entry.number, '');
  await session.say(aborted(RESULT.processingError));
}

async function reverse(engine: Engine, session: Session, data: Uint8Array): Promise<void> {
  const wanted = fromBcd(parseFields(data).get(BMP.receipt) ?? new Uint8Array(), 'receipt-number');
  const entry = (await engine.ledger())
    .list()
    .findLast((one) => one.kind !== 'reversal' && receiptOf(one) === wanted);
  const back = entry === undefined ? 'unknown' : await engine.reverse(entry.number, '');
  session.send(POSITIVE);
  if (typeof back === 'string') {
    await session.say(aborted(back === 'already' ? RESULT.alreadyReversed : RESULT.reversalNotPossible));
    return;
  }
  await session.say(statusInformation(back));
  await session.say(completion());
}
