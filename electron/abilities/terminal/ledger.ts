import { join } from 'node:path';
import { z } from 'zod';
import { Currency, Instant, Money, ShortText } from '#shared/wire/scalars.ts';
import { makePrivateFolder, readIfThere, writeDurably } from '../durable.ts';
import { HostError } from '../host-error.ts';

/** Transactions a simulated terminal remembers; the oldest decided one goes first. A real one remembers a day. */
export const LEDGER_ENTRIES_MAX = 2_000;

export const LedgerEntry = z.strictObject({
  /** One more than the one before: its trace number, and the last four digits its receipt number. */
  number: z.int().min(1).max(999_999),
  kind: z.enum(['payment', 'refund', 'reversal']),
  /** Of a reversal: the number of what it gave back. */
  of: z.int().min(1).exactOptional(),
  /** What the till called it, where the protocol has a place for that. */
  reference: ShortText,
  amount: Money,
  currency: Currency,
  /** `begun`: the card is with it. The terminal goes on by itself when its host dies, and then does what it `will`. */
  status: z.enum(['begun', 'approved', 'declined', 'reversed']),
  will: z.enum(['approve', 'decline']),
  message: ShortText,
  at: Instant,
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

const Stored = z.strictObject({
  entries: z.array(LedgerEntry).max(LEDGER_ENTRIES_MAX),
  /** The last transaction of the day that was closed last; 0 before the first. */
  closedUpTo: z.int().min(0),
});
type Stored = z.infer<typeof Stored>;

export type Ledger = {
  readonly find: (number: number) => LedgerEntry | undefined;
  /** Oldest first. */
  readonly list: () => readonly LedgerEntry[];
  readonly nextNumber: () => number;
  /** On disk when it resolves. */
  readonly put: (...entries: LedgerEntry[]) => Promise<void>;
  readonly closedUpTo: () => number;
  /** What was captured and paid out since the last time; on disk when it resolves. */
  readonly closeDay: () => Promise<readonly LedgerEntry[]>;
};

/** Where a ledger lies. It outlives every power cut. */
export type LedgerStore = { read(): Promise<string | null>; write(text: string): Promise<void> };

/** `terminal/transactions.json`: replaced as a whole and fsynced at each step. */
export function ledgerFile(folder: string): LedgerStore {
  const file = join(folder, 'transactions.json');
  return {
    read: () => readIfThere(file),
    write: async (text) => {
      makePrivateFolder(folder);
      await writeDurably(file, text);
    },
  };
}

/** What the terminal itself knows. Throws `HostError` when that cannot be read. */
export async function openLedger(store: LedgerStore): Promise<Ledger> {
  const stored = await readStored(store);
  let entries = new Map(stored.entries.map((entry) => [entry.number, entry]));
  let closedUpTo = stored.closedUpTo;
  let writing: Promise<unknown> = Promise.resolve();
  const save = (changed: readonly LedgerEntry[], closed: () => number): Promise<void> => {
    const mine = writing.then(async () => {
      const next = new Map(entries);
      for (const entry of changed) next.set(entry.number, entry);
      const after = { entries: [...bounded(next).values()], closedUpTo: closed() } satisfies Stored;
      await store.write(`${JSON.stringify(after)}\n`);
      // Only what is on disk is known: nothing is answered from a write that failed.
      entries = next;
      closedUpTo = after.closedUpTo;
    });
    writing = mine.catch(() => undefined);
    return mine;
  };
  const last = (): number => Math.max(0, ...entries.keys());
  return {
    find: (number) => entries.get(number),
    list: () => [...entries.values()],
    nextNumber: () => last() + 1,
    put: (...changed) => save(changed, () => closedUpTo),
    closedUpTo: () => closedUpTo,
    closeDay: async () => {
      const day = [...entries.values()].filter(
        ({ number, kind, status }) => number > closedUpTo && kind !== 'reversal' && status === 'approved',
      );
      await save([], last);
      return day;
    },
  };
}

async function readStored(store: LedgerStore): Promise<Stored> {
  const text = await store.read();
  if (text === null) return { entries: [], closedUpTo: 0 };
  try {
    return Stored.parse(JSON.parse(text));
  } catch {
    throw new HostError(
      'bad-terminal',
      'The ledger of the simulated terminal is damaged: it cannot be told which payments were captured.',
    );
  }
}

function bounded(entries: Map<number, LedgerEntry>): Map<number, LedgerEntry> {
  for (const { number, status } of entries.values()) {
    if (entries.size <= LEDGER_ENTRIES_MAX) break;
    if (status !== 'begun') entries.delete(number);
  }
  return entries;
}
