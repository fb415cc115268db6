import { instant } from '#shared/wire/scalars.ts';
import type { JournalEntry, JournalEvent } from '#shared/wire/till.ts';
import type { CommandContext } from './context.ts';

/** Pages of the host's journal that are read at most: half a million entries, many years of one till. */
const JOURNAL_PAGES_MAX = 1_000;

/** Whether two events are about the same movement of money. */
const sameMoney = (a: JournalEvent, b: JournalEvent): boolean =>
  (a.kind === 'payment' && b.kind === 'payment' && a.paymentId === b.paymentId && a.status === b.status) ||
  (a.kind === 'refund' && b.kind === 'refund' && a.refundId === b.refundId && a.status === b.status);

/**
 * Writes an event into the host's journal (fsynced when this resolves) and takes the signed entry over into the
 * replica. Throws when the host could not write it; then nothing may be printed or paid out on it.
 */
export async function record(ctx: CommandContext, event: JournalEvent): Promise<JournalEntry> {
  const { replica, bridge } = ctx;
  const entry = await bridge.appendJournal({
    at: instant(replica.nowMs()),
    event,
    replicaId: replica.replicaId,
    ...(ctx.shiftId === undefined ? {} : { shiftId: ctx.shiftId }),
    ...(ctx.staff === null ? {} : { staffId: ctx.staff.id }),
  });
  await replica.keepJournalEntry(entry);
  return entry;
}

/**
 * Records a movement of money once, however often it is tried: an entry that is there already, or that the host wrote
 * although its answer got lost, is found again. Throws when it could not be recorded.
 */
export async function recordMoney(
  ctx: CommandContext,
  event: Extract<JournalEvent, { kind: 'payment' | 'refund' }>,
): Promise<JournalEntry> {
  const find = async (): Promise<JournalEntry | undefined> => {
    await catchUpJournal(ctx);
    const about = await ctx.replica.journalAbout(event.bookingId);
    return about.find((entry) => sameMoney(entry.event, event));
  };
  const earlier = await find();
  if (earlier !== undefined) return earlier;
  try {
    return await record(ctx, event);
  } catch (error) {
    const written = await find();
    if (written !== undefined) return written;
    throw error;
  }
}

/** Takes over what the host's journal has and the replica has not; tells each new entry's number. */
export async function catchUpJournal({ replica, bridge }: CommandContext): Promise<number> {
  let from = await replica.journalHead();
  let taken = 0;
  for (let page = 0; page < JOURNAL_PAGES_MAX; page += 1) {
    const { entries } = await bridge.readJournal({ afterSeq: from });
    for (const entry of entries) await replica.keepJournalEntry(entry);
    const last = entries.at(-1);
    if (last === undefined || last.seq <= from) break;
    taken += entries.length;
    from = last.seq;
  }
  return taken;
}
