import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { TerminalAnswer, TerminalPayment } from '#shared/wire/bridge.ts';
import { instant, Money, type PaymentId } from '#shared/wire/scalars.ts';
import { type BehaviourSwitch, behaviourSwitch, type TerminalBehaviour } from './behaviour.ts';
import { type Ledger, type LedgerEntry, openLedger } from './ledger.ts';
import type { TerminalPort } from './port.ts';

export type TerminalTimes = {
  readonly approvalMs: number;
  readonly slowMs: number;
  /** After so long without an answer the host says `unknown`. */
  readonly answerMsMax: number;
};
const TIMES: TerminalTimes = { approvalMs: 1_000, slowMs: 8_000, answerMsMax: 12_000 };

/** What stands on the terminal's display. */
export type Display =
  | { readonly kind: 'ready' }
  | { readonly kind: 'card'; readonly payment: TerminalPayment }
  | { readonly kind: 'done'; readonly payment: TerminalPayment; readonly result: 'approved' | 'declined' };

export type TerminalSimulator = {
  readonly port: TerminalPort;
  readonly behaviour: BehaviourSwitch;
  display(): Display;
  /** Newest first. */
  payments(): Promise<readonly LedgerEntry[]>;
};

type Running = { readonly paymentId: PaymentId; readonly answer: Promise<TerminalAnswer>; abort(): void };
type Next = TerminalBehaviour['next'];

/** A card terminal that is not there: its ledger lies in the device's folder, its behaviour is chosen on `/terminal`. */
export function openTerminalSimulator(
  deviceFolder: string,
  now: () => number,
  times: TerminalTimes = TIMES,
): TerminalSimulator {
  const folder = join(deviceFolder, 'terminal');
  const behaviour = behaviourSwitch(folder);
  let opened: Promise<Ledger> | null = null;
  const ledger = (): Promise<Ledger> => {
    opened ??= openLedger(folder);
    // One that could not be read is tried again at the next call.
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };
  let running: Running | null = null;
  let display: Display = { kind: 'ready' };

  const run = async (payment: TerminalPayment, next: Next, aborted: AbortSignal): Promise<TerminalAnswer> => {
    // The page is told only that nothing answered; what the terminal knows it tells when it is asked.
    if (next === 'silent-before') return silence(times.answerMsMax);
    const { put } = await ledger();
    const entry = newEntry(payment, next, now());
    await put(entry);
    display = { kind: 'card', payment };
    if (next === 'power-cut') return silence(times.answerMsMax);
    const seen = await sleep(next === 'slow' ? times.slowMs : times.approvalMs, aborted);
    const decided = seen ? decide(entry) : { ...entry, ...CALLED_OFF };
    await put(decided);
    display = { kind: 'done', payment, result: decided.status === 'approved' ? 'approved' : 'declined' };
    return next === 'silent-after' && seen ? silence(times.answerMsMax) : answerOf(decided);
  };

  /** A payment nobody has heard of is noted as called off, so that one that arrives late charges nobody. */
  const callOff = async ({ put }: Ledger, paymentId: PaymentId): Promise<void> =>
    put({
      ...newEntry({ paymentId, amount: Money.parse(0), currency: null }, 'decline', now()),
      ...CALLED_OFF,
    });

  /** What is known of a payment, once that is settled; undefined: never heard of. */
  const settled = async (paymentId: PaymentId): Promise<LedgerEntry | undefined> => {
    const known = await ledger();
    if (running?.paymentId === paymentId && !isDecided(known.find(paymentId))) await running.answer;
    const entry = known.find(paymentId);
    if (entry === undefined || isDecided(entry)) return entry;
    const decided = decide(entry);
    await known.put(decided);
    return decided;
  };

  const isDead = async (): Promise<boolean> => (await behaviour.read()).next === 'power-cut';

  const port: TerminalPort = {
    begin: async (payment) => {
      const { find } = await ledger();
      const { next } = await behaviour.read();
      // From here to where it runs nothing waits: two calls at once cannot both begin.
      const known = find(payment.paymentId);
      if (running?.paymentId === payment.paymentId) return running.answer;
      if (running !== null) return { result: 'declined', message: 'The terminal is busy.' };
      if (known !== undefined) {
        const entry = next === 'power-cut' ? undefined : await settled(payment.paymentId);
        return entry === undefined ? silence(times.approvalMs) : answerOf(entry);
      }
      const stop = new AbortController();
      const answer = run(payment, next, stop.signal).finally(() => {
        running = null;
      });
      running = { paymentId: payment.paymentId, answer, abort: () => stop.abort() };
      return answer;
    },
    inquire: async ({ paymentId }) => {
      if (await isDead()) return silence(times.approvalMs);
      const entry = await settled(paymentId);
      if (entry !== undefined) return answerOf(entry);
      await callOff(await ledger(), paymentId);
      return { result: 'none' };
    },
    reverse: async ({ paymentId }) => {
      if (await isDead()) return silence(times.approvalMs);
      const entry = await settled(paymentId);
      if (entry?.status !== 'approved') return { result: entry?.status === 'reversed' ? 'reversed' : 'none' };
      await (await ledger()).put({ ...entry, status: 'reversed', message: 'Reversed' });
      return { result: 'reversed' };
    },
    abort: async ({ paymentId }) => {
      if (await isDead()) return silence(0);
      const known = await ledger();
      const entry = known.find(paymentId);
      if (isDecided(entry)) return { result: 'too-late' };
      if (running?.paymentId === paymentId) {
        running.abort();
        const { result } = await running.answer;
        return { result: result === 'declined' ? 'aborted' : result === 'approved' ? 'too-late' : 'unknown' };
      }
      if (entry !== undefined)
        await known.put({ ...decide(entry), ...(entry.will === 'decline' ? CALLED_OFF : {}) });
      else await callOff(known, paymentId);
      return { result: entry?.will === 'approve' ? 'too-late' : 'none' };
    },
  };
  return {
    port,
    behaviour,
    display: () => display,
    payments: async () => (await ledger()).list().toReversed(),
  };
}

const CALLED_OFF = { status: 'declined', will: 'decline', message: 'Called off' } as const;

const isDecided = (entry: LedgerEntry | undefined): boolean =>
  entry !== undefined && entry.status !== 'begun';

function newEntry(
  { paymentId, amount, currency }: Pick<LedgerEntry, 'paymentId' | 'amount' | 'currency'>,
  next: Next,
  nowMs: number,
): LedgerEntry {
  return {
    paymentId,
    amount,
    currency,
    status: 'begun',
    will: next === 'decline' || next === 'power-cut' ? 'decline' : 'approve',
    captureId: `SIM-${createHash('sha256').update(paymentId).digest('hex').slice(0, 10).toUpperCase()}`,
    message: '',
    at: instant(nowMs),
  };
}

const decide = (entry: LedgerEntry): LedgerEntry =>
  entry.will === 'approve'
    ? { ...entry, status: 'approved', message: 'Approved' }
    : { ...entry, status: 'declined', message: 'Card declined' };

function answerOf({ status, captureId, message }: LedgerEntry): TerminalAnswer {
  if (status !== 'approved') return { result: 'declined', message };
  return {
    result: 'approved',
    captureId,
    message,
    receipt: `CARD PAYMENT\n${captureId}\n${message.toUpperCase()}`,
  };
}

async function silence(ms: number): Promise<{ result: 'unknown' }> {
  await sleep(ms);
  return { result: 'unknown' };
}

/** False when it was cut short. */
function sleep(ms: number, aborted?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (aborted?.aborted === true) return resolve(false);
    const timer = setTimeout(() => resolve(true), ms);
    aborted?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
