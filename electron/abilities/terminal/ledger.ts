import { join } from 'node:path';
import { z } from 'zod';
import { Currency, Instant, Money, PaymentId, ShortText } from '#shared/wire/scalars.ts';
import { makePrivateFolder, readIfThere, writeDurably } from '../durable.ts';
import { HostError } from '../host-error.ts';

/** Payments a simulated terminal remembers; the oldest decided one goes first. A real one remembers a day. */
export const LEDGER_ENTRIES_MAX = 2_000;

export const LedgerEntry = z.strictObject({
  paymentId: PaymentId,
  amount: Money,
  currency: Currency.nullable(),
  /** `begun`: the card is with it. The terminal goes on by itself when its host dies, and then does what it `will`. */
  status: z.enum(['begun', 'approved', 'declined', 'reversed']),
  will: z.enum(['approve', 'decline']),
  /** Numbered when the payment begins, so that however often it is asked, a capture has one number. */
  captureId: ShortText,
  message: ShortText,
  at: Instant,
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

const Stored = z.strictObject({ entries: z.array(LedgerEntry).max(LEDGER_ENTRIES_MAX) });

export type Ledger = {
  readonly find: (paymentId: PaymentId) => LedgerEntry | undefined;
  /** Oldest first. */
  readonly list: () => readonly LedgerEntry[];
  /** On disk when it resolves. */
  readonly put: (entry: LedgerEntry) => Promise<void>;
};

/** What the terminal itself knows, in `terminal/ledger.json`: replaced as a whole and fsynced at each step. */
export async function openLedger(folder: string): Promise<Ledger> {
  makePrivateFolder(folder);
  const file = join(folder, 'ledger.json');
  let entries = await readEntries(file);
  let writing: Promise<unknown> = Promise.resolve();
  return {
    find: (paymentId) => entries.get(paymentId),
    list: () => [...entries.values()],
    put: (entry) => {
      const mine = writing.then(async () => {
        const next = bounded(new Map(entries).set(entry.paymentId, entry));
        await writeDurably(file, `${JSON.stringify({ entries: [...next.values()] })}\n`);
        // Only what is on disk is known: nothing is answered from a write that failed.
        entries = next;
      });
      writing = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function readEntries(file: string): Promise<Map<PaymentId, LedgerEntry>> {
  const text = await readIfThere(file);
  if (text === null) return new Map();
  try {
    return new Map(Stored.parse(JSON.parse(text)).entries.map((entry) => [entry.paymentId, entry]));
  } catch {
    throw new HostError(
      'bad-terminal',
      `${file} is damaged: it cannot be told which payments were captured.`,
    );
  }
}

function bounded(entries: Map<PaymentId, LedgerEntry>): Map<PaymentId, LedgerEntry> {
  for (const { paymentId, status } of entries.values()) {
    if (entries.size <= LEDGER_ENTRIES_MAX) break;
    if (status !== 'begun') entries.delete(paymentId);
  }
  return entries;
}
