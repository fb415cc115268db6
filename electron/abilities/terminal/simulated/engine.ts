import { instant, Money } from '#shared/wire/scalars.ts';
import type { BehaviourSwitch, TerminalBehaviour } from '../behaviour.ts';
import { type Ledger, type LedgerEntry, type LedgerStore, openLedger } from '../ledger.ts';

export type EngineTimes = { readonly approvalMs: number; readonly slowMs: number; readonly lateMs: number };

/** What stands on the terminal's display. */
export type Display =
  | { readonly kind: 'ready' }
  | { readonly kind: 'card'; readonly amount: number; readonly currency: string }
  | {
      readonly kind: 'done';
      readonly amount: number;
      readonly currency: string;
      readonly result: 'approved' | 'declined';
    };

export type Asked = Pick<LedgerEntry, 'kind' | 'reference' | 'amount' | 'currency'>;
type Next = TerminalBehaviour['next'];

/**
 * A card terminal without a protocol: its card reader, its bank and its ledger. The ledger is written before anything is
 * told, survives every power cut, and is the truth in tests.
 */
export type Engine = {
  readonly behaviour: BehaviourSwitch;
  readonly display: () => Display;
  ledger(): Promise<Ledger>;
  /** A card is with it. */
  isBusy(): boolean;
  /** Without power: nothing connects and nothing is answered. */
  isOff(): Promise<boolean>;
  cutPower(): void;
  /** Takes a card; `null` when it was called off or the power went while it waited. The entry is decided and on disk. */
  charge(asked: Asked, next: Next, stop: AbortSignal): Promise<LedgerEntry | null>;
  /** Newest decided transaction. */
  last(): Promise<LedgerEntry | undefined>;
  /** Gives a capture of the open day back; `reference` is what the till calls the reversal. */
  reverse(number: number, reference: string): Promise<LedgerEntry | 'already' | 'unknown'>;
};

export function openEngine(
  store: LedgerStore,
  behaviour: BehaviourSwitch,
  now: () => number,
  times: EngineTimes,
): Engine {
  let opened: Promise<Ledger> | null = null;
  let busy = false;
  let off = false;
  let display: Display = { kind: 'ready' };
  const ledger = (): Promise<Ledger> => {
    opened ??= openLedger(store).then(revived);
    // One that could not be read is tried again at the next call.
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };
  /** What was with a card when the power went or the process ended has been decided meanwhile. */
  const revived = async (book: Ledger): Promise<Ledger> => {
    // A terminal that was cut from its power is still without it.
    if ((await behaviour.read()).next === 'power-cut' && open(book).length > 0) off = true;
    else await book.put(...open(book).map(decided));
    return book;
  };

  const charge: Engine['charge'] = async (asked, next, stop) => {
    busy = true;
    try {
      const book = await ledger();
      const entry = begin(asked, next, book.nextNumber(), now());
      await book.put(entry);
      display = { kind: 'card', amount: entry.amount, currency: entry.currency };
      if (next === 'power-cut') {
        off = true;
        return null;
      }
      const waitMs = next === 'slow' ? times.slowMs : next === 'late' ? times.lateMs : times.approvalMs;
      const seen = next !== 'link-before' && (await sleep(waitMs, stop));
      const done = seen ? decided(entry) : { ...entry, ...CALLED_OFF };
      await book.put(done);
      const result = done.status === 'approved' ? 'approved' : 'declined';
      display = { kind: 'done', amount: entry.amount, currency: entry.currency, result };
      return done;
    } finally {
      busy = false;
    }
  };

  return {
    behaviour,
    display: () => display,
    ledger,
    isBusy: () => busy,
    isOff: async () => {
      await ledger();
      if (off && (await behaviour.read()).next !== 'power-cut') {
        off = false;
        display = { kind: 'ready' };
        await revived(await ledger());
      }
      return off;
    },
    cutPower: () => {
      off = true;
    },
    charge,
    last: async () => (await ledger()).list().findLast(({ status }) => status !== 'begun'),
    reverse: async (number, reference) => {
      const book = await ledger();
      const entry = book.find(number);
      if (entry?.status === 'reversed') return 'already';
      if (entry?.status !== 'approved' || entry.kind === 'reversal' || number <= book.closedUpTo())
        return 'unknown';
      const back: LedgerEntry = {
        ...entry,
        kind: 'reversal',
        reference,
        of: number,
        number: book.nextNumber(),
        message: 'Reversed',
        at: instant(now()),
      };
      await book.put({ ...entry, status: 'reversed', message: 'Reversed' }, back);
      return back;
    },
  };
}

const CALLED_OFF = { status: 'declined', will: 'decline', message: 'Called off' } as const;
const TOO_MUCH = 100;

const open = (book: Ledger): readonly LedgerEntry[] => book.list().filter(({ status }) => status === 'begun');

function begin(asked: Asked, next: Next, number: number, nowMs: number): LedgerEntry {
  return {
    ...asked,
    number,
    amount: next === 'wrong-amount' ? Money.parse(asked.amount + TOO_MUCH) : asked.amount,
    status: 'begun',
    will: next === 'decline' || next === 'power-cut' ? 'decline' : 'approve',
    message: '',
    at: instant(nowMs),
  };
}

const decided = (entry: LedgerEntry): LedgerEntry =>
  entry.will === 'approve'
    ? { ...entry, status: 'approved', message: 'Approved' }
    : { ...entry, status: 'declined', message: 'Card declined' };

/** What was captured less what was paid out. */
export function totalsOf(day: readonly LedgerEntry[]): { count: number; amount: number } {
  const signed = day.map(({ kind, amount }) => (kind === 'refund' ? 0 - amount : amount));
  return { count: day.length, amount: signed.reduce((sum, one) => sum + one, 0) };
}

/** False when it was cut short. */
export function sleep(ms: number, stop: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve(false);
    const timer = setTimeout(() => {
      stop.removeEventListener('abort', cut);
      resolve(true);
    }, ms);
    const cut = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    stop.addEventListener('abort', cut, { once: true });
  });
}
